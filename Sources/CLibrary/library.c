#define _GNU_SOURCE
#include "library.h"
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

int waymark_exchange(const char *one, const char *other) {
  return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
}

const void *waymark_find(const void *text, size_t length, const void *part, size_t count) {
  return memmem(text, length, part, count);
}
