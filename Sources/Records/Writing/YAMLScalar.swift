/// The way a text is written in YAML so that every reader takes it for the same text.
enum YAMLScalar {
  /// How a text stands in a file.
  enum Form: Equatable {
    /// On the line of its name: plain where that is safe, quoted where not.
    case inline(String)
    /// As a literal block: its header and its lines, still to be indented.
    case block(header: String, lines: [Substring])
  }

  /// The form of a text.
  ///
  /// - `isTyped`: whether the schema says what the text means even where YAML would take
  ///   it for something else, as with dates; such a text is not quoted for that reason.
  static func form(_ text: String, isTyped: Bool = false) -> Form {
    if text.utf8.contains(10), isBlock(text) {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let first = text.utf8.first
      // Without the number a reader would take the blanks of the first line for indentation.
      let needsNumber = first == 32 || first == 9 || first == 10
      return .block(header: needsNumber ? "|2" : "|", lines: lines)
    }
    return .inline(inline(text, isTyped: isTyped))
  }

  /// The text on one line.
  static func inline(_ text: String, isTyped: Bool = false) -> String {
    if isPlain(text), isTyped || !isAmbiguous(text) { return text }
    if needsEscapes(text) { return escaped(text) }
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") })
    else { return "\"\(text)\"" }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "''") + "'"
  }

  /// Whether a literal block keeps the text: no character that a reader would normalise, and no
  /// white space at its end, which a block can't tell from its own.
  private static func isBlock(_ text: String) -> Bool {
    guard let last = text.utf8.last, last != 10, last != 32, last != 9 else { return false }
    return !text.unicodeScalars.contains { $0 != "\n" && $0 != "\t" && isSpecial($0) }
  }

  private static func needsEscapes(_ text: String) -> Bool {
    text.unicodeScalars.contains(where: isSpecial)
  }

  /// Control characters, and what counts as a line break or a mark in YAML 1.1 or 1.2.
  private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f...0x9f, 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff: true
    // Directions of writing: they would make the file look other than it reads.
    case 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069: true
    case let value: value >= 0x10000 && value & 0xfffe == 0xfffe
    }
  }

  private static func escaped(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      case _ where isSpecial(scalar):
        let digits = String(scalar.value, radix: 16)
        let width = scalar.value < 0x100 ? 2 : scalar.value < 0x10000 ? 4 : 8
        out += "\\" + (width == 2 ? "x" : width == 4 ? "u" : "U")
        out += String(repeating: "0", count: width - digits.utf8.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  /// Whether YAML reads the bare text as one scalar with the same characters.
  private static func isPlain(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last, first != 32, last != 32,
      !needsEscapes(text)
    else { return false }
    if "?:,[]{}#&*!|>'\"%@`=<~".utf8.contains(first) { return false }
    if first == UInt8(ascii: "-") {
      guard bytes.count > 1, bytes[1] != 32, !text.hasPrefix("---") else { return false }
    }
    if text.hasPrefix("...") || last == UInt8(ascii: ":") { return false }
    for index in bytes.indices.dropFirst() {
      if bytes[index] == 32, bytes[index - 1] == UInt8(ascii: ":") { return false }
      if bytes[index] == UInt8(ascii: "#"), bytes[index - 1] == 32 { return false }
    }
    return true
  }

  /// Whether some YAML reader takes the bare text for a number, a truth value, a date or nothing.
  ///
  /// Source: the types of YAML 1.1 and the core schema of YAML 1.2; `3.10`, `yes`, `1:30`, `1e3`.
  private static func isAmbiguous(_ text: String) -> Bool {
    let words: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
    let lowered = text.utf8.count <= 6 ? text.lowercased() : ""
    if words.contains(lowered) { return true }
    let bytes = Array(text.utf8)
    guard let first = bytes.first, "+-.0123456789".utf8.contains(first) else { return false }
    if [".inf", "+.inf", "-.inf", ".nan"].contains(lowered) { return true }
    if isDated(bytes) { return true }
    let body = first == UInt8(ascii: "+") || first == UInt8(ascii: "-") ? bytes[1...] : bytes[...]
    let digits = body.filter { $0 != UInt8(ascii: "_") }
    if digits.count > 2, digits[0] == 48, "xXoObB".utf8.contains(digits[1]) {
      return digits[2...].allSatisfy { ($0 | 32) >= 97 && ($0 | 32) <= 102 || isDigit($0) }
    }
    if digits.contains(UInt8(ascii: ":")) {
      return digits.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ":") || $0 == 46 }
    }
    return digits.allSatisfy { isDigit($0) || "+-.eE".utf8.contains($0) }
      && (Double(String(decoding: digits, as: UTF8.self)) != nil || digits.last == 46)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// `2024-11-14`, also with single digits and with a time after it.
  private static func isDated(_ bytes: [UInt8]) -> Bool {
    let parts = bytes.split(separator: 45, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, (1...2).contains(parts[1].count) else {
      return false
    }
    let day = parts[2].prefix(while: isDigit)
    return parts[0].allSatisfy(isDigit) && parts[1].allSatisfy(isDigit)
      && (1...2).contains(day.count)
  }
}
