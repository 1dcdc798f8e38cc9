/// The names that are given a secret.
enum SecretName {
  /// Those of variables and options, where what follows an equals sign is hardly ever code.
  static let plain = [
    "password", "passwd", "secret", "secret_key", "secret_access_key", "token", "api_key",
    "apikey", "access_key", "private_key", "pgpassword", "mysql_pwd", "rediscli_auth",
  ]

  static let all =
    plain + [
      "passphrase", "secretkey", "accesskey", "privatekey", "secretaccesskey", "account_key",
      "accountkey",
      "shared_access_key", "sharedaccesskey", "secret_key_base", "pass", "pwd",
    ]

  /// By their last byte, of either case.
  private static let byLast: [[[UInt8]]] = (0...255).map { byte in
    all.map { Array($0.utf8) }.filter { $0.last == SecretText.lower(UInt8(byte)) }
  }

  /// For each two bytes, of either case, whether a name ends with them: few words of prose do.
  private static let endings: [Bool] = {
    var endings = Array(repeating: false, count: 1 << 16)
    for name in all.map({ Array($0.utf8.suffix(2)) }) {
      for first in [name[0], name[0] - 32] {
        for last in [name[1], name[1] - 32] { endings[Int(first) << 8 | Int(last)] = true }
      }
    }
    return endings
  }()

  /// Whether such a name ends before a place, or a longer one that ends with it as a word.
  ///
  /// Dashes count as underscores, and so does a `gap` that prose puts there; in `clientSecret` the
  /// capital begins a word.
  static func ends(before end: Int, in text: SecretText, gap: UInt8 = 45) -> Bool {
    guard end > 1, endings[Int(text[end - 2]) << 8 | Int(text[end - 1])] else { return false }
    for name in byLast[Int(text[end - 1])] where name.count <= end {
      let start = end - name.count
      var offset = 0
      while offset < name.count {
        let byte = SecretText.lower(text[start + offset])
        guard byte == name[offset] || (name[offset] == 95 && (byte == 45 || byte == gap)) else {
          break
        }
        offset += 1
      }
      guard offset == name.count else { continue }
      if text.startsWord(at: start) { return true }
      if ByteText.isUpper(text[start]), ByteText.isLower(text[start - 1]) { return true }
    }
    return false
  }

  /// The whole of a name that ends before a place, lowered, without the dashes of an option.
  static func text(before end: Int, in text: SecretText) -> String {
    let start = text.start(before: end, while: SecretText.isInName)
    let name = text[start..<end].drop { $0 == 45 || $0 == 95 }
    return ByteText.text(name.map { $0 == 45 ? 95 : SecretText.lower($0) })
  }

  /// Whether a name before a place is one of the plain ones, alone or behind an underscore or a dash.
  static func isPlain(before end: Int, in text: SecretText) -> Bool {
    let name = self.text(before: end, in: text)
    return plain.contains { name == $0 || name.hasSuffix("_" + $0) }
  }

  /// Whether a name is of what is handed out to everybody, such as the place in a list of pages.
  static func isHarmless(_ name: String) -> Bool {
    harmless.contains { name.hasPrefix($0) || name.contains("_" + $0) }
  }

  private static let harmless = [
    "next", "page", "continuation", "csrf", "xsrf", "sync_", "public", "cancel", "no_",
  ]
}
