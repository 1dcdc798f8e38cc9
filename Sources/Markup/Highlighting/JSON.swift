extension Language {
  private static let constants = WordSet("true false null")

  /// JSON, with the comments that its dialects allow.
  static let json = Language("json", "jsonc", "json5", "jsonl") { writer in
    while !writer.isAtEnd {
      let start = writer.at
      let byte = writer.peek()
      if byte == 34 {
        writer.skipString(quote: 34)
        let end = writer.at
        writer.skip { $0.isBlank }
        writer.token(writer.peek() == 58 ? .key : .string, from: start, to: end)
      } else if byte == UInt8(ascii: "/"), writer.peek(1) == byte {
        writer.skipLine()
        writer.token(.comment, from: start)
      } else if byte.isDigit || (byte == 45 && writer.peek(1).isDigit) {
        writer.at += 1
        writer.skip { $0.isAlphanumeric || $0 == 46 || $0 == 43 || $0 == 45 }
        writer.token(.number, from: start)
      } else if byte.isWord {
        _ = writer.skipWord()
        if constants.contains(writer.word(from: start)) { writer.token(.keyword, from: start) }
      } else {
        writer.at += 1
      }
    }
  }
}
