import Primitives

/// Reads the inline markup of one paragraph of reStructuredText.
struct RestructuredInline {
  private let text: [Character]
  private let targets: [String: String]
  private var at = 0
  private var out = ""
  private var isPlain = false

  init(_ text: String, targets: [String: String] = [:]) {
    (self.text, self.targets) = (Array(text), targets)
  }

  /// The paragraph as CommonMark.
  mutating func markdown() -> String {
    read()
    return out
  }

  /// The words alone, on one line.
  static func words(_ text: String, targets: [String: String] = [:]) -> String {
    var reader = RestructuredInline(text, targets: targets)
    reader.isPlain = true
    reader.read()
    return reader.out.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }

  private mutating func read() {
    while at < text.count {
      if text[at] == "\\", at + 1 < text.count {
        // An escaped blank joins what stands around it.
        if !text[at + 1].isWhitespace { plain(text[at + 1]) }
        at += 2
      } else if !markup() {
        plain(text[at])
        at += 1
      }
    }
  }

  /// Reads what begins here, if anything does; most characters begin nothing.
  private mutating func markup() -> Bool {
    switch text[at] {
    case "`": literal() || interpreted()
    case ":": role()
    case "*": strong()
    case "h": address() || reference()
    default: reference()
    }
  }

  private func starts(_ mark: String, at index: Int) -> Bool {
    var index = index
    for character in mark {
      guard index < text.count, text[index] == character else { return false }
      index += 1
    }
    return true
  }

  /// The text up to a mark that ends something, and the place behind it.
  private func span(from start: Int, to mark: String) -> (text: String, end: Int)? {
    guard start < text.count, !text[start].isWhitespace else { return nil }
    var index = start
    while index < text.count {
      if starts(mark, at: index), index > start, !text[index - 1].isWhitespace {
        return (String(text[start..<index]), index + mark.count)
      }
      index += 1
    }
    return nil
  }

  private mutating func literal() -> Bool {
    guard starts("``", at: at), let (code, end) = span(from: at + 2, to: "``") else { return false }
    self.code(code)
    at = end
    return true
  }

  private mutating func interpreted() -> Bool {
    guard text[at] == "`", !starts("``", at: at), let (inner, end) = span(from: at + 1, to: "`")
    else { return false }
    at = end
    guard end < text.count, text[end] == "_" else {
      code(inner)
      return true
    }
    at += starts("__", at: end) ? 2 : 1
    let (label, target) = Self.parts(inner)
    if let target, target.contains("://"), !Self.isAddress(target) {
      // Words in front of the address, as in `text <See https://…>`: reST has no link there.
      let written = inner[inner.index(inner.startIndex, offsetBy: label.count)...]
      words(label + " (")
      var rest = RestructuredInline(
        written.split { $0.isWhitespace || "<>".contains($0) }.joined(separator: " "))
      rest.isPlain = isPlain
      rest.read()
      out += rest.out + ")"
      return true
    }
    link(label, target ?? targets[inner.split { $0 == "\n" }.joined(separator: " ").lowercased()])
    return true
  }

  /// `text <address>` in its two parts.
  private static func parts(_ inner: String) -> (label: String, target: String?) {
    guard inner.hasSuffix(">"), let open = inner.lastIndex(of: "<") else { return (inner, nil) }
    var label = inner[..<open]
    while label.last?.isWhitespace == true { label.removeLast() }
    let target = inner[inner.index(after: open)...].dropLast().filter { !$0.isWhitespace }
    return (label.isEmpty ? target : String(label), target)
  }

  private mutating func role() -> Bool {
    guard text[at] == ":", at == 0 || !(text[at - 1].isLetter || text[at - 1].isNumber) else {
      return false
    }
    var index = at + 1
    while index < text.count, text[index].isLetter || "-_:.+".contains(text[index]) { index += 1 }
    guard index > at + 2, index < text.count, text[index] == "`", text[index - 1] == ":",
      let (inner, end) = span(from: index + 1, to: "`")
    else { return false }
    let (label, target) = Self.parts(inner)
    if target == nil { code(inner) } else { words(label) }
    at = end
    return true
  }

