#include "trace.h"

#include <stdlib.h>

_Thread_local waymark_trace *waymark_trace_current = NULL;

waymark_trace *waymark_trace_new(void) {
  waymark_trace *trace = calloc(1, sizeof(waymark_trace));
  if (!trace) abort();
  return trace;
}

void waymark_trace_free(waymark_trace *trace) {
  free(trace->keys);
  free(trace);
}

void waymark_trace_append(waymark_trace *trace, uint64_t key) {
  if (trace->count == trace->capacity) {
    size_t capacity = trace->capacity ? trace->capacity * 2 : 64;
    uint64_t *keys = realloc(trace->keys, capacity * sizeof(uint64_t));
    if (!keys) abort();
    trace->keys = keys;
    trace->capacity = capacity;
  }
  trace->keys[trace->count++] = key;
}
