extension Language {
  private static let constants = WordSet("true false inf nan")

  /// TOML documents.
  static let toml = Language("toml") { writer in
    while !writer.isAtEnd {
      let start = writer.at
      let byte = writer.peek()
      switch byte {
      case UInt8(ascii: "["):
        writer.at += 1
        guard opensLine(writer, at: start) else { continue }
        writer.skip { $0 != 10 && $0 != 35 }
        writer.token(.heading, from: start)
      case UInt8(ascii: "#"):
        writer.skipLine()
        writer.token(.comment, from: start)
      case 34, 39:
        if writer.peek(1) == byte, writer.peek(2) == byte {
          writer.at += 3
          writer.skip(through: byte == 34 ? "\"\"\"" : "'''")
        } else {
          writer.skipString(quote: byte, escapes: byte == 34)
        }
        writer.token(.string, from: start)
      case UInt8(ascii: "="):
        writer.at += 1
        writer.token(.operation, from: start)
      default:
        guard byte.isWord else {
          writer.at += 1
          continue
        }
        writer.skip { $0.isWord || $0 == 45 || $0 == 46 || $0 == 58 }
        let end = writer.at
        writer.skip { $0.isBlank }
        if writer.peek() == 61 {
          writer.token(.key, from: start, to: end)
        } else if byte.isDigit {
          writer.token(.number, from: start, to: end)
        } else if constants.contains(writer.code.slice(start, end)) {
          writer.token(.keyword, from: start, to: end)
        }
      }
    }
  }

  /// Whether only blanks stand before this place on its line.
  private static func opensLine(_ writer: CodeWriter, at place: Int) -> Bool {
    place == 0 || writer.code[place - 1] == 10
  }
}
