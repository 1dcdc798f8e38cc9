import Markup

/// Escaping for XML 1.0, which has no place at all for most control characters.
enum XMLText {
  /// Appends text for a place between tags or inside double quotation marks.
  static func escape(_ text: String, into out: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      var (run, index) = (0, 0)
      while index < bytes.count {
        guard let (length, replacement) = replacement(in: bytes, index) else {
          index += 1
          continue
        }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run..<index]))
        out.append(contentsOf: replacement.utf8)
        index += length
        run = index
      }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run...]))
    }
  }

  /// What stands for the character at a place of valid UTF-8, and its length; `nil` for itself.
  @inline(__always)
  private static func replacement(
    in bytes: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> (length: Int, text: String)? {
    switch bytes[index] {
    case UInt8(ascii: "&"): (1, "&amp;")
    case UInt8(ascii: "<"): (1, "&lt;")
    case UInt8(ascii: ">"): (1, "&gt;")
    case UInt8(ascii: "\""): (1, "&quot;")
    case 9, 10, 13: (1, " ")
    case 0..<32: (1, "\u{FFFD}")
    case 0xE2, 0xEF: rareReplacement(in: bytes, index)
    default: nil
    }
  }

  /// Controls of direction, shown, and U+FFFE and U+FFFF, which XML has no place for.
  private static func rareReplacement(
    in bytes: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> (length: Int, text: String)? {
    switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
    case (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA6...0xA9):
      let hidden = String(decoding: bytes[index..<(index + 3)], as: UTF8.self)
      return (3, HiddenCharacter.shown(hidden))
    case (0xEF, 0xBF, 0xBE...0xBF): return (3, "\u{FFFD}")
    default: return nil
    }
  }

  /// The element with text in it, on a line of its own.
  static func element(
    _ name: String, _ text: String, indent: Int, into out: inout [UInt8]
  ) {
    out.append(contentsOf: repeatElement(32, count: indent))
    out.append(contentsOf: "<\(name)>".utf8)
    escape(text, into: &out)
    out.append(contentsOf: "</\(name)>\n".utf8)
  }
}
