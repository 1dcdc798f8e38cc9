/// Names and literals as SQL spells them.
enum SQLName {
  /// The snake_case of a lowerCamel or kebab-case name: `runID` to `run_id`, `known-issue` to
  /// `known_issue`.
  static func snake(_ name: String) -> String {
    let bytes = Array(name.utf8)
    var out: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      guard isUpper(byte) else {
        out.append(byte == UInt8(ascii: "-") ? UInt8(ascii: "_") : byte)
        continue
      }
      let followsLower = index > 0 && !isUpper(bytes[index - 1])
      let startsWord =
        index > 0 && index + 1 < bytes.count && isUpper(bytes[index - 1])
        && isLower(bytes[index + 1])
      if followsLower || startsWord { out.append(UInt8(ascii: "_")) }
      out.append(byte + 32)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// An identifier in its quotes, so that `when` and `from` can be columns.
  static func quoted(_ name: String) -> String { "\"\(name)\"" }

  private static func isUpper(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
  private static func isLower(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
}
