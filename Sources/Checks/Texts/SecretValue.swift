/// Tells what is meant literally from what stands in for a secret.
enum SecretValue {
  typealias Slice = Swift.Slice<SecretText>

  /// The value that begins at a place: what quotes hold, else what a blank or a mark ends.
  static func read(at place: Int, in text: SecretText) -> Slice {
    var start = min(place, text.count)
    // In code inside of code the quotes are escaped.
    if text.holds("\\\"", at: start) || text.holds("\\'", at: start) { start += 1 }
    guard start < text.count, text[start] == 34 || text[start] == 39 else {
      return text[start..<text.end(from: start) { $0 > 32 && !"\"'`;|&),".utf8.contains($0) }]
    }
    let mark = text[start]
    let end = text.end(from: start + 1) { $0 != mark && $0 != 10 }
    let isEscaped = end > start + 1 && start > place && text[end - 1] == 92
    return text[start + 1..<(isEscaped ? end - 1 : end)]
  }

  /// Whether a value is meant literally: no variable, no placeholder, no path, no stand-in.
  static func isSecret(_ value: Slice, fewest: Int) -> Bool {
    guard value.count >= fewest, let first = value.first,
      !"$<({[*%@/.\\-".utf8.contains(first),
      !value.contains(where: { $0 == 32 }), !isExpanded(value), Set(value).count >= 3
    else { return false }
    return !isStandIn(ByteText.text(value))
  }

  /// Whether a shell or a template would put something else into a value; between single quotes
  /// only what is said to be so.
  private static func isExpanded(_ value: Slice) -> Bool {
    guard isSingleQuoted(value) else { return value.contains { "$({".utf8.contains($0) } }
    let text = value.base
    return value.indices.dropLast().contains { place in
      let (byte, next) = (text[place], text[place + 1])
      return (byte == 36 && (next == 123 || next == 40)) || (byte == 123 && next == 123)
    }
  }

  private static func isSingleQuoted(_ value: Slice) -> Bool {
    let (text, start, end) = (value.base, value.startIndex, value.endIndex)
    return start > 0 && end < text.count && text[start - 1] == 39 && text[end] == 39
  }

  /// The same where code and prose are as likely to stand: nor is it a name, or a place to look at.
  static func isLiteral(_ value: Slice, fewest: Int) -> Bool {
    guard isSecret(value, fewest: fewest), value.first != UInt8(ascii: "~") else { return false }
    let text = ByteText.text(value).lowercased()
    return text != "bearer" && !isSample(text) && !isName(text) && !isReference(value, text)
  }

  /// The same where words are as likely to stand: the value has to look random.
  static func isRandom(_ value: Slice, fewest: Int = 8) -> Bool {
    guard isLiteral(value, fewest: fewest),
      value.allSatisfy({ (33...126).contains($0) && !"[<>`|".utf8.contains($0) }),
      isSingleQuoted(value) || !value.drop(while: { $0 != 61 }).contains(where: { $0 != 61 })
    else { return false }
    return SecretRandomness.isSeen(in: value)
  }

  /// Not a run of one letter, nor a word that says that it is an example.
  static func isVaried(_ value: Slice) -> Bool {
    Set(value).count >= 6 && !isStandIn(ByteText.text(value))
  }

  /// The same, of letters of both cases, or letters and digits, that nobody counted up.
  static func isMixed(_ value: Slice) -> Bool {
    guard isVaried(value), !isSample(ByteText.text(value).lowercased()) else { return false }
    let isUpper = value.contains(where: ByteText.isUpper)
    let isLower = value.contains(where: ByteText.isLower)
    return (isUpper && isLower) || ((isUpper || isLower) && value.contains(where: ByteText.isDigit))
  }

  private static func isStandIn(_ text: String) -> Bool {
    let text = text.lowercased()
    return standIns.contains { text.contains($0) } || words.contains(text)
  }

  /// Whether a lowered text holds what manuals put in the place of digits.
  private static func isSample(_ text: String) -> Bool {
    samples.contains { text.contains($0) }
  }

  /// Whether a text is made of words of which one says what the secret is, as `settings.api_key`.
  private static func isName(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ ByteText.isLower($0) || "_-.".utf8.contains($0) }) else {
      return false
    }
    return text.contains("token") || text.contains("apikey") || text.contains("credential")
      || text.split { "_-.".contains($0) }.contains { nameWords.contains($0) }
  }

  /// Whether a value says where the secret is instead of what it is.
  private static func isReference(_ value: Slice, _ text: String) -> Bool {
    // A member of a list or of a table, as `options[0]`.
    let name = value.prefix { ByteText.isUpper($0) || ByteText.isLower($0) || $0 == 95 || $0 == 46 }
    return references.contains { text.hasPrefix($0) } || text.contains("://")
      || value[name.endIndex...].first == UInt8(ascii: "[")
  }

  private static let standIns = [
    "example", "password", "passwd", "secret", "changeme", "change-me", "placeholder", "dummy",
    "redacted", "insecure", "your", "test", "fake", "sample", "xxx", "postgres", "...",
  ]
  private static let samples = [
    "0123456789", "1234567890", "123e4567-e89b", "00000000-0000",
  ]
  private static let words: Set = [
    "pass", "true", "false", "none", "null", "prompt", "token", "guest", "admin", "root",
  ]
  private static let nameWords: Set<Substring> = [
    "key", "pass", "pwd", "pw", "auth", "creds", "env", "value",
  ]
  private static let references = [
    "arn:", "env:", "vault:", "file:", "ref:", "sha256:", "sha512:", "sha1:", "md5:",
  ]
}
