/// Reads SemVer 2.0.0, and leniently what people write for it: `1.2`, `v1.2.3`, `01.2.3`.
enum SemVerGrammar {
  /// The sort key (§11), or `nil` when the text is not numbers, `-identifiers` and `+build`.
  static func key(_ text: String) -> VersionKey? {
    var scanner = VersionScanner(text)
    scanner.skipV()
    guard let numbers = scanner.numbers() else { return nil }
    var isStrict = numbers.count == 3 && numbers.allSatisfy { !isPadded($0) }
    var parts = numbers.map { VersionPart(digits: $0) }.withoutTrailingZeros(keeping: 1)
    let releaseEnd = parts.count
    var isPrerelease = false
    if scanner.skip(UInt8(ascii: "-")) {
      guard let identifiers = identifiers(&scanner) else { return nil }
      isPrerelease = true
      parts.append(VersionPart(.prerelease))
      for identifier in identifiers {
        let isNumber = identifier.allSatisfy(VersionScanner.isDigit)
        if isNumber && isPadded(identifier) { isStrict = false }
        parts.append(
          isNumber
            ? VersionPart(digits: identifier, .low)
            : VersionPart(.text, text: Array(identifier)))
      }
    } else {
      parts.append(VersionPart(.low))
    }
    if scanner.skip(UInt8(ascii: "+")) {
      guard identifiers(&scanner) != nil else { return nil }
    }
    guard scanner.isAtEnd else { return nil }
    var key = VersionKey(parts, releaseEnd: releaseEnd)
    key.isStrict = isStrict
    key.isPrerelease = isPrerelease
    return key
  }

  private static func isPadded(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count > 1 && digits.first == UInt8(ascii: "0")
  }

  /// Identifiers with dots between them; `nil` when one is empty.
  private static func identifiers(_ scanner: inout VersionScanner) -> [ArraySlice<UInt8>]? {
    var identifiers: [ArraySlice<UInt8>] = []
    repeat {
      let identifier = scanner.run {
        VersionScanner.isDigit($0) || VersionScanner.isLetter($0) || $0 == UInt8(ascii: "-")
      }
      if identifier.isEmpty { return nil }
      identifiers.append(identifier)
    } while scanner.skip(UInt8(ascii: "."))
    return identifiers
  }
}
