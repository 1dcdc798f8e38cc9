/// Prose as one line of Markdown: its inline markup stays, its blocks do not.
///
/// Lines are joined by spaces, markers that would start a block at the start are escaped, as are
/// a run of backticks or a bracket without its partner, and a heading's id (`{#id}`) at the end. In
/// a table row so is every `|`; anywhere else `\|` inside of a code span would be read as written.
enum InlineMarkdown {
  static func append(_ text: String, isInTableRow: Bool, to out: inout [UInt8]) {
    var line: [UInt8] = []
    for byte in text.utf8 {
      if byte <= 32 || byte == 127 {
        if let last = line.last, last != 32 { line.append(32) }
      } else {
        line.append(byte)
      }
    }
    while line.last == 32 { line.removeLast() }
    let start = escapeMarker(of: line, to: &out)
    var unpaired = unpaired(in: line)
    if let mark = InlineEscape.headingID(endingAt: line.count, { line[$0] }) {
      unpaired.insert(mark)
    }
    var isEscaped = false
    for index in start..<line.count {
      let byte = line[index]
      if byte == UInt8(ascii: "|"), isInTableRow, !isEscaped {
        out.append(92)
      } else if unpaired.contains(index), !isEscaped {
        out.append(92)
      }
      isEscaped = byte == 92 && !isEscaped
      out.append(byte)
    }
    // A backslash or `!` at the end would act on what the template has next.
    if isEscaped { out.append(92) }
    if line.last == UInt8(ascii: "!"), out.last == UInt8(ascii: "!") {
      out[out.count - 1] = 92
      out.append(UInt8(ascii: "!"))
    }
  }

  /// Escapes a block marker at the start; returns how many bytes it has dealt with.
  private static func escapeMarker(of line: [UInt8], to out: inout [UInt8]) -> Int {
    guard let first = line.first else { return 0 }
    let digits = line.prefix { (48...57).contains($0) }.count
    if digits > 0, digits < line.count,
      line[digits] == UInt8(ascii: ".") || line[digits] == UInt8(ascii: ")"),
      digits + 1 == line.count || line[digits + 1] == 32
    {
      out.append(contentsOf: line[..<digits])
      out.append(92)
      out.append(line[digits])
      return digits + 1
    }
    let isStrong = line.count > 1 && line[1] == first
    switch first {
    case UInt8(ascii: "#"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "="),
      UInt8(ascii: ">"), UInt8(ascii: ":"):
      out.append(92)
    case UInt8(ascii: "*"), UInt8(ascii: "_"):
      // A bullet or a thematic break, not emphasis.
      let isRule = line.allSatisfy { $0 == first || $0 == 32 }
      if isRule {
        for byte in line where byte != 32 { out.append(contentsOf: [92, byte]) }
        return line.count
      }
      if first == UInt8(ascii: "*"), !isStrong, line.count > 1, line[1] == 32 { out.append(92) }
    case UInt8(ascii: "~"):
      if line.starts(with: [126, 126, 126]) { out.append(92) }
    case UInt8(ascii: "<"):
      if MarkdownBlock.startsHTML(line[...]) { out.append(92) }
    default: return 0
    }
    out.append(first)
    return 1
  }

  /// Positions of backticks and brackets that have no partner on the line.
  private static func unpaired(in line: [UInt8]) -> Set<Int> {
    var found: Set<Int> = []
    var brackets: [Int] = []
    var index = 0
    while index < line.count {
      switch line[index] {
      case 92: index += 2
      case 96:
        let run = line[index...].prefix { $0 == 96 }.count
        if let end = closingRun(of: run, in: line, after: index + run) {
          index = end
        } else {
          found.formUnion(index..<index + run)
          index += run
        }
      case UInt8(ascii: "["):
        brackets.append(index)
        index += 1
      case UInt8(ascii: "]"):
        if brackets.popLast() == nil { found.insert(index) }
        index += 1
      default: index += 1
      }
    }
    return found.union(brackets)
  }

  private static func closingRun(of length: Int, in line: [UInt8], after start: Int) -> Int? {
    var index = start
    while index < line.count {
      guard line[index] == 96 else {
        index += 1
        continue
      }
      let run = line[index...].prefix { $0 == 96 }.count
      if run == length { return index + run }
      index += run
    }
    return nil
  }
}
