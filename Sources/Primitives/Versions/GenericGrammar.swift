/// Reads any text as runs of digits and letters; everything between them only separates.
enum GenericGrammar {
  /// Words that mark what comes before a release, from earliest to latest.
  static let prewords: [String: UInt64] = [
    "dev": 1, "snapshot": 2, "nightly": 2, "alpha": 3, "beta": 4, "pre": 5, "preview": 5,
    "rc": 6,
  ]

  /// The sort key; never fails, an empty text has only the closing mark.
  ///
  /// A pre-release word ranks below the end of the text, a word above it, a number above both.
  /// A single letter is no pre-release: OpenSSL's `1.1.1a` follows `1.1.1`.
  static func key(_ text: String) -> VersionKey {
    var scanner = VersionScanner(text, lowercased: true)
    scanner.skipV()
    let numbers = scanner.numbers() ?? []
    var parts = numbers.map { VersionPart(digits: $0) }
    let releaseEnd = parts.count
    let rest = tokens(&scanner)
    parts += rest
    parts.append(VersionPart(.low))
    var key = VersionKey(parts, releaseEnd: releaseEnd)
    key.isStrict = parts.count > 1
    key.isPrerelease = rest.contains { $0.kind == VersionPart.Kind.prerelease.rawValue }
    return key
  }

  /// What remains of the text as numbers, words and pre-release words.
  static func tokens(_ scanner: inout VersionScanner) -> [VersionPart] {
    var parts: [VersionPart] = []
    while let next = scanner.next {
      if VersionScanner.isDigit(next) {
        parts.append(VersionPart(digits: scanner.digits()))
      } else if isWordByte(next) {
        let word = Array(scanner.run(while: isWordByte))
        if let rank = prewords[String(decoding: word, as: UTF8.self)] {
          parts.append(VersionPart(.prerelease, rank))
        } else {
          parts.append(VersionPart(.text, text: word))
        }
      } else {
        scanner.position += 1
      }
    }
    return parts
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 128 || VersionScanner.isLetter(byte)
  }
}
