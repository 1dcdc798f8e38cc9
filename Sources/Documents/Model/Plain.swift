/// Plain text for titles, lists and metadata.
enum Plain {
  /// The first paragraph on one line, without the commonest marks of Markdown.
  static func sentence(_ markdown: String) -> String {
    var out: [UInt8] = []
    var wasSpace = true
    var newlines = 0
    for byte in markdown.utf8 {
      if byte == 10 { newlines += 1 } else if byte > 32 { newlines = 0 }
      if newlines > 1 { break }
      if byte == UInt8(ascii: "`") || byte == UInt8(ascii: "*") { continue }
      let isSpace = byte <= 32
      if isSpace && wasSpace { continue }
      out.append(isSpace ? 32 : byte)
      wasSpace = isSpace
    }
    while out.last == 32 { out.removeLast() }
    return String(decoding: out, as: UTF8.self)
  }

  /// A text with a full stop, unless it ends a sentence already.
  static func ended(_ text: String) -> String {
    text.isEmpty || text.hasSuffix(".") || text.hasSuffix("!") || text.hasSuffix("?")
      ? text : text + "."
  }

  /// A kebab-case word as words: `in-place` to `In place`.
  static func label(_ word: String) -> String {
    let words = String(decoding: word.utf8.map { $0 == UInt8(ascii: "-") ? 32 : $0 }, as: UTF8.self)
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
