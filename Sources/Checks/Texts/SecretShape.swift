/// The shapes of credentials that can be told by looking.
enum SecretShape {
  /// What sort of secret a text seems to hold; `nil` if none.
  ///
  /// Never returns any of the secret itself.
  static func found(in text: String) -> String? {
    var text = text
    guard text.utf8.count >= 8, text.withUTF8({ SecretHint.stands(in: $0) }) else { return nil }
    return found(in: Array(text.utf8))
  }

  /// The same, each shape looked for by itself.
  static func found(in bytes: [UInt8]) -> String? {
    token(bytes) ?? privateKey(bytes) ?? passwordInAddress(bytes) ?? assignment(bytes)
  }

  /// Prefix, the fewest characters that follow, and the name.
  static let tokens: [(String, Int, String)] = [
    ("AKIA", 16, "an AWS access key"), ("ASIA", 16, "an AWS access key"),
    ("ghp_", 36, "a GitHub token"), ("gho_", 36, "a GitHub token"), ("ghs_", 36, "a GitHub token"),
    ("ghu_", 36, "a GitHub token"), ("ghr_", 36, "a GitHub token"),
    ("github_pat_", 40, "a GitHub token"), ("glpat-", 20, "a GitLab token"),
    ("xoxb-", 20, "a Slack token"), ("xoxp-", 20, "a Slack token"), ("xapp-", 20, "a Slack token"),
    ("hooks.slack.com/services/T", 30, "a Slack webhook"), ("sk_live_", 16, "a Stripe key"),
    ("rk_live_", 16, "a Stripe key"), ("AIza", 35, "a Google API key"),
    ("npm_", 36, "an npm token"),
    ("pypi-AgEIcHlwaS5vcmc", 30, "a PyPI token"), ("hvs.", 24, "a Vault token"),
    ("dop_v1_", 40, "a DigitalOcean token"), ("sk-ant-", 24, "an API key"),
    ("SG.", 40, "a SendGrid key"), ("AGE-SECRET-KEY-1", 40, "an age key"),
  ]

  /// The same by their first byte, so that a text is walked through once.
  private static let byFirst: [[(String, Int, String)]] = (0...255).map { byte in
    tokens.filter { $0.0.utf8.first == UInt8(byte) }
  }

  private static func token(_ bytes: [UInt8]) -> String? {
    for start in bytes.indices where !byFirst[Int(bytes[start])].isEmpty {
      // A token is a word of its own: it does not begin inside another.
      guard start == 0 || !ByteText.isAlphanumeric(bytes[start - 1]) else { continue }
      for (prefix, length, name) in byFirst[Int(bytes[start])]
      where bytes[start...].starts(with: prefix.utf8) {
        let rest = bytes[(start + prefix.utf8.count)...]
          .prefix { ByteText.isAlphanumeric($0) || "-_./".utf8.contains($0) }
        guard rest.count >= length, isRandom(rest) else { continue }
        if name == "an AWS access key" {
          guard rest.count == length, !rest.contains(where: ByteText.isLower),
            rest.allSatisfy(ByteText.isAlphanumeric)
          else { continue }
        }
        return name
      }
    }
    for start in ByteText.places(of: "eyJ", in: bytes) {
      let rest = bytes[start...].prefix { ByteText.isAlphanumeric($0) || "-_.".utf8.contains($0) }
      let parts = rest.split(separator: 46)
      if parts.count == 3, parts[1].starts(with: "eyJ".utf8), parts[2].count >= 20 {
        return "a signed token (JWT)"
      }
    }
    return nil
  }

  /// Not a run of one letter, nor a word that says that it is an example.
  private static func isRandom(_ bytes: ArraySlice<UInt8>) -> Bool {
    Set(bytes).count >= 6 && !isStandIn(ByteText.text(bytes))
  }

  private static func privateKey(_ bytes: [UInt8]) -> String? {
    for start in ByteText.occurrences(of: "-----BEGIN ", in: bytes) {
      guard
        let end = ByteText.occurrences(
          of: "PRIVATE KEY-----", in: Array(bytes[start...].prefix(60))
        )
        .first
      else { continue }
      // A command that looks for the header is none; the key's own first line follows it.
      let rest = bytes[(start + end + 16)...].drop { $0 == 32 || $0 == 10 || $0 == 13 }
      let line = rest.prefix { ByteText.isAlphanumeric($0) || "+/=".utf8.contains($0) }
      if line.count >= 20 { return "a private key" }
    }
    return nil
  }

