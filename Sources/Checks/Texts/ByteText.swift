/// Looking for words and shapes in UTF-8 text.
enum ByteText {
  static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
  static func isUpper(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
  static func isLower(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || isUpper(byte) || isLower(byte)
  }

  /// The bytes with ASCII letters lowered.
  static func lowered(_ text: String) -> [UInt8] { text.utf8.map { isUpper($0) ? $0 + 32 : $0 } }

  /// Where a word begins, each time: not inside a longer word.
  ///
  /// Both texts have to be lowered where case is to count for nothing.
  static func places(of word: String, in bytes: [UInt8]) -> [Int] {
    occurrences(of: word, in: bytes).filter { start in
      let after = start + word.utf8.count
      return (start == 0 || !isAlphanumeric(bytes[start - 1]) || !isAlphanumeric(bytes[start]))
        && (after == bytes.count || !isAlphanumeric(bytes[after])
          || !isAlphanumeric(bytes[after - 1]))
    }
  }

  /// Where a text stands, each time, inside words too.
  static func occurrences(of part: String, in bytes: [UInt8]) -> [Int] {
    let part = Array(part.utf8)
    guard let first = part.first, bytes.count >= part.count else { return [] }
    var found: [Int] = []
    var index = 0
    let last = bytes.count - part.count
    while index <= last {
      if bytes[index] == first, bytes[index...].starts(with: part) { found.append(index) }
      index += 1
    }
    return found
  }

  /// The lines without their breaks.
  static func lines(_ text: String) -> [ArraySlice<UInt8>] {
    Array(text.utf8).split(separator: 10, omittingEmptySubsequences: false)
  }

  /// The text of some bytes.
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self)
  }
}
