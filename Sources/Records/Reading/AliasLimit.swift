import Primitives

/// Refuses texts that name the same YAML node again and again.
///
/// Records need no aliases, and nine lines of them can stand for a billion values ("billion
/// laughs"): a parser that compares keys never comes back. The check runs before the parser.
enum AliasLimit {
  /// How many aliases a file may have: with so few even nested ones stay small.
  static let most = 16

  /// The problem with a text that has too many aliases; `nil` for all others.
  ///
  /// Counts `*name` at the start of a word where `&name` stands too: prose has no such pairs.
  static func problem(_ source: SourceText) -> Diagnostic? {
    let text = source.text.utf8
    guard text.contains(UInt8(ascii: "&")), text.contains(UInt8(ascii: "*")) else { return nil }
    let bytes = Array(text)
    let anchors = Set(names(after: UInt8(ascii: "&"), in: bytes).map(\.name))
    let aliases = names(after: UInt8(ascii: "*"), in: bytes).filter { anchors.contains($0.name) }
    guard aliases.count > most else { return nil }
    let first = aliases[most]
    let lineStart = bytes[..<first.offset].lastIndex(of: 10).map { $0 + 1 } ?? 0
    return source.diagnostic(
      "too-many-aliases", "`*\(first.name)` is alias number \(most + 1): a record may have \(most)",
      line: bytes[..<first.offset].count { $0 == 10 } + 1,
      column: String(decoding: bytes[lineStart..<first.offset], as: UTF8.self)
        .unicodeScalars.count + 1, length: first.name.unicodeScalars.count + 1,
      help: "write the value itself in each place; records need no aliases")
  }

  private static func names(after mark: UInt8, in bytes: [UInt8]) -> [(name: String, offset: Int)] {
    var found: [(name: String, offset: Int)] = []
    for index in bytes.indices where bytes[index] == mark {
      guard index == 0 || " \t\r\n[{,:".utf8.contains(bytes[index - 1]) else { continue }
      let name = bytes[(index + 1)...].prefix {
        (48...57).contains($0) || (97...122).contains($0 | 32) || $0 == 45 || $0 == 95
      }
      if !name.isEmpty { found.append((String(decoding: name, as: UTF8.self), index)) }
    }
    return found
  }
}
