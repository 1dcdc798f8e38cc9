import Glibc
import Primitives
import Records

/// Reading files with the system's own calls: Foundation's flush every file to disk.
enum Files {
  /// What the system says of a file.
  struct Stamp: Equatable {
    let size: Int
    let modifiedNanoseconds: Int

    init(size: Int, modifiedNanoseconds: Int) {
      (self.size, self.modifiedNanoseconds) = (size, modifiedNanoseconds)
    }

    init(_ status: stat) {
      size = Int(status.st_size)
      modifiedNanoseconds = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    }
  }

  /// The bytes of a file.
  ///
  /// - Parameters:
  ///   - path: a regular file.
  ///   - limit: a larger file is refused before it is read.
  ///   - orPipe: takes what a pipe gives too, as with `--file <(…)` or `/dev/stdin`.
  /// - Returns: all of them.
  /// - Throws: why it can't be read, that it is no file, or that it is too large.
  static func bytes(
    at path: String, atMost limit: Int = .max, orPipe: Bool = false
  ) throws(Diagnostics) -> [UInt8] {
    // Opening a pipe without a writer would wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (orPipe ? 0 : O_NONBLOCK))
    guard descriptor >= 0 else { throw problem("can't read", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw problem("can't read", path) }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || (orPipe && kind != S_IFDIR) else {
      throw Diagnostics(notAFile(path, kind))
    }
    guard status.st_size <= limit else {
      throw Diagnostics(SourceText.tooLarge(path, size: Int(status.st_size)))
    }
    // One more than expected: the end of the file is then met without another read.
    let room = kind == S_IFREG ? Int(status.st_size) + 1 : 65_536
    var bytes: [UInt8] = []
    while true {
      let before = bytes.count
      var failure: Int32 = 0
      let wanted = before == 0 ? room : 65_536
      let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
        let got = read(descriptor, buffer.baseAddress, wanted)
        if got < 0 { failure = errno }
        count = max(0, got)
      }
      if failure == EINTR { continue }
      guard failure == 0 else { throw problem("can't read", path, failure) }
      if before == 0 { bytes = chunk } else { bytes += chunk }
      guard bytes.count <= limit else {
        throw Diagnostics(SourceText.tooLarge(path, size: bytes.count))
      }
      if chunk.isEmpty || (kind == S_IFREG && bytes.count == status.st_size) { return bytes }
    }
  }

  /// Whether there is something at a path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// What the system says of a file now; `nil` where there is none.
  static func stamp(of path: String) -> Stamp? {
    var status = stat()
    return stat(path, &status) == 0 ? Stamp(status) : nil
  }

  /// Takes a file away; one that is not there is no error.
  static func remove(_ path: String) { unlink(path) }

  /// The real path of something that exists.
  static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// What is said of something that is no regular file.
  static func notAFile(_ path: String, _ kind: mode_t) -> Diagnostic {
    let what =
      switch kind {
      case S_IFDIR: "a folder"
      case S_IFIFO: "a named pipe"
      case S_IFSOCK: "a socket"
      case S_IFCHR, S_IFBLK: "a device"
      default: "no regular file"
      }
    return Diagnostic("not-a-file", "`\(path)` is \(what)", help: "put a regular file there")
  }

  static func problem(_ what: String, _ path: String, _ number: Int32 = errno) -> Diagnostics {
    let reason = String(cString: strerror(number))
    let help =
      switch number {
      case ENOSPC, EDQUOT: "make room on the disk; nothing was lost"
      case EROFS, EACCES, EPERM: "check the rights of the folder, or use another one"
      case ENOENT: "check the path"
      case ENAMETOOLONG: "use shorter names or fewer folders"
      default: "see what the system says"
      }
    return Diagnostics(Diagnostic("file-unusable", "\(what) `\(path)`: \(reason)", help: help))
  }
}
