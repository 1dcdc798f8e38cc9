/// Invisible characters that turn the order of the text around them.
///
/// With one of them a command reads other than it runs ("Trojan Source", CVE-2021-42574). They are
/// shown as what they are; text that is written from right to left needs none of them. The marks
/// U+200E and U+200F turn nothing around and stay. Source: Unicode Standard Annex 9, §2.
public enum DirectionControl {
  /// What is shown for the control that starts at a place: `[U+202E]`; `nil` if none does.
  @inline(__always)
  static func mark(_ text: Bytes, _ index: Int) -> StaticString? {
    guard text[index] == 0xE2, index + 2 < text.count else { return nil }
    return mark(text[index + 1], text[index + 2])
  }

  /// Bytes of a control.
  static let length = 3

  private static func mark(_ second: UInt8, _ third: UInt8) -> StaticString? {
    switch (second, third) {
    case (0x80, 0xAA): "[U+202A]"
    case (0x80, 0xAB): "[U+202B]"
    case (0x80, 0xAC): "[U+202C]"
    case (0x80, 0xAD): "[U+202D]"
    case (0x80, 0xAE): "[U+202E]"
    case (0x81, 0xA6): "[U+2066]"
    case (0x81, 0xA7): "[U+2067]"
    case (0x81, 0xA8): "[U+2068]"
    case (0x81, 0xA9): "[U+2069]"
    default: nil
    }
  }

  /// The text with all such characters shown, for formats other than HTML.
  public static func shown(_ text: String) -> String {
    guard text.utf8.contains(0xE2) else { return text }
    var text = text
    return text.withUTF8 { bytes in
      var out: [UInt8] = []
      out.reserveCapacity(bytes.count)
      var index = 0
      while index < bytes.count {
        if let mark = mark(bytes, index) {
          out.append(
            contentsOf: Bytes(start: mark.utf8Start, count: mark.utf8CodeUnitCount))
          index += length
        } else {
          out.append(bytes[index])
          index += 1
        }
      }
      return String(decoding: out, as: UTF8.self)
    }
  }
}
