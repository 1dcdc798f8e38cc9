/// Characters that nobody sees and that change what is seen, or that HTML has no place for.
///
/// With the controls of direction a command reads other than it runs ("Trojan Source",
/// CVE-2021-42574); with an escape it does something to the terminal that it is pasted into. They
/// are shown as what they are: `[U+202E]`. Text that is written from right to left needs none of
/// them, and the marks U+200E and U+200F, which turn nothing around, stay. Sources: Unicode
/// Standard Annex 9, §2; HTML Standard, §13.1 (text may hold no controls and no noncharacters).
public enum HiddenCharacter {
  /// The text with all such characters shown, for formats other than HTML.
  public static func shown(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      guard (0..<bytes.count).contains(where: { found(bytes, $0) != nil }) else { return nil }
      var out: [UInt8] = []
      out.reserveCapacity(bytes.count + 16)
      var index = 0
      while index < bytes.count {
        if let hidden = found(bytes, index) {
          out.append(contentsOf: hidden.mark)
          index += hidden.length
        } else {
          out.append(bytes[index])
          index += 1
        }
      }
      return String(decoding: out, as: UTF8.self)
    } ?? text
  }

  /// One such character at a place of UTF-8.
  struct Found {
    let scalar: UInt32
    /// Bytes.
    let length: Int

    /// What is shown for it: `[U+202E]`.
    var mark: [UInt8] {
      let digits = Array("0123456789ABCDEF".utf8)
      let hex = [12, 8, 4, 0].map { digits[Int(scalar >> UInt32($0)) & 15] }
      return Array("[U+".utf8) + hex + Array("]".utf8)
    }
  }

  /// The character that starts at a place, if it is one of them.
  @inline(__always)
  static func found(_ text: Bytes, _ index: Int) -> Found? {
    // Nearly all bytes are printable ASCII.
    text[index] &- 32 < 95 ? nil : foundBeyondASCII(text, index)
  }

  private static func foundBeyondASCII(_ text: Bytes, _ index: Int) -> Found? {
    let first = text[index]
    if first < 128 {
      let isBlank = first == 9 || first == 10 || first == 12 || first == 13
      return isBlank ? nil : Found(scalar: UInt32(first), length: 1)
    }
    guard first == 0xC2 || first == 0xE2 || first == 0xEF, index + 1 < text.count else {
      return nil
    }
    let second = text[index + 1]
    if first == 0xC2 {
      return second < 0xA0 ? Found(scalar: UInt32(second), length: 2) : nil
    }
    guard index + 2 < text.count else { return nil }
    let third = text[index + 2]
    switch (first, second, third) {
    case (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA6...0xA9), (0xEF, 0xBF, 0xBE...0xBF),
      (0xEF, 0xB7, 0x90...0xAF):
      let scalar =
        UInt32(first & 15) << 12 | UInt32(second & 63) << 6 | UInt32(third & 63)
      return Found(scalar: scalar, length: 3)
    default: return nil
    }
  }
}
