/// A sort of token that its vendor marks with a prefix.
struct SecretToken: Sendable {
  /// What may follow the prefix.
  enum Alphabet: Sendable {
    /// Letters and digits.
    case word
    /// What base64 for addresses has.
    case address
    /// The same and `.` and `/`, whatever they are: the prefix says enough.
    case any
    /// The same, mixed as words do not mix letters and digits.
    case mixed
    /// Lower case hexadecimal digits, exactly as many: a prefix that is a word needs this.
    case hex
    /// Capitals and digits, exactly as many.
    case capitals
  }

  let prefix: String
  /// The fewest characters that follow.
  let fewest: Int
  let alphabet: Alphabet
  let sort: String

  private init(_ prefix: String, _ fewest: Int, _ alphabet: Alphabet, _ sort: String) {
    (self.prefix, self.fewest, self.alphabet, self.sort) = (prefix, fewest, alphabet, sort)
  }

  private static func tokens(
    _ prefixes: String, _ fewest: Int, _ alphabet: Alphabet, _ sort: String
  ) -> [SecretToken] {
    prefixes.split(separator: " ").map { SecretToken(String($0), fewest, alphabet, sort) }
  }

  static let all: [SecretToken] = [
    tokens("AKIA ASIA", 16, .capitals, "an AWS access key"),
    tokens("ghp_ gho_ ghs_ ghu_ ghr_", 36, .any, "a GitHub token"),
    tokens("github_pat_", 40, .any, "a GitHub token"),
    tokens("glpat-", 20, .any, "a GitLab token"),
    tokens("glrt- gldt- glcbt- glft- glsoat-", 20, .mixed, "a GitLab token"),
    tokens("glptt-", 40, .hex, "a GitLab token"),
    tokens("xoxb- xoxp- xapp-", 20, .any, "a Slack token"),
    tokens("xoxa- xoxr- xoxs- xoxe-", 20, .mixed, "a Slack token"),
    tokens("hooks.slack.com/services/T", 30, .any, "a Slack webhook"),
    tokens("sk_live_ rk_live_", 16, .any, "a Stripe key"),
    tokens("whsec_", 24, .mixed, "a Stripe key"),
    tokens("AIza", 35, .any, "a Google API key"), tokens("GOCSPX-", 24, .address, "a Google key"),
    tokens("ya29.", 30, .mixed, "a Google token"), tokens("npm_", 36, .any, "an npm token"),
    tokens("pypi-AgEIcHlwaS5vcmc", 30, .any, "a PyPI token"),
    tokens("rubygems_", 48, .hex, "a RubyGems key"), tokens("hvs.", 24, .any, "a Vault token"),
    tokens("dop_v1_", 40, .any, "a DigitalOcean token"),
    tokens("sk-ant-", 24, .any, "an API key"),
    tokens("sk-svcacct- sk-proj- sk-admin-", 24, .mixed, "an API key"),
    tokens("hf_", 34, .word, "a Hugging Face token"), tokens("SG.", 40, .any, "a SendGrid key"),
    tokens("key-", 32, .hex, "a Mailgun key"), tokens("SK", 32, .hex, "a Twilio key"),
    tokens("AGE-SECRET-KEY-1", 40, .any, "an age key"),
    tokens("dckr_pat_", 24, .address, "a Docker token"),
    tokens("dapi", 32, .hex, "a Databricks token"),
    tokens("glsa_ glc_", 32, .mixed, "a Grafana token"),
    tokens("shpat_ shpss_ shpca_ shppa_", 32, .hex, "a Shopify token"),
    tokens("sntrys_", 40, .mixed, "a Sentry token"), tokens("sntryu_", 64, .hex, "a Sentry token"),
    tokens("lin_api_", 32, .word, "a Linear key"),
    tokens("NRAK-", 27, .capitals, "a New Relic key"),
    tokens("pul-", 40, .hex, "a Pulumi token"),
    tokens("dp.pt. dp.st.", 40, .mixed, "a Doppler token"),
    tokens("pscale_tkn_ pscale_pw_", 32, .mixed, "a PlanetScale token"),
    tokens("ATATT3", 40, .mixed, "an Atlassian token"),
  ].flatMap(\.self)

  /// By their first byte, so that a text is walked through once.
  private static let byFirst: [[(token: SecretToken, prefix: [UInt8])]] = (0...255).map { byte in
    all.map { ($0, Array($0.prefix.utf8)) }.filter { $0.1[0] == UInt8(byte) }
  }

  /// What sort of token begins at a place; it is a word of its own, not inside another.
  static func sort(at place: Int, in text: SecretText) -> String? {
    guard text.startsWord(at: place) else { return nil }
    for (token, prefix) in byFirst[Int(text[place])]
    where place + prefix.count < text.count && text[place + 1] == prefix[1]
      && text[place...].starts(with: prefix)
    {
      if token.isFollowed(at: place + prefix.count, in: text) { return token.sort }
    }
    return nil
  }

  private func isFollowed(at start: Int, in text: SecretText) -> Bool {
    let end = text.end(from: start, while: isIn)
    let rest = text[start..<end]
    guard rest.count >= fewest, SecretValue.isVaried(rest) else { return false }
    switch alphabet {
    case .any: return true
    case .word, .address, .mixed: return SecretValue.isMixed(rest)
    case .hex, .capitals: break
    }
    // More of the same sort, or a dash before a word such as `key-`, make it another thing's name.
    return rest.count == fewest && (end == text.count || !ByteText.isAlphanumeric(text[end]))
      && (alphabet == .capitals || !isGlued(start - prefix.utf8.count, text))
  }

  private func isGlued(_ start: Int, _ text: SecretText) -> Bool {
    start > 0 && SecretText.isInName(text[start - 1])
  }

  private func isIn(_ byte: UInt8) -> Bool {
    switch alphabet {
    case .word: ByteText.isAlphanumeric(byte)
    case .address: SecretText.isInName(byte)
    case .any, .mixed: SecretText.isInName(byte) || byte == 46 || byte == 47
    case .hex: ByteText.isDigit(byte) || (97...102).contains(byte)
    case .capitals: ByteText.isDigit(byte) || ByteText.isUpper(byte)
    }
  }
}
