import Markup

/// Escaping for XML 1.0, which has no place at all for most control characters.
enum XMLText {
  /// Appends text for a place between tags or inside double quotation marks.
  static func escape(_ text: String, into out: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out.append(contentsOf: "&amp;".utf8)
      case "<": out.append(contentsOf: "&lt;".utf8)
      case ">": out.append(contentsOf: "&gt;".utf8)
      case "\"": out.append(contentsOf: "&quot;".utf8)
      case "\t", "\n", "\r": out.append(UInt8(ascii: " "))
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        out.append(contentsOf: HiddenCharacter.shown(String(scalar)).utf8)
      case "\u{FFFE}", "\u{FFFF}", "\0"..<" ": out.append(contentsOf: "\u{FFFD}".utf8)
      default: out.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      }
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
