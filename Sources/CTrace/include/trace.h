#ifndef WAYMARK_TRACE_H
#define WAYMARK_TRACE_H

#include <stddef.h>
#include <stdint.h>

/// What one computation has read: keys of what it asked for, and which fields of which kind.
typedef struct waymark_trace {
  uint64_t fields[16];
  uint64_t recent[256];
  uint64_t *_Nullable keys;
  size_t count;
  size_t capacity;
} waymark_trace;

/// The trace of the calling thread; nothing is noted without one.
extern _Thread_local waymark_trace *_Nullable waymark_trace_current;

waymark_trace *_Nonnull waymark_trace_new(void);
void waymark_trace_free(waymark_trace *_Nonnull trace);
void waymark_trace_append(waymark_trace *_Nonnull trace, uint64_t key);

/// Makes a trace, or none, the one of the calling thread; answers the one before.
static inline waymark_trace *_Nullable waymark_trace_enter(waymark_trace *_Nullable trace) {
  waymark_trace *before = waymark_trace_current;
  waymark_trace_current = trace;
  return before;
}

static inline void waymark_trace_field(unsigned kind, unsigned bit) {
  waymark_trace *trace = waymark_trace_current;
  if (trace) trace->fields[kind & 15] |= UINT64_C(1) << (bit & 63);
}

/// Notes a key; one that was noted a moment ago costs next to nothing.
static inline void waymark_trace_key(uint64_t key) {
  waymark_trace *trace = waymark_trace_current;
  if (trace && trace->recent[key & 255] != key) {
    trace->recent[key & 255] = key;
    waymark_trace_append(trace, key);
  }
}

#endif
