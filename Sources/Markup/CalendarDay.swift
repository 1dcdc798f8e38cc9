/// A day or a month in text, `2026-11-30` or `2026-11`: browsers break lines at its hyphens, which
/// nobody can read in a table, unless it is marked as one piece.
enum CalendarDay {
  /// The day whose first hyphen is at `hyphen`, not starting before `floor`.
  static func found(in text: Bytes, hyphen: Int, from floor: Int) -> Range<Int>? {
    let start = hyphen - 4
    guard start >= floor, text[start] == 49 || text[start] == 50,
      areDigits(text, start + 1, hyphen), start == 0 || !isJoined(text[start - 1]),
      areDigits(text, hyphen + 1, hyphen + 3)
    else { return nil }
    var end = hyphen + 3
    if end < text.count, text[end] == 45, areDigits(text, end + 1, end + 3) { end += 3 }
    guard end == text.count || !isJoined(text[end]) else { return nil }
    return start..<end
  }

  private static func areDigits(_ text: Bytes, _ start: Int, _ end: Int) -> Bool {
    guard end <= text.count else { return false }
    for index in start..<end where text[index] < 48 || text[index] > 57 { return false }
    return true
  }

  /// Whether a byte beside it makes it a part of something longer.
  private static func isJoined(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == 45 || byte == 95 || byte >= 128
  }
}
