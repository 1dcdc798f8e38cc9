import Primitives

/// The lines of a journal, in memory or in its file: a million of them fit in no memory.
final class JournalText {
  private let file: OpenFile?
  /// What was read of the file and not given out yet, or all there is.
  private var buffer: [UInt8]
  /// Where in the journal the buffer starts.
  private var start = 0
  /// Where in the buffer the next line starts.
  private var index = 0
  private var isAtEnd: Bool

  private static let chunk = 1 << 20

  /// The lines of bytes that are there.
  init(_ bytes: [UInt8]) { (file, buffer, isAtEnd) = (nil, bytes, true) }

  /// The lines of a regular file: they are looked at again where they were, and a pipe has no such
  /// places.
  init(file: String) throws(Diagnostics) {
    (self.file, buffer, isAtEnd) = (try OpenFile(file), [], false)
  }

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
      let more = try file?.bytes(at: start + buffer.count, Self.chunk) ?? []
      isAtEnd = more.isEmpty
      buffer += more
    }
  }

  /// A line again, by its place.
  func line(at range: Range<Int>) throws(Diagnostics) -> [UInt8] {
    try file?.bytes(at: range.lowerBound, range.count) ?? Array(buffer[range])
  }
}
