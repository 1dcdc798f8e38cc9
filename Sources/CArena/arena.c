#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// C because `cmark_mem` passes no context: the arena in use must be found through a thread-local
// variable, which Swift does not have.

enum { CHUNK = 256 * 1024, KEPT = 8 * 1024 * 1024, ALIGN = 16 };

typedef struct chunk {
  struct chunk *next;
  size_t size;
  size_t used;
  size_t padding;
} chunk;

struct waymark_arena {
  chunk *first;
  chunk *current;
};

// Stands before each piece of memory, so that realloc knows how much to copy.
typedef struct header {
  size_t size;
  size_t padding;
} header;

static _Thread_local waymark_arena *entered;

static chunk *chunk_new(size_t least) {
  size_t size = least > CHUNK ? least : CHUNK;
  if (size > SIZE_MAX - sizeof(chunk)) abort();
  chunk *made = malloc(sizeof(chunk) + size);
  if (made == NULL) abort();
  made->next = NULL;
  made->size = size;
  made->used = 0;
  return made;
}

waymark_arena *waymark_arena_new(void) {
  waymark_arena *arena = malloc(sizeof(waymark_arena));
  if (arena == NULL) abort();
  arena->first = arena->current = chunk_new(CHUNK);
  return arena;
}

void waymark_arena_free(waymark_arena *arena) {
  chunk *next;
  for (chunk *at = arena->first; at != NULL; at = next) {
    next = at->next;
    free(at);
  }
  if (entered == arena) entered = NULL;
  free(arena);
}

void waymark_arena_reset(waymark_arena *arena) {
  size_t kept = 0;
  chunk **link = &arena->first;
  while (*link != NULL) {
    chunk *at = *link;
    // The first chunk always stays; later ones as long as the sum is modest.
    if (at == arena->first || kept + at->size <= KEPT) {
      kept += at->size;
      at->used = 0;
      link = &at->next;
    } else {
      *link = at->next;
      free(at);
    }
  }
  arena->current = arena->first;
}

void waymark_arena_enter(waymark_arena *arena) { entered = arena; }

static void *take(size_t size) {
  if (size > SIZE_MAX / 2) abort();
  size_t whole = sizeof(header) + ((size + ALIGN - 1) & ~(size_t)(ALIGN - 1));
  chunk *at = entered->current;
  while (at->size - at->used < whole) {
    if (at->next == NULL || at->next->size < whole) {
      chunk *made = chunk_new(whole);
      made->next = at->next;
      at->next = made;
    }
    at = at->next;
    entered->current = at;
  }
  header *head = (header *)((char *)(at + 1) + at->used);
  head->size = size;
  at->used += whole;
  return head + 1;
}

void *waymark_arena_calloc(size_t count, size_t size) {
  if (size != 0 && count > SIZE_MAX / size) abort();
  void *memory = take(count * size);
  memset(memory, 0, count * size);
  return memory;
}

void *waymark_arena_realloc(void *memory, size_t size) {
  if (memory == NULL) return take(size);
  size_t old = ((header *)memory - 1)->size;
  if (size <= old) return memory;
  void *grown = take(size);
  memcpy(grown, memory, old);
  return grown;
}

void waymark_arena_release(void *memory) { (void)memory; }
