/// Reads PEP 440 with every spelling that its appendix B accepts.
enum PEP440Grammar {
  private static let separators = Array("-_.".utf8)
  private static let prewords = ["alpha", "a", "beta", "b", "preview", "pre", "rc", "c"]
    .map { Array($0.utf8) }
  /// Rank of each pre-release word: dev-only versions are 0, final ones 4.
  private static let ranks: [UInt64] = [1, 1, 2, 2, 3, 3, 3, 3]
  private static let postwords = ["post", "rev", "r"].map { Array($0.utf8) }
  private static let devwords = [Array("dev".utf8)]

  /// The sort key: epoch, release, pre, post, dev, local; `nil` when the text is none.
  static func key(_ text: String) -> VersionKey? {
    var scanner = VersionScanner(text, lowercased: true)
    _ = scanner.skip(UInt8(ascii: "v"))
    guard var numbers = scanner.numbers() else { return nil }
    var epoch = VersionPart(.number)
    if numbers.count == 1, scanner.skip(UInt8(ascii: "!")) {
      epoch = VersionPart(digits: numbers[0])
      guard let release = scanner.numbers() else { return nil }
      numbers = release
    }
    let release = numbers.map { VersionPart(digits: $0) }.withoutTrailingZeros(keeping: 1)
    let pre = segment(&scanner, prewords)
    let post = implicitPost(&scanner) ?? segment(&scanner, postwords)
    let dev = segment(&scanner, devwords)
    let zero = VersionPart(.number)
    let rank = pre.map { ranks[$0.word] } ?? (post == nil && dev != nil ? 0 : 4)
    var parts = [epoch] + release
    let releaseEnd = parts.count
    parts += [VersionPart(.low, rank), pre?.number ?? zero]
    parts += [VersionPart(.low, post == nil ? 0 : 1), post?.number ?? zero]
    parts += [VersionPart(.low, dev == nil ? 1 : 0), dev?.number ?? zero]
    let publicEnd = parts.count
    if scanner.skip(UInt8(ascii: "+")) {
      guard let local = local(&scanner) else { return nil }
      parts += local
    }
    guard scanner.isAtEnd else { return nil }
    var key = VersionKey(parts, releaseEnd: releaseEnd)
    key.publicEnd = publicEnd
    key.marks = 6
    key.isPrerelease = pre != nil || dev != nil
    key.isPostrelease = post != nil
    return key
  }

  /// `[-_.]word[-_.]N`, every separator and the number optional.
  private static func segment(
    _ scanner: inout VersionScanner, _ words: [[UInt8]]
  ) -> (word: Int, number: VersionPart)? {
    let start = scanner.position
    scanner.skip(anyOf: separators)
    guard let word = scanner.word(words) else {
      scanner.position = start
      return nil
    }
    scanner.skip(anyOf: separators)
    return (word, VersionPart(digits: scanner.digits()))
  }

  /// The post-release that is only `-N`.
  private static func implicitPost(
    _ scanner: inout VersionScanner
  ) -> (word: Int, number: VersionPart)? {
    guard scanner.next == UInt8(ascii: "-"), let digit = scanner.following,
      VersionScanner.isDigit(digit)
    else { return nil }
    scanner.position += 1
    return (0, VersionPart(digits: scanner.digits()))
  }

  /// Words and numbers after `+`; numbers rank above words.
  private static func local(_ scanner: inout VersionScanner) -> [VersionPart]? {
    var parts: [VersionPart] = []
    while true {
      let segment = scanner.run {
        VersionScanner.isDigit($0) || VersionScanner.isLetter($0)
      }
      if segment.isEmpty { return nil }
      parts.append(
        segment.allSatisfy(VersionScanner.isDigit)
          ? VersionPart(digits: segment) : VersionPart(.text, text: Array(segment)))
      guard let next = scanner.next, separators.contains(next) else { return parts }
      scanner.position += 1
    }
  }
}
