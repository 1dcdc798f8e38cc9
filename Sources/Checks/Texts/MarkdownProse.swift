/// The parts of a Markdown text that are prose, without code.
///
/// Knows fences and code spans and no more of CommonMark; what it can't tell it takes for prose.
struct MarkdownProse {
  /// The lines with code blanked out byte for byte, so that positions stay.
  private(set) var lines: [[UInt8]] = []
  /// The line, counting from 1, of a fence that nothing closes; `nil` if all are closed.
  private(set) var unclosedFence: Int?
  /// The contents of the fences.
  private(set) var fenced: [[UInt8]] = []

  init(_ text: String) {
    var fence: (mark: UInt8, length: Int, line: Int)?
    for (index, line) in ByteText.lines(text).enumerated() {
      let content = Self.content(line)
      let mark = content.first ?? 0
      let run = mark == 96 || mark == 126 ? content.prefix { $0 == mark }.count : 0
      if let open = fence {
        let rest = content.dropFirst(run)
        if mark == open.mark, run >= open.length, rest.allSatisfy({ $0 == 32 || $0 == 13 }) {
          fence = nil
        } else {
          fenced.append(Array(line))
        }
        lines.append([])
      } else if run >= 3, mark == 126 || !content.dropFirst(run).contains(96) {
        fence = (mark, run, index + 1)
        lines.append([])
      } else {
        lines.append(Array(line))
      }
    }
    unclosedFence = fence?.line
    blankSpans()
  }

  /// A line without indentation and the marks of quotes and list items.
  private static func content(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line.drop { $0 == 32 || $0 == 9 }
    while let first = line.first {
      let rest = line.dropFirst()
      if first == UInt8(ascii: ">") || ("-*+".utf8.contains(first) && rest.first == 32) {
        line = rest.drop { $0 == 32 }
      } else if case let digits = line.prefix(while: ByteText.isDigit), !digits.isEmpty,
        case let after = line.dropFirst(digits.count),
        after.first.map({ $0 == 46 || $0 == 41 }) == true,
        after.dropFirst().first == 32
      {
        line = after.dropFirst().drop { $0 == 32 }
      } else {
        break
      }
    }
    return line
  }

  /// Blanks code spans, which may run over a line's end but not over an empty line.
  private mutating func blankSpans() {
    var start = 0
    while start < lines.count {
      var end = start
      while end < lines.count, !lines[end].isEmpty { end += 1 }
      if end > start { blankSpans(in: start..<end) }
      start = end + 1
    }
  }

  private mutating func blankSpans(in range: Range<Int>) {
    var bytes = Array(lines[range].joined(separator: [10]))
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 96 else {
        index += bytes[index] == 92 ? 2 : 1
        continue
      }
      let open = bytes[index...].prefix { $0 == 96 }.count
      var close = index + open
      var length = 0
      while close < bytes.count {
        length = bytes[close...].prefix { $0 == 96 }.count
        if length == open { break }
        close += max(1, length)
      }
      guard close < bytes.count else {
        index += open
        continue
      }
      for place in index..<close + open where bytes[place] != 10 { bytes[place] = 32 }
      index = close + open
    }
    let parts = bytes.split(separator: 10, omittingEmptySubsequences: false)
    for (line, part) in zip(range, parts) { lines[line] = Array(part) }
  }
}
