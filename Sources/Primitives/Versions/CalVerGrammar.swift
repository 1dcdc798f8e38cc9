/// Reads versions that are named after a date: a year, further numbers, an optional modifier.
enum CalVerGrammar {
  private static let separators = Array(".-_".utf8)
  private static let letters: [UInt8: UInt64] = [97: 3, 98: 4, 99: 6]

  /// The sort key, or `nil` when the text does not begin with a number.
  ///
  /// Zero padding and trailing zeros are ignored: `24.04` is `24.4` and `24.4.0`. A modifier that
  /// is a pre-release word (or `a1`, `b1`, `c1`) comes before the release, any other after it.
  static func key(_ text: String) -> VersionKey? {
    var scanner = VersionScanner(text, lowercased: true)
    scanner.skipV()
    guard let numbers = scanner.numbers(separators: separators) else { return nil }
    var parts = numbers.map { VersionPart(digits: $0) }.withoutTrailingZeros(keeping: 1)
    let releaseEnd = parts.count
    let isPlain = scanner.bytes[scanner.position...].allSatisfy {
      VersionScanner.isDigit($0) || VersionScanner.isLetter($0) || " .-_+".utf8.contains($0)
    }
    var modifier = GenericGrammar.tokens(&scanner)
    if modifier.count > 1, let word = modifier.first, word.text.count == 1,
      let rank = letters[word.text[0]], modifier[1].kind == VersionPart.Kind.number.rawValue
    {
      modifier[0] = VersionPart(.prerelease, rank)
    }
    let isPrerelease = modifier.contains { $0.kind == VersionPart.Kind.prerelease.rawValue }
    parts.append(VersionPart(isPrerelease ? .prerelease : .low))
    parts += modifier
    parts.append(VersionPart(.low))
    var key = VersionKey(parts, releaseEnd: releaseEnd)
    key.isPrerelease = isPrerelease
    key.marks = 2
    key.isStrict = isPlain && isYear(numbers[0])
    return key
  }

  /// Whether the digits can be a year (`6`, `24`, `106`, `2024`), a month or a day (`20240131`).
  private static func isYear(_ digits: ArraySlice<UInt8>) -> Bool {
    (1...4).contains(digits.count) || digits.count == 6 || digits.count == 8
  }
}
