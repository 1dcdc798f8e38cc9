import Glibc

/// How much room a disk has.
enum FreeSpace {
  /// Whether the disk of a file has less room than the index of a write-ahead log takes, 32 KB.
  static func isNone(at path: String) -> Bool {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    var disk = statvfs()
    guard statvfs(folder, &disk) == 0 else { return false }
    return disk.f_bavail * disk.f_frsize < 32 * 1024
  }
}
