/// Where the parts of a line of YAML begin and end.
enum YAMLTokens {
  typealias Line = ArraySlice<UInt8>

  private static let double = UInt8(ascii: "\"")
  private static let single = UInt8(ascii: "'")

  /// The colon after a name; `nil` where the line does not begin with one.
  static func colon(_ content: Line) -> Int? {
    guard let first = content.first, first != UInt8(ascii: "["), first != UInt8(ascii: "{") else {
      return nil
    }
    if first == double || first == single {
      guard let end = closingQuote(content, isOpen: nil) else { return nil }
      let rest = YAMLLayout.content(content[(end + 1)...])
      return rest.first == UInt8(ascii: ":") && isEnd(rest, rest.startIndex + 1)
        ? rest.startIndex : nil
    }
    let limit = comment(content) ?? content.endIndex
    return content[..<limit].indices.first {
      content[$0] == UInt8(ascii: ":") && isEnd(content, $0 + 1)
    }
  }

  /// Where a comment begins after a plain text.
  static func comment(_ content: Line) -> Int? {
    content.indices.first {
      content[$0] == UInt8(ascii: "#") && $0 > content.startIndex
        && (content[$0 - 1] == 32 || content[$0 - 1] == 9)
    }
  }

  /// The quote that ends a text; `nil` where the text goes on below.
  ///
  /// - `isOpen`: the quote that was opened on a line above; `nil` where it opens here.
  static func closingQuote(_ content: Line, isOpen: UInt8?) -> Int? {
    guard let quote = isOpen ?? content.first else { return nil }
    var index = isOpen == nil ? content.startIndex + 1 : content.startIndex
    while index < content.endIndex {
      let byte = content[index]
      if quote == double, byte == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if byte == quote {
        guard quote == single, index + 1 < content.endIndex, content[index + 1] == single else {
          return index
        }
        index += 1
      }
      index += 1
    }
    return nil
  }

  /// A quoted text in the form in which records are written: without quotes where they are not needed.
  static func requoted(_ quoted: Line) -> [UInt8] {
    let inner = Array(quoted.dropFirst().dropLast())
    if quoted.first == double {
      guard !inner.contains(UInt8(ascii: "\\")) else { return Array(quoted) }
      return Array(YAMLScalar.inline(String(decoding: inner, as: UTF8.self)).utf8)
    }
    var text: [UInt8] = []
    var isSecond = false
    for byte in inner {
      isSecond = byte == single && !isSecond
      if !isSecond || byte != single { text.append(byte) }
    }
    return Array(YAMLScalar.inline(String(decoding: text, as: UTF8.self)).utf8)
  }

  private static func isEnd(_ content: Line, _ index: Int) -> Bool {
    index >= content.endIndex || content[index] == 32 || content[index] == 9
  }

  /// How far a flow collection is closed.
  struct Flow {
    private var depth = 0
    private var quote: UInt8?
    private(set) var isBroken = false

    var isClosed: Bool { depth == 0 }
    var isInQuotes: Bool { quote != nil }

    /// Takes in a line, or what is left of it.
    mutating func take(_ line: Line) {
      var index = line.startIndex
      while index < line.endIndex {
        let byte = line[index]
        if let open = quote {
          guard let end = closingQuote(line[index...], isOpen: open) else { return }
          quote = nil
          index = end + 1
          continue
        }
        let before = index > line.startIndex ? line[index - 1] : 32
        switch byte {
        case UInt8(ascii: "#") where before == 32 || before == 9:
          return
        case double, single:
          // Inside of a plain text a quote is a letter.
          if " \t[{,:".utf8.contains(before) { quote = byte }
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        default: break
        }
        if depth == 0 {
          let rest = YAMLLayout.content(line[(index + 1)...])
          if !rest.isEmpty, rest.first != UInt8(ascii: "#") { isBroken = true }
          return
        }
        index += 1
      }
    }
  }
}
