import Glibc
import Importing
import Primitives

extension Files {
  /// A regular file that an importer reads part by part.
  static func source(at path: String) throws(Diagnostics) -> ImportSource {
    let file = try OpenFile(path)
    return ImportSource(count: file.size) { (offset, count) throws(Diagnostics) in
      try file.bytes(at: offset, count)
    }
  }
}

/// A regular file that is open for reading as long as the value is there.
final class OpenFile {
  let path: String
  let size: Int
  private let descriptor: Int32

  init(_ path: String) throws(Diagnostics) {
    // Opening a pipe without a writer would wait for ever.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Files.problem("can't read", path) }
    self.path = path
    var status = stat()
    let isThere = fstat(descriptor, &status) == 0
    size = Int(status.st_size)
    let kind = isThere ? status.st_mode & S_IFMT : S_IFDIR
    guard kind == S_IFREG else { throw Diagnostics(Files.notAFile(path, kind)) }
  }

  deinit { close(descriptor) }

  /// Bytes from a place; fewer where the file ends before.
  func bytes(at offset: Int, _ count: Int) throws(Diagnostics) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, offset + filled)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { return }
        filled += got
      }
    }
    guard failure == 0 else { throw Files.problem("can't read", path, failure) }
    return bytes
  }
}
