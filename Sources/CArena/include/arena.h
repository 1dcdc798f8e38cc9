#ifndef WAYMARK_ARENA_H
#define WAYMARK_ARENA_H

#include <stddef.h>

/// Memory for the trees of one page: handed out in order, given back all at once.
typedef struct waymark_arena waymark_arena;

waymark_arena *_Nonnull waymark_arena_new(void);
void waymark_arena_free(waymark_arena *_Nonnull arena);

/// Gives back everything that was handed out and keeps a bounded part of the memory for the next page.
void waymark_arena_reset(waymark_arena *_Nonnull arena);

/// Makes this arena the one that the three functions below use on the calling thread.
void waymark_arena_enter(waymark_arena *_Nonnull arena);

/// The shape of `cmark_mem`; they work on the arena that the calling thread entered.
void *_Nullable waymark_arena_calloc(size_t count, size_t size);
void *_Nullable waymark_arena_realloc(void *_Nullable memory, size_t size);
void waymark_arena_release(void *_Nullable memory);

#endif
