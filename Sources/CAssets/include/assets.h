/// A file of `templates/` or `site/`, compiled into the binary.
typedef struct {
  const char *path;           // such as "templates/runbook.md"
  const unsigned char *bytes; // not NUL-terminated
  unsigned long count;
} WaymarkAsset;

/// All files, ordered by path; `count` receives how many.
const WaymarkAsset *waymark_assets(unsigned long *count);
