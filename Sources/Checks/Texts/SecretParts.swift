/// Tokens that are told by their parts more than by a prefix.
enum SecretParts {
  /// What sort of such a token stands at a place: that of its mark, where that is not its start.
  static func sort(at place: Int, in text: SecretText) -> String? {
    switch text[place] {
    case UInt8(ascii: "e"): isSigned(place, text) ? "a signed token (JWT)" : nil
    case UInt8(ascii: "s"): isOpenAI(place, text) ? "an API key" : nil
    case UInt8(ascii: "d"): isDiscord(place, text) ? "a Discord webhook" : nil
    case UInt8(ascii: "."): isTerraform(place, text) ? "a Terraform token" : nil
    case UInt8(ascii: ":"): isTelegram(place, text) ? "a Telegram token" : nil
    default: nil
    }
  }

  private static func isSigned(_ place: Int, _ text: SecretText) -> Bool {
    guard text.holds("eyJ", at: place), text.startsWord(at: place) else { return false }
    let end = text.end(from: place) { SecretText.isInName($0) || $0 == 46 }
    let parts = text[place..<end].split(separator: 46)
    return parts.count == 3 && parts[1].starts(with: "eyJ".utf8) && parts[2].count >= 20
  }

  /// The older keys have no prefix of their own, but the maker's name amid them in base64.
  private static func isOpenAI(_ place: Int, _ text: SecretText) -> Bool {
    guard text.holds("sk-", at: place), text.startsWord(at: place) else { return false }
    let end = text.end(from: place, while: SecretText.isInName)
    return end - place >= 40
      && (place..<end - 8).contains { text.holds("T3BlbkFJ", at: $0) }
      && SecretValue.isVaried(text[place + 3..<end])
  }

  private static func isDiscord(_ place: Int, _ text: SecretText) -> Bool {
    let site: StaticString =
      text.holds("discordapp.com/", at: place) ? "discordapp.com/" : "discord.com/"
    guard text.holds(site, at: place), text.startsWord(at: place) else { return false }
    let path = place + site.utf8CodeUnitCount
    guard text.holds("api/webhooks/", at: path) else { return false }
    let slash = text.end(from: path + 13, while: ByteText.isDigit)
    guard slash > path + 13, slash < text.count, text[slash] == 47 else { return false }
    let end = text.end(from: slash + 1, while: SecretText.isInName)
    return end - slash > 60 && SecretValue.isVaried(text[slash + 1..<end])
  }

  private static func isTerraform(_ place: Int, _ text: SecretText) -> Bool {
    guard text.holds(".atlasv1.", at: place) else { return false }
    let start = text.start(before: place, while: ByteText.isAlphanumeric)
    let end = text.end(from: place + 9) { SecretText.isInName($0) || $0 == 61 }
    return place - start == 14 && end - place >= 69 && SecretValue.isVaried(text[place + 9..<end])
  }

  /// In the address of a bot its token follows the word `bot` without anything between.
  private static func isTelegram(_ place: Int, _ text: SecretText) -> Bool {
    guard text.holds(":AA", at: place) else { return false }
    let start = text.start(before: place, while: ByteText.isDigit)
    let end = text.end(from: place + 3, while: SecretText.isInName)
    return (8...10).contains(place - start) && end - place == 36
      && (text.startsWord(at: start) || text.holds(lowered: "bot", at: start - 3))
      && SecretValue.isVaried(text[place + 3..<end])
  }
}
