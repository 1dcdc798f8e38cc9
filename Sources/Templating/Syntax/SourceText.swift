import Primitives

/// A template's bytes with what messages need: lines, columns and excerpts.
struct SourceText: Sendable {
  let file: String
  let bytes: [UInt8]

  /// The text of a range.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The range without white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, isSpace(bytes[low]) { low += 1 }
    while high > low, isSpace(bytes[high - 1]) { high -= 1 }
    return low..<high
  }

  /// Whether the range holds nothing but spaces and tabs.
  func isBlank(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0 == 32 || $0 == 9 } }

  /// A problem at a range of this template, with its line as the excerpt.
  func problem(
    _ id: String, _ message: String, at range: Range<Int>, help: String? = nil
  ) -> Diagnostic {
    let start = min(range.lowerBound, bytes.count)
    var lineStart = start
    while lineStart > 0, bytes[lineStart - 1] != 10 { lineStart -= 1 }
    var lineEnd = start
    while lineEnd < bytes.count, bytes[lineEnd] != 10 { lineEnd += 1 }
    let line = bytes[..<lineStart].reduce(into: 1) { if $1 == 10 { $0 += 1 } }
    let column = text(lineStart..<start).unicodeScalars.count + 1
    let length = text(start..<max(start, min(range.upperBound, lineEnd))).unicodeScalars.count
    var excerpt = text(lineStart..<lineEnd)
    if excerpt.unicodeScalars.last == "\r" { excerpt.unicodeScalars.removeLast() }
    return Diagnostic(
      id, .error, message, at: SourceRange(file: file, line: line, column: column, length: length),
      excerpt: excerpt, help: help)
  }
}

/// Whether a byte is white space inside a tag.
func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
