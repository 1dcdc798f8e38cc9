#include <stddef.h>

/// Swaps what two paths name, in one step that no reader can see the middle of.
/// Answers 0, or -1 with `errno` set (EINVAL where the file system can't).
int waymark_exchange(const char *one, const char *other);

/// Where some bytes stand first in others; null if they do not.
const void *waymark_find(const void *text, size_t length, const void *part, size_t count);
