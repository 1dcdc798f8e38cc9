/// A position in the bytes of a version, ASCII blanks around it dropped.
struct VersionScanner {
  let bytes: [UInt8]
  var position = 0

  init(_ text: String, lowercased: Bool = false) {
    var slice = Array(text.utf8)[...]
    while let first = slice.first, Self.isBlank(first) { slice.removeFirst() }
    while let last = slice.last, Self.isBlank(last) { slice.removeLast() }
    bytes = lowercased ? slice.map { Self.isUpper($0) ? $0 + 32 : $0 } : Array(slice)
  }

  var next: UInt8? { position < bytes.count ? bytes[position] : nil }
  var following: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }
  var isAtEnd: Bool { position >= bytes.count }

  /// Steps over the byte if it comes next.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// Steps over one of the bytes if it comes next.
  mutating func skip(anyOf set: [UInt8]) {
    if let next, set.contains(next) { position += 1 }
  }

  /// Steps over a `v` or `V` that stands before a digit.
  mutating func skipV() {
    guard let next, next | 32 == UInt8(ascii: "v") else { return }
    if let following, Self.isDigit(following) { position += 1 }
  }

  /// Steps over the first of the words that comes next and gives its index.
  mutating func word(_ words: [[UInt8]]) -> Int? {
    for (index, word) in words.enumerated() where bytes[position...].starts(with: word) {
      position += word.count
      return index
    }
    return nil
  }

  /// The longest run of bytes that pass, which may be empty.
  mutating func run(while passes: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let start = position
    while position < bytes.count, passes(bytes[position]) { position += 1 }
    return bytes[start..<position]
  }

  mutating func digits() -> ArraySlice<UInt8> { run(while: Self.isDigit) }

  /// Digits with dots between them; `nil` when no digit comes next.
  ///
  /// A separator is left alone unless a digit follows it.
  mutating func numbers(separators: [UInt8] = [UInt8(ascii: ".")]) -> [ArraySlice<UInt8>]? {
    guard let next, Self.isDigit(next) else { return nil }
    var numbers = [digits()]
    while let separator = self.next, separators.contains(separator), let following,
      Self.isDigit(following)
    {
      position += 1
      numbers.append(digits())
    }
    return numbers
  }

  static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
  static func isUpper(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 32) && byte < 128 }
  static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}

extension [VersionPart] {
  /// The same release without its trailing zeros: `1.0.0` is `1`.
  func withoutTrailingZeros(keeping least: Int) -> [VersionPart] {
    var parts = self
    while parts.count > least, let last = parts.last, last.isZero { parts.removeLast() }
    return parts
  }
}
