/// Prose of a record as blocks inside a document that it must not be able to break.
///
/// Every line but the first gets the prefix of its place; fences that are open at the end are
/// closed; headings become bold paragraphs, so that the outline is the template's alone; HTML at
/// the start of a line is escaped, because an unclosed comment would swallow the page; blank lines
/// at both ends go. Everything else, such as lists, quotes, tables and link definitions, stays.
enum MarkdownBlock {
  static func append(
    _ text: String, prefix: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]
  ) {
    if appendPlain(text, prefix: prefix, to: &out) { return }
    appendAny(text, prefix: prefix, to: &out)
  }

  /// The long way: line by line, with what each could mean.
  static func appendAny(
    _ text: String, prefix: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]
  ) {
    var bytes: [UInt8] = []
    LineBreaks.append(text, to: &bytes)
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)[...]
    while let first = lines.first, isBlank(first) { lines.removeFirst() }
    while let last = lines.last, isBlank(last) { lines.removeLast() }
    var blocks = DemotedBlocks()
    for line in lines { blocks.read(line) }
    blocks.finish()
    for (index, line) in blocks.lines.enumerated() {
      if index > 0 {
        out.append(10)
        appendPrefix(prefix, isBlank: line.isEmpty, to: &out)
      }
      out.append(contentsOf: line)
    }
  }

  /// Appends text in which every line is empty or begins, behind blanks and a marker of a list, with
  /// what opens no block, as nearly all prose does: there is no code, heading, quote or HTML in it,
  /// so its lines come out as they are.
  ///
  /// Answers whether it did; other text is left to the long way.
  static func appendPlain(
    _ text: String, prefix: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]
  ) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { bytes in
      guard bytes.first != 10, LineBreaks.areClean(bytes) else { return false }
      var end = bytes.count
      while end > 0, bytes[end - 1] == 10 { end -= 1 }
      guard isPlain(UnsafeBufferPointer(rebasing: bytes[..<end])) else { return false }
      var start = 0
      while start < end {
        let rest = UnsafeBufferPointer(rebasing: bytes[start..<end])
        let line = rest.prefix(upTo: rest.firstIndex(of: 10) ?? rest.count)
        if start > 0 {
          out.append(10)
          appendPrefix(prefix, isBlank: line.isEmpty, to: &out)
        }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: line))
        start += line.count + 1
      }
      return true
    } ?? false
  }

  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      if bytes[index] != 10, !startsPlainly(bytes, index) { return false }
      while index < bytes.count, bytes[index] != 10 { index += 1 }
      index += 1
    }
    return true
  }

  /// Whether the line that begins at a place is text, be it in an item of a list.
  private static func startsPlainly(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    var index = start
    func skipBlanks() -> Bool {
      let start = index
      while index < bytes.count, bytes[index] == 32 { index += 1 }
      return index > start
    }
    _ = skipBlanks()
    guard index < bytes.count else { return false }
    switch bytes[index] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"):
      index += 1
      guard skipBlanks() else { return false }
    case 48...57:
      while index < bytes.count, (48...57).contains(bytes[index]) { index += 1 }
      guard index < bytes.count, bytes[index] == UInt8(ascii: ".") else { return false }
      index += 1
      guard skipBlanks() else { return false }
    default: break
    }
    guard index < bytes.count else { return false }
    switch bytes[index] {
    case 65...90, 97...122, 128..., UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "\""):
      return true
    // One backtick begins code within the line, three begin a block.
    case 96: return index + 1 < bytes.count && bytes[index + 1] != 96
    default: return false
    }
  }

  static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy { $0 == 32 || $0 == 9 }
  }

  /// Whether a line starts with what could open an HTML block; an autolink does not.
  static func startsHTML(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.first == UInt8(ascii: "<"), let next = line.dropFirst().first else { return false }
    if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") || next == 47 { return true }
    guard (97...122).contains(next | 32) else { return false }
    let name = line.dropFirst().prefix {
      (97...122).contains($0 | 32) || (48...57).contains($0) || "+-.".utf8.contains($0)
    }
    return line.dropFirst(1 + name.count).first != UInt8(ascii: ":")
  }
}