  /// Whether a byte can't stand in the part of an address that has the host.
  static func endsAuthority(_ byte: UInt8) -> Bool {
    byte <= 32 || byte >= 127 || "/\"'`<>?#|)".utf8.contains(byte)
  }

  private static func passwordInAddress(_ bytes: [UInt8]) -> String? {
    for start in ByteText.occurrences(of: "://", in: bytes) {
      let authority = bytes[(start + 3)...].prefix { !endsAuthority($0) }
      guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
        let colon = authority[..<at].firstIndex(of: UInt8(ascii: ":"))
      else { continue }
      if isSecret(authority[(colon + 1)..<at], fewest: 3) { return "a password in an address" }
    }
    return nil
  }

  static let names = [
    "password", "passwd", "secret", "secret_key", "secret_access_key", "token", "api_key",
    "apikey", "access_key", "private_key", "pgpassword", "mysql_pwd", "rediscli_auth",
  ]

  private static let endings = names.map { "_" + $0 }

  /// `--password=…`, `PGPASSWORD=…`, `API_TOKEN: …`, `Authorization: Bearer …`.
  private static func assignment(_ bytes: [UInt8]) -> String? {
    let lowered = bytes.map { ByteText.isUpper($0) ? $0 + 32 : $0 }
    for word in ["bearer ", "basic "] {
      for start in ByteText.occurrences(of: "authorization: " + word, in: lowered) {
        let value = value(bytes[(start + 15 + word.utf8.count)...])
        if isSecret(value, fewest: 16) { return "an authorization header" }
      }
    }
    for (place, byte) in lowered.enumerated() where byte == UInt8(ascii: "=") {
      let name = name(before: place, in: lowered)
      guard !name.isEmpty, names.contains(name) || endings.contains(where: name.hasSuffix) else {
        continue
      }
      if isSecret(value(bytes[(place + 1)...]), fewest: 6) { return "a value of `\(name)`" }
    }
    for start in ByteText.occurrences(of: "--password ", in: lowered) {
      let value = value(bytes[(start + 11)...])
      if value.first != UInt8(ascii: "-"), isSecret(value, fewest: 6) { return "a password" }
    }
    return nil
  }

  /// The name that ends at a place: dashes count as underscores, leading ones are left out.
  private static func name(before end: Int, in bytes: [UInt8]) -> String {
    let name = bytes[..<end].reversed()
      .prefix { ByteText.isAlphanumeric($0) || $0 == 95 || $0 == 45 }.reversed()
      .drop { $0 == 45 || $0 == 95 }
    return ByteText.text(name.map { $0 == 45 ? 95 : $0 })
  }

  private static func value(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let quote = bytes.first.map { $0 == 34 || $0 == 39 } == true ? bytes.first : nil
    return quote.map { mark in bytes.dropFirst().prefix { $0 != mark && $0 != 10 } }
      ?? bytes.prefix { $0 > 32 && !"\"'`;|&),".utf8.contains($0) }
  }

  /// Whether a value is meant literally: no variable, no placeholder, no path, no stand-in.
  private static func isSecret(_ value: ArraySlice<UInt8>, fewest: Int) -> Bool {
    guard value.count >= fewest, let first = value.first,
      !"$<({[*%@/.\\-".utf8.contains(first), !value.contains(32),
      !value.contains(UInt8(ascii: "$")),
      !value.contains(UInt8(ascii: "(")), !value.contains(UInt8(ascii: "{")), Set(value).count >= 3
    else { return false }
    return !isStandIn(ByteText.text(value))
  }

  private static func isStandIn(_ text: String) -> Bool {
    let text = text.lowercased()
    return [
      "example", "password", "passwd", "secret", "changeme", "change-me", "placeholder", "dummy",
      "redacted", "insecure", "your", "test", "fake", "sample", "xxx", "postgres", "...",
    ].contains { text.contains($0) }
      || ["pass", "true", "false", "none", "null", "prompt", "token", "guest", "admin", "root"]
        .contains(text)
  }
}
