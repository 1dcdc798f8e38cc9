/// Swaps what two paths name, in one step that no reader can see the middle of.
/// Answers 0, or -1 with `errno` set (EINVAL where the file system can't).
int waymark_exchange(const char *one, const char *other);
