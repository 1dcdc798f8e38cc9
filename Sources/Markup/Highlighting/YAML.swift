extension Language {
  /// YAML documents.
  static let yaml = Language("yaml", "yml") { writer in
    while !writer.isAtEnd {
      YAMLLine.lex(&writer)
      writer.at += 1
    }
  }
}

/// One line of YAML: indent, list marks, key, value, comment.
private enum YAMLLine {
  private static let constants = WordSet(
    "true false null yes no on off True False Null TRUE FALSE NULL")

  static func lex(_ writer: inout CodeWriter) {
    writer.skip { $0.isBlank }
    while writer.peek() == 45, writer.peek(1).isBlank || writer.peek(1) == 10 {
      writer.token(.operation, from: writer.at, to: writer.at + 1)
      writer.at += 1
      writer.skip { $0.isBlank }
    }
    if writer.peek() == 45 || writer.peek() == UInt8(ascii: "."), isMarker(writer) {
      let start = writer.at
      writer.at += 3
      writer.token(.operation, from: start)
    }
    if let end = keyEnd(writer) {
      let start = writer.at
      writer.at = end
      writer.token(.key, from: start)
      writer.token(.operation, from: end, to: end + 1)
      writer.at += 1
    }
    while !writer.isAtEnd, writer.peek() != 10 { value(&writer) }
  }

  private static func isMarker(_ writer: CodeWriter) -> Bool {
    let byte = writer.peek()
    guard writer.isAtLineStart, writer.peek(1) == byte, writer.peek(2) == byte else { return false }
    return writer.peek(3) == 10 || writer.peek(3) == 0 || writer.peek(3) == 32
  }

  /// Where a key that starts here ends: at a colon with a blank or the line's end behind it.
  private static func keyEnd(_ writer: CodeWriter) -> Int? {
    var index = writer.at
    let code = writer.code
    guard index < code.count else { return nil }
    if code[index] == 34 || code[index] == 39 {
      var ahead = writer
      ahead.skipString(quote: code[index])
      index = ahead.at
      while index < code.count, code[index].isBlank { index += 1 }
      return index < code.count && code[index] == 58 ? index : nil
    }
    while index < code.count, code[index] != 10 {
      switch code[index] {
      case 58:
        if index + 1 >= code.count || code[index + 1].isSpace { return index }
      case UInt8(ascii: "#"):
        if index == writer.at || code[index - 1].isBlank { return nil }
      case UInt8(ascii: "{"), UInt8(ascii: "["), 34: return nil
      default: break
      }
      index += 1
    }
    return nil
  }

  private static func value(_ writer: inout CodeWriter) {
    let start = writer.at
    let byte = writer.peek()
    switch byte {
    case UInt8(ascii: "#"):
      if start == 0 || writer.peek(-1).isSpace {
        writer.skipLine()
        writer.token(.comment, from: start)
      } else {
        writer.at += 1
      }
    case 34, 39:
      writer.skipString(quote: byte, escapes: byte == 34)
      writer.token(.string, from: start)
    case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"):
      writer.at += 1
      writer.skip { $0.isWord || $0 == 45 || $0 == 33 }
      writer.token(.variable, from: start)
    case UInt8(ascii: "|"), 62, UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: ","):
      writer.at += 1
      writer.token(.operation, from: start)
    default:
      guard !byte.isSpace else {
        writer.at += 1
        return
      }
      writer.skip { !$0.isSpace && !",]}".utf8.contains($0) }
      if byte.isDigit {
        writer.token(.number, from: start)
      } else if constants.contains(writer.word(from: start)) {
        writer.token(.keyword, from: start)
      }
    }
  }
}