  private mutating func strong() -> Bool {
    guard text[at] == "*", at == 0 || !(text[at - 1].isLetter || text[at - 1].isNumber) else {
      return false
    }
    let mark = starts("**", at: at) ? "**" : "*"
    guard let (inner, end) = span(from: at + mark.count, to: mark), !inner.contains("*"),
      end == text.count || !(text[end].isLetter || text[end].isNumber)
    else { return false }
    if isPlain { words(inner) } else { wrapped(inner, mark) }
    at = end
    return true
  }

  private mutating func wrapped(_ inner: String, _ mark: String) {
    out += mark
    words(inner)
    out += mark
  }

  private mutating func address() -> Bool {
    guard starts("https://", at: at) || starts("http://", at: at),
      at == 0 || !(text[at - 1].isLetter || text[at - 1].isNumber)
    else { return false }
    var end = at
    while end < text.count, !text[end].isWhitespace, !"<>\"`\\".contains(text[end]) { end += 1 }
    while end > at, ".,;:!?)]'*_".contains(text[end - 1]) { end -= 1 }
    let address = String(text[at..<end])
    guard address.count > 8 else { return false }
    out += isPlain ? address : "<\(address)>"
    at = end
    return true
  }

  /// `name_`, where something has that name.
  private mutating func reference() -> Bool {
    guard at == 0 || !Self.isWord(text[at - 1]), Self.isWord(text[at]) else { return false }
    var end = at
    while end < text.count, Self.isWord(text[end]) || "-.".contains(text[end]) { end += 1 }
    guard text[end - 1] == "_", !targets.isEmpty else { return false }
    let word = String(text[at..<end])
    guard !word.hasSuffix("__"),
      let target = targets[word.dropLast().lowercased()]
    else { return false }
    link(String(word.dropLast()), target)
    at = end
    return true
  }

  private static func isWord(_ character: Character) -> Bool {
    guard let byte = character.asciiValue else { return character.isLetter || character.isNumber }
    return (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
      || byte == 95
  }

  // MARK: - Writing

  private mutating func link(_ label: String, _ target: String?) {
    guard !isPlain, let target, Self.isAddress(target) else { return words(label) }
    out += "["
    words(label)
    out += "](<\(target)>)"
  }

  static func isAddress(_ text: String) -> Bool {
    (text.hasPrefix("https://") || text.hasPrefix("http://")) && text.utf8.count > 8
      && text.utf8.allSatisfy { $0 > 32 && $0 < 127 && !"<>\"\\".utf8.contains($0) }
  }

  private mutating func code(_ code: String) {
    let line = code.split { $0 == "\n" }.joined(separator: " ")
    guard !isPlain else {
      out += line
      return
    }
    var mark = "`"
    while line.contains(mark) { mark += "`" }
    let gap = line.hasPrefix("`") || line.hasSuffix("`") ? " " : ""
    out += mark + gap + line + gap + mark
  }

  private mutating func words(_ text: String) {
    for character in text { plain(character) }
  }

  /// One character that means itself.
  private mutating func plain(_ character: Character) {
    guard !isPlain else {
      out.append(character)
      return
    }
    let isLineStart = out.isEmpty || out.last == "\n"
    switch character {
    case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "&": out += "\\\(character)"
    case "#", "+", "-", "=": out += isLineStart ? "\\\(character)" : "\(character)"
    case ".", ")":
      let digits = out.reversed().prefix { $0.isASCII && $0.isNumber }.count
      let before = out.dropLast(digits).last
      let isNumber = digits > 0 && (before == nil || before == "\n")
      out += isNumber ? "\\\(character)" : "\(character)"
    default:
      if character == " ", isLineStart { return }
      out.append(character)
    }
  }
}
