import Glibc

/// The bytes in which secrets are looked for: not copied, since nearly all texts hold none.
typealias SecretText = UnsafeBufferPointer<UInt8>

extension SecretText {
  /// Whether a part stands at a place.
  func holds(_ part: StaticString, at place: Int) -> Bool {
    let length = part.utf8CodeUnitCount
    guard place >= 0, place + length <= count, self[place] == part.utf8Start[0],
      let base = baseAddress
    else { return false }
    return memcmp(base + place, part.utf8Start, length) == 0
  }

  /// Whether a part stands at a place in either case; the part has to be lowered.
  func holds(lowered part: StaticString, at place: Int) -> Bool {
    let length = part.utf8CodeUnitCount
    guard place >= 0, place + length <= count else { return false }
    for offset in 0..<length
    where Self.lower(self[place + offset]) != part.utf8Start[offset] { return false }
    return true
  }

  /// Whether a part ends before a place in either case, as a word or the end of one that is made
  /// with dashes or underscores.
  func ends(lowered part: StaticString, before end: Int) -> Bool {
    holds(lowered: part, at: end - part.utf8CodeUnitCount)
      && startsWord(at: end - part.utf8CodeUnitCount)
  }

  /// Whether no letter or digit stands before a place.
  func startsWord(at place: Int) -> Bool {
    place == 0 || !ByteText.isAlphanumeric(self[place - 1])
  }

  /// Where the bytes that fulfil something end, from a place on.
  @inline(__always)
  func end(from start: Int, while isIn: (UInt8) -> Bool) -> Int {
    var end = Swift.min(start, count)
    while end < count, isIn(self[end]) { end += 1 }
    return end
  }

  /// Where the bytes before a place begin that fulfil something.
  @inline(__always)
  func start(before end: Int, while isIn: (UInt8) -> Bool) -> Int {
    var start = end
    while start > 0, isIn(self[start - 1]) { start -= 1 }
    return start
  }

  static func lower(_ byte: UInt8) -> UInt8 { ByteText.isUpper(byte) ? byte + 32 : byte }
  static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
  static func isQuote(_ byte: UInt8) -> Bool { byte == 34 || byte == 39 || byte == 96 }

  /// A byte of a name: dashes count as underscores.
  static func isInName(_ byte: UInt8) -> Bool {
    ByteText.isAlphanumeric(byte) || byte == 95 || byte == 45
  }
}
