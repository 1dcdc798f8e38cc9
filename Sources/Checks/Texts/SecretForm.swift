/// The ways to give a secret to a name: `NAME=value`, `name: value`, `--name value`, in SQL and in
/// the header that authorizes.
enum SecretForm {
  /// `--password=…`, `PGPASSWORD=…`, `password = "…"`, `sig=…`.
  static func assignment(at place: Int, in text: SecretText) -> String? {
    guard text[place] == UInt8(ascii: "=") else { return nil }
    if isSignature(place, text) { return "a shared access signature" }
    if SecretName.ends(before: place, in: text) {
      let value = SecretValue.read(at: place + 1, in: text)
      let isSecret =
        SecretName.isPlain(before: place, in: text)
        ? SecretValue.isSecret(value, fewest: 6) : SecretValue.isLiteral(value, fewest: 6)
      if isSecret { return sort(before: place, in: text) }
    }
    // With quotes or blanks beside the sign it is code as often as not.
    let end = nameEnd(before: place, in: text)
    guard SecretName.ends(before: end, in: text) else { return nil }
    var start = place + 1
    if start < text.count, text[start] == UInt8(ascii: ">") { start += 1 }
    return given(end, text.end(from: start, while: SecretText.isBlank), text)
  }

  /// `password: …`, `"token": "…"`, `X-API-Key: …`, `**Password:** …`.
  static func colon(at place: Int, in text: SecretText) -> String? {
    guard text[place] == UInt8(ascii: ":") else { return nil }
    let end = nameEnd(before: place, in: text)
    if text.ends(lowered: "value", before: end) { return named(end - 5, place, text) }
    guard SecretName.ends(before: end, in: text, gap: 32) else { return nil }
    var start = place + 1
    while text.holds("**", at: start) { start += 2 }
    let value = text.end(from: start, while: SecretText.isBlank)
    // Without anything between, it is a part of a name such as `repo/token:v2` rather than a value.
    guard value > place + 1 || isQuoted(value, text) || isHeader(end, text) else { return nil }
    return given(end, value, text)
  }

  /// `name: DB_PASSWORD` and then `value: …`, on the next line or beside it, as containers have it.
  private static func named(_ start: Int, _ colon: Int, _ text: SecretText) -> String? {
    // Back over what parts the two, to the name's own value and then to `name:`.
    let end = text.start(before: start) {
      $0 <= 32 || SecretText.isQuote($0) || ",{-".utf8.contains($0)
    }
    guard SecretName.ends(before: end, in: text) else { return nil }
    let first = text.start(before: end, while: SecretText.isInName)
    let sign = text.start(before: first) { SecretText.isBlank($0) || SecretText.isQuote($0) }
    guard sign > 0, text[sign - 1] == UInt8(ascii: ":"),
      text.ends(lowered: "name", before: nameEnd(before: sign - 1, in: text))
    else { return nil }
    let value = text.end(from: colon + 1, while: SecretText.isBlank)
    return SecretValue.isLiteral(SecretValue.read(at: value, in: text), fewest: 6)
      ? sort(before: end, in: text) : nil
  }

  /// `--token …`, `--api-key …`; a name that goes on, such as `--password-file`, is another.
  static func option(at place: Int, in text: SecretText) -> String? {
    guard text.holds("--", at: place) else { return nil }
    // Of this one nobody doubts what follows, short or not.
    if text.holds(lowered: "--password ", at: place) {
      let value = SecretValue.read(at: place + 11, in: text)
      if value.first != UInt8(ascii: "-"), SecretValue.isSecret(value, fewest: 6) {
        return "a password"
      }
    }
    guard place == 0 || !SecretText.isInName(text[place - 1]) else { return nil }
    let end = text.end(from: place, while: SecretText.isInName)
    guard end < text.count, SecretText.isBlank(text[end]), SecretName.ends(before: end, in: text)
    else { return nil }
    return given(end, text.end(from: end, while: SecretText.isBlank), text)
  }

