import Markup

/// A line of Markdown as people read it: for showing what changed, not for rendering.
///
/// Backslashes before signs, stars of emphasis, and the addresses of links go; a row of a table has
/// its cells between dots, and an admonition says its kind in words. Two lines that read the same
/// may still differ in what was left out.
struct WrittenLine {
  let text: [UInt8]
  /// Whether the line only draws the frame of a table.
  let isRule: Bool
  /// Whether it is a row of a table; its empty cells are left out.
  let isRow: Bool

  init(_ line: ArraySlice<UInt8>) {
    isRule = line.first == UInt8(ascii: "|") && line.allSatisfy { "|-: ".utf8.contains($0) }
    var out: [UInt8] = []
    out.reserveCapacity(line.count)
    var rest = line.drop { $0 == 32 || $0 == UInt8(ascii: ">") }
    if line.first == UInt8(ascii: ">"), let mark = WrittenLine.admonition(rest) {
      rest = rest.dropFirst(mark.length).drop { $0 == 32 }
      out += mark.title.utf8
      if !rest.isEmpty { out += ": ".utf8 }
    }
    isRow = rest.first == UInt8(ascii: "|")
    if isRow { rest = WrittenLine.trimmed(rest) }
    var isCode = false
    while let byte = rest.first {
      let next = rest.dropFirst().first
      if byte == UInt8(ascii: "["), !isCode, let link = WrittenLine.link(rest) {
        out += WrittenLine(link.words).text
        rest = rest[link.end...]
        continue
      }
      switch byte {
      case UInt8(ascii: "`"):
        isCode.toggle()
        out.append(byte)
      case _ where isCode: out.append(byte)
      case UInt8(ascii: "\\") where next.map(WrittenLine.isSign) == true:
        out.append(next ?? byte)
        rest = rest.dropFirst()
      case UInt8(ascii: "*") where next == byte:
        rest = rest.dropFirst()
      case UInt8(ascii: "|") where isRow:
        // A column that came or went without a word in this row changed nothing in it.
        while out.last == 32 { out.removeLast() }
        if !out.isEmpty, !out.suffix(2).elementsEqual("·".utf8) { out += " ·".utf8 }
      default:
        if isRow, byte == 32, out.isEmpty { break }
        out.append(byte)
      }
      rest = rest.dropFirst()
    }
    if isRow {
      while out.last == 32 { out.removeLast() }
      if out.suffix(2).elementsEqual("·".utf8) { out.removeLast(out.count > 2 ? 3 : 2) }
    }
    text = out
  }

  /// A heading as people read it.
  static func words(_ heading: String) -> String {
    String(decoding: WrittenLine(Array(heading.utf8)[...]).text, as: UTF8.self)
  }

  /// `[!NAME]` at the start of a quote: what a page says in its place.
  private static func admonition(_ text: ArraySlice<UInt8>) -> (title: String, length: Int)? {
    guard text.starts(with: "[!".utf8), let end = text.firstIndex(of: UInt8(ascii: "]")) else {
      return nil
    }
    let length = end - text.startIndex + 1
    let name = String(decoding: text[(text.startIndex + 2)..<end], as: UTF8.self)
    return Admonition.title(of: name).map { ($0, length) }
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    (33...47).contains(byte) || (58...64).contains(byte) || (91...96).contains(byte)
      || (123...126).contains(byte)
  }

  private static func trimmed(_ row: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var row = row.drop { $0 == 32 || $0 == UInt8(ascii: "|") }
    while let last = row.last, last == 32 || last == UInt8(ascii: "|") { row = row.dropLast() }
    return row
  }

  /// `[words](address)` at the start: the words, and where the rest goes on.
  private static func link(
    _ text: ArraySlice<UInt8>
  ) -> (words: ArraySlice<UInt8>, end: Int)? {
    var depth = 0
    var isEscaped = false
    for index in text.indices {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch text[index] {
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"):
        depth -= 1
        guard depth == 0 else { continue }
        guard text[(index + 1)...].first == UInt8(ascii: "("),
          let end = text[index...].firstIndex(of: UInt8(ascii: ")"))
        else { return nil }
        return (text[(text.startIndex + 1)..<index], end + 1)
      default: break
      }
    }
    return nil
  }
}
