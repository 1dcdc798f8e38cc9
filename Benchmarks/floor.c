/* floor FROM TO BYTES: the least that building a site can cost.
 *
 * Reads every Markdown file under FROM, runs libcmark over it and writes one file for each into TO,
 * BYTES in all, by repeating the page's HTML. No records, templates, links, search or order.
 */
#define _XOPEN_SOURCE 700
#include <cmark.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char **paths;
static size_t *sizes;
static size_t count, room;

static int take(const char *path, const struct stat *info, int type, struct FTW *place) {
  (void)place;
  size_t length = strlen(path);
  if (type != FTW_F || length < 3 || strcmp(path + length - 3, ".md") != 0) return 0;
  if (count == room) {
    room = room ? room * 2 : 1024;
    paths = realloc(paths, room * sizeof *paths);
    sizes = realloc(sizes, room * sizeof *sizes);
    if (!paths || !sizes) return 1;
  }
  paths[count] = strdup(path);
  sizes[count++] = (size_t)info->st_size;
  return 0;
}

int main(int argc, char **argv) {
  if (argc != 4) return fprintf(stderr, "usage: floor FROM TO BYTES\n"), 2;
  if (nftw(argv[1], take, 64, FTW_PHYS) != 0 || count == 0) return perror(argv[1]), 1;
  mkdir(argv[2], 0777);
  size_t share = (size_t)atoll(argv[3]) / count, largest = 0;
  for (size_t index = 0; index < count; index++) if (sizes[index] > largest) largest = sizes[index];
  char *text = malloc(largest + 1), *page = malloc(share + 1), name[4096];
  if (!text || !page) return 1;
  for (size_t index = 0; index < count; index++) {
    int in = open(paths[index], O_RDONLY);
    ssize_t length = in < 0 ? -1 : read(in, text, largest);
    if (length < 0) return perror(paths[index]), 1;
    close(in);
    char *html = cmark_markdown_to_html(text, (size_t)length, CMARK_OPT_DEFAULT);
    size_t made = strlen(html);
    for (size_t done = 0; done < share && made > 0; done += made)
      memcpy(page + done, html, share - done < made ? share - done : made);
    free(html);
    snprintf(name, sizeof name, "%s/%zu.html", argv[2], index);
    int out = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (out < 0 || write(out, page, share) != (ssize_t)share) return perror(name), 1;
    close(out);
  }
  printf("%zu pages\n", count);
  return 0;
}
