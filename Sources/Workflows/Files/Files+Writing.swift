import Glibc
import Primitives

extension Files {
  /// How the name of a text that is being written ends; it starts with a point.
  private static let unfinished = ".waymark-new"

  /// Writes a file so that it holds the old or the new bytes whatever happens, and its folder exists.
  ///
  /// A link is followed, and the rights of the file that was there are kept. Without `flushing` a cut
  /// of the power may lose it, though not a kill: for many files that are flushed together.
  static func write(
    _ bytes: [UInt8], to path: String, flushing: Bool = true
  ) throws(Diagnostics) {
    try write(to: path, flushing: flushing) { (append) throws(Diagnostics) in try append(bytes) }
  }

  /// The same with bytes that come part by part.
  static func write(
    to path: String, flushing: Bool = true,
    _ body: (_ append: ([UInt8]) throws(Diagnostics) -> Void) throws(Diagnostics) -> Void
  ) throws(Diagnostics) {
    let target = resolved(path) ?? path
    if let slash = target.lastIndex(of: "/") { try makeFolder(String(target[..<slash])) }
    let temporary = temporary(for: target)
    let descriptor = try opened(temporary, for: path)
    defer { close(descriptor) }
    do throws(Diagnostics) {
      try body { (bytes) throws(Diagnostics) in try fill(descriptor, bytes, path) }
      var status = stat()
      if stat(target, &status) == 0 {
        guard status.st_mode & S_IFMT == S_IFREG else {
          throw Diagnostics(notAFile(path, status.st_mode & S_IFMT))
        }
        fchmod(descriptor, status.st_mode & 0o7777)
      }
      guard !flushing || fsync(descriptor) == 0, rename(temporary, target) == 0 else {
        throw problem("can't write", path)
      }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// The place where a file's new bytes are gathered: one for each file, so that what a kill leaves
  /// is taken up by the next write of the same file.
  private static func temporary(for target: String) -> String {
    let name = target.split(separator: "/").last.map(String.init) ?? target
    let folder = target.dropLast(name.utf8.count)
    // A name may have 255 bytes.
    let short = name.utf8.count > 200 ? Digest(of: Array(name.utf8)).hex : name
    return "\(folder).\(short)\(unfinished)"
  }

  /// Opens the unfinished file and waits until nobody else writes there.
  private static func opened(_ temporary: String, for path: String) throws(Diagnostics) -> Int32 {
    while true {
      let descriptor = open(temporary, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
      guard descriptor >= 0 else { throw problem("can't write", path) }
      while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
      var (mine, there) = (stat(), stat())
      // Who had it before has renamed it, or somebody has swept it away.
      if fstat(descriptor, &mine) == 0, stat(temporary, &there) == 0, mine.st_ino == there.st_ino,
        mine.st_dev == there.st_dev
      {
        guard ftruncate(descriptor, 0) == 0 else {
          let failure = problem("can't write", path)
          close(descriptor)
          throw failure
        }
        return descriptor
      }
      close(descriptor)
    }
  }

  private static func fill(_ descriptor: Int32, _ bytes: [UInt8], _ path: String)
    throws(Diagnostics)
  {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw problem("can't write", path) }
      offset += count
    }
  }

  /// Takes a file away that a killed write left unfinished, unless somebody is writing it now.
  static func sweep(_ path: String) {
    guard path.hasSuffix(unfinished) else { return }
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
    close(descriptor)
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws(Diagnostics) {
    guard !path.isEmpty, !exists(path) else { return }
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      try makeFolder(String(path[..<slash]))
    }
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw problem("can't make the folder", path)
    }
  }
}
