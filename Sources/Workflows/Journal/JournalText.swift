import Glibc
import Primitives

/// The lines of a journal, in memory or in its file: a million of them fit in no memory.
final class JournalText {
  private let descriptor: Int32?
  private let file: String
  /// What was read of the file and not given out yet, or all there is.
  private var buffer: [UInt8]
  /// Where in the journal the buffer starts.
  private var start = 0
  /// Where in the buffer the next line starts.
  private var index = 0
  private var isAtEnd: Bool

  private static let chunk = 1 << 20

  /// The lines of bytes that are there.
  init(_ bytes: [UInt8], file: String) {
    (descriptor, self.file, buffer, isAtEnd) = (nil, file, bytes, true)
  }

  /// The lines of a file.
  init(file: String) throws(Diagnostics) {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Files.problem("can't read", file) }
    (self.descriptor, self.file, buffer, isAtEnd) = (descriptor, file, [], false)
    var status = stat()
    let kind = fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : S_IFDIR
    // Lines are looked at again where they were: a pipe has no such places.
    guard kind == S_IFREG else { throw Diagnostics(Files.notAFile(file, kind)) }
  }

  deinit { if let descriptor { close(descriptor) } }

  /// The next line without its break, and its place; `nil` at the end.
  func next() throws(Diagnostics) -> (range: Range<Int>, bytes: [UInt8])? {
    var searched = index
    while true {
      if let end = buffer[searched...].firstIndex(of: 10) {
        defer { index = end + 1 }
        return (start + index..<start + end, Array(buffer[index..<end]))
      }
      guard !isAtEnd else {
        guard index < buffer.count else { return nil }
        defer { index = buffer.count }
        return (start + index..<start + buffer.count, Array(buffer[index...]))
      }
      buffer.removeSubrange(..<index)
      (start, index, searched) = (start + index, 0, buffer.count)
      let more = try read(Self.chunk, at: start + buffer.count)
      isAtEnd = more.isEmpty
      buffer += more
    }
  }

  /// A line again, by its place.
  func line(at range: Range<Int>) throws(Diagnostics) -> [UInt8] {
    if descriptor == nil { return Array(buffer[range]) }
    return try read(range.count, at: range.lowerBound)
  }

  private func read(_ count: Int, at offset: Int) throws(Diagnostics) -> [UInt8] {
    guard let descriptor else { return [] }
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
    guard failure == 0 else { throw Files.problem("can't read", file, failure) }
    return bytes
  }
}