  /// `PASSWORD '…'` and `IDENTIFIED BY '…'`: told by the quote.
  static func query(at place: Int, in text: SecretText) -> String? {
    guard text[place] == 39 else { return nil }
    let end = text.start(before: place) { $0 == 32 || $0 == 10 || $0 == 9 }
    guard end < place else { return nil }
    let value = SecretValue.read(at: place, in: text)
    if text.ends(lowered: "by", before: end), isIdentified(end - 2, text) {
      return SecretValue.isLiteral(value, fewest: 4) ? "a password" : nil
    }
    guard text.ends(lowered: "password", before: end) else { return nil }
    let isKeyword = text.holds("PASSWORD", at: end - 8)
    let isSecret =
      isKeyword ? SecretValue.isLiteral(value, fewest: 6) : SecretValue.isRandom(value)
    return isSecret ? "a password" : nil
  }

  /// `Authorization: Bearer …` and other schemes, or none.
  static func authorization(at place: Int, in text: SecretText) -> String? {
    guard text[place] == UInt8(ascii: ":"),
      text.holds(lowered: "authorization", at: nameEnd(before: place, in: text) - 13)
    else { return nil }
    var start = text.end(from: place + 1, while: SecretText.isBlank)
    if start < text.count, SecretText.isQuote(text[start]) { start += 1 }
    let schemes: [StaticString] = ["bearer ", "basic ", "token ", "bot ", "apikey "]
    let scheme = schemes.first { text.holds(lowered: $0, at: start) }
    if let scheme { start += scheme.utf8CodeUnitCount }
    let value = SecretValue.read(at: start, in: text)
    // A word and more after it is a scheme that is not known; what follows is not the secret alone.
    let isAlone = scheme != nil || value.endIndex == text.count || text[value.endIndex] != 32
    let isLiteral =
      scheme == nil
      ? SecretValue.isRandom(value)
      : SecretValue.isSecret(value, fewest: 16) || SecretValue.isRandom(value)
    return isAlone && isLiteral ? "an authorization header" : nil
  }

  /// Where a name ends that blanks, quotes and emphasis part from the sign after it.
  private static func nameEnd(before place: Int, in text: SecretText) -> Int {
    text.start(before: place) {
      SecretText.isBlank($0) || SecretText.isQuote($0) || $0 == 92 || $0 == UInt8(ascii: "*")
    }
  }

  private static func given(_ nameEnd: Int, _ start: Int, _ text: SecretText) -> String? {
    var start = start
    if start < text.count, text[start] == 96 { start += 1 }
    let value = SecretValue.read(at: start, in: text)
    guard let first = value.first, isQuoted(start, text) || ByteText.isAlphanumeric(first),
      SecretValue.isRandom(value),
      !SecretName.isHarmless(SecretName.text(before: nameEnd, in: text))
    else { return nil }
    return sort(before: nameEnd, in: text)
  }

  private static func isQuoted(_ place: Int, _ text: SecretText) -> Bool {
    let place = text.holds("\\", at: place) ? place + 1 : place
    return place < text.count && SecretText.isQuote(text[place])
  }

  private static func isHeader(_ nameEnd: Int, _ text: SecretText) -> Bool {
    let name = SecretName.text(before: nameEnd, in: text)
    return name.hasPrefix("x_") || name == "private_token"
  }

  private static func sort(before nameEnd: Int, in text: SecretText) -> String {
    "a value of `\(SecretName.text(before: nameEnd, in: text))`"
  }

  /// Whether `IDENTIFIED` stands on the same line before `BY`, be it with a method between.
  private static func isIdentified(_ end: Int, _ text: SecretText) -> Bool {
    let start = text.start(before: end) { $0 >= 32 && $0 != UInt8(ascii: ";") && $0 != 39 }
    return (start..<end).contains { text.holds(lowered: "identified", at: $0) }
  }

  /// The signature in an address of Azure's storage: 32 bytes in base64, with the last `=` escaped.
  private static func isSignature(_ place: Int, _ text: SecretText) -> Bool {
    guard text.holds("sig", at: place - 3), text.startsWord(at: place - 3) else { return false }
    let end = text.end(from: place + 1) { ByteText.isAlphanumeric($0) || "%+/=".utf8.contains($0) }
    let value = text[place + 1..<end]
    let length = value.count - 2 * value.count { $0 == UInt8(ascii: "%") }
    return (43...44).contains(length) && SecretValue.isMixed(value)
      && (value.last == 61 || text.holds(lowered: "%3d", at: end - 3))
  }
}
