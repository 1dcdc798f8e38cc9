/// The shapes of credentials that can be told by looking.
enum SecretShape {
  /// What sort of secret a text seems to hold; `nil` if none.
  ///
  /// Never returns any of the secret itself.
  static func found(in text: String) -> String? {
    var text = text
    guard text.utf8.count >= 8 else { return nil }
    return text.withUTF8 { SecretHint.stands(in: $0) ? found(in: $0) : nil }
  }

  /// The same for a value that is given to a name, as that of a variable of an environment.
  static func found(in value: String, named name: String) -> String? {
    if let sort = found(in: value) { return sort }
    var (name, value) = (name, value)
    return name.withUTF8 { name in
      guard SecretName.ends(before: name.count, in: name) else { return nil }
      let isSecret = value.withUTF8 { SecretValue.isLiteral($0[...], fewest: 6) }
      return isSecret ? "a value of `\(SecretName.text(before: name.count, in: name))`" : nil
    }
  }

  /// The same as of a text, each shape looked for by itself.
  static func found(in bytes: [UInt8]) -> String? {
    bytes.withUnsafeBufferPointer { found(in: $0) }
  }

  private static func found(in text: SecretText) -> String? {
    for sort in shapes {
      for place in text.indices {
        if let found = sort(place, text) { return found }
      }
    }
    return nil
  }

  /// What tells each shape at a place, the surer ones first.
  private static let shapes: [@Sendable (Int, SecretText) -> String?] = [
    { SecretToken.sort(at: $0, in: $1) }, { SecretParts.sort(at: $0, in: $1) },
    { privateKey(at: $0, in: $1) }, { passwordInAddress(at: $0, in: $1) },
    { SecretForm.authorization(at: $0, in: $1) }, { SecretForm.assignment(at: $0, in: $1) },
    { SecretForm.option(at: $0, in: $1) }, { SecretForm.colon(at: $0, in: $1) },
    { SecretForm.query(at: $0, in: $1) }, { SecretCommand.sort(at: $0, in: $1) },
  ]

  static func privateKey(at place: Int, in text: SecretText) -> String? {
    guard text.holds("-----BEGIN ", at: place) else { return nil }
    if text.holds("PGP PRIVATE KEY BLOCK-----", at: place + 11) {
      return hasArmour(after: place + 37, in: text) ? "a private key" : nil
    }
    let last = min(place + 60, text.count) - 16
    guard let end = (place..<max(place, last + 1)).first(where: { isEnd($0, text) }) else {
      return nil
    }
    // A command that looks for the header is none; the key's own first line follows it, in JSON
    // after an escaped break.
    var start = end + 16
    while start < text.count, text[start] <= 32 || text.holds("\\n", at: start) {
      start += text[start] <= 32 ? 1 : 2
    }
    let line = text.end(from: start) { ByteText.isAlphanumeric($0) || "+/=".utf8.contains($0) }
    return line - start >= 20 ? "a private key" : nil
  }

  /// Whether a line of base64 follows within a few lines: those before it say what made the key.
  private static func hasArmour(after start: Int, in text: SecretText) -> Bool {
    var place = start
    for _ in 0..<8 {
      place = text.end(from: place) { $0 <= 32 }
      let end = text.end(from: place) { ByteText.isAlphanumeric($0) || "+/=".utf8.contains($0) }
      if end - place >= 20 { return true }
      place = text.end(from: end) { $0 != 10 }
    }
    return false
  }

  private static func isEnd(_ place: Int, _ text: SecretText) -> Bool {
    text.holds("PRIVATE KEY-----", at: place)
  }

  static func passwordInAddress(at place: Int, in text: SecretText) -> String? {
    guard text.holds("://", at: place) else { return nil }
    let start = place + 3
    let end = text.end(from: start) { !endsAuthority($0) }
    let authority = text[start..<end]
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
      let colon = authority[..<at].firstIndex(of: UInt8(ascii: ":")),
      SecretValue.isSecret(authority[(colon + 1)..<at], fewest: 3)
    else { return nil }
    return "a password in an address"
  }

  /// Whether a byte can't stand in the part of an address that has the host.
  private static func endsAuthority(_ byte: UInt8) -> Bool {
    byte <= 32 || byte >= 127 || "/\"'`<>?#|)".utf8.contains(byte)
  }
}
