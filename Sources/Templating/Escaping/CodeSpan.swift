/// Literal text as a code span that reads back as the same text.
///
/// The fence is longer than any run of backticks inside; line breaks and control characters become
/// one space each. In a table row `|` becomes `\|`, which only there is read as `|`; a text with
/// `\` right before `|` can't be written as code in a row and is printed as escaped text.
enum CodeSpan {
  static func append(_ text: String, isInTableRow: Bool, to out: inout [UInt8]) {
    var line: [UInt8] = []
    LiteralLine.append(text, keepsBackticks: true, to: &line)
    guard let first = line.first, let last = line.last else { return }
    if isInTableRow, line.contains(UInt8(ascii: "|")) {
      for index in line.indices.dropFirst()
      where line[index] == UInt8(ascii: "|") && line[index - 1] == UInt8(ascii: "\\") {
        return InlineEscape.append(text, to: &out)
      }
    }
    let fence = longestRun(of: 96, in: line) + 1
    let pads =
      first == 96 || last == 96 || first == 32 && last == 32 && line.contains { $0 != 32 }
    out.append(contentsOf: repeatElement(96, count: fence))
    if pads { out.append(32) }
    if isInTableRow {
      for byte in line {
        if byte == UInt8(ascii: "|") { out.append(92) }
        out.append(byte)
      }
    } else {
      out.append(contentsOf: line)
    }
    if pads { out.append(32) }
    out.append(contentsOf: repeatElement(96, count: fence))
  }
}

/// The length of the longest run of one byte.
func longestRun(of byte: UInt8, in bytes: some Sequence<UInt8>) -> Int {
  var (longest, run) = (0, 0)
  for other in bytes {
    run = other == byte ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}

/// Literal text on one line: line breaks and control characters become one space each.
enum LiteralLine {
  static func append(_ text: String, keepsBackticks: Bool, to out: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      for (index, byte) in bytes.enumerated()
      where byte < 32 || byte == 127 || byte == 96 && !keepsBackticks {
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        start = index + 1
        if byte == 96 || byte == 10 && index > 0 && bytes[index - 1] == 13 { continue }
        out.append(32)
      }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }
  }
}
