/// Text as a terminal shows it.
public enum TerminalText {
  /// The text with every letter that a terminal would obey, or that would turn the line around, as
  /// a visible one in its place; line breaks and tabs stay.
  ///
  /// Records and files are hostile until proven otherwise: an escape sequence in a title must not
  /// colour, clear or retitle anybody's terminal.
  public static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value != 10 && picture($0) != nil }) else {
      return text
    }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      out.append(scalar.value == 10 ? scalar : picture(scalar) ?? scalar)
    }
    return String(out)
  }

  /// The same on one line: line breaks and tabs are blanks.
  public static func line(_ text: String) -> String {
    visible(String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }))
  }

  /// How many columns a text takes; letters of two columns are those that Unicode calls wide.
  public static func width(of text: String) -> Int {
    // Most texts are ASCII.
    guard text.utf8.contains(where: { $0 > 127 }) else { return text.utf8.count }
    return text.reduce(0) { $0 + width(of: $1) }
  }

  /// How many columns a letter takes with all that is joined to it.
  static func width(of letter: Character) -> Int {
    guard let first = letter.unicodeScalars.first else { return 0 }
    if letter.unicodeScalars.contains("\u{FE0F}") { return 2 }
    return width(of: first)
  }

  /// How many columns a scalar takes by itself.
  static func width(of scalar: Unicode.Scalar) -> Int {
    guard scalar.value >= 0x300 else { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// Source: Unicode 15, EastAsianWidth.txt, W and F, in whole blocks.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23EC, 0x2614...0x2615, 0x2648...0x2653,
    0x26A1...0x26A1, 0x26D4...0x26D4, 0x2705...0x2705, 0x274C...0x274C, 0x2728...0x2728,
    0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F1E6...0x1F1FF,
    0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF,
    0x20000...0x3FFFD,
  ]

  /// What stands for a letter that must not reach a terminal; `nil` for all others.
  private static func picture(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 9, 10: nil
    // Unicode has a picture for each of the old control codes.
    case 0...31: Unicode.Scalar(0x2400 + scalar.value)
    case 127: "\u{2421}"
    // The newer control codes, and what reorders a line (UAX #9).
    case 0x80...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x200E...0x200F, 0x2028...0x2029:
      "\u{FFFD}"
    default: nil
    }
  }
}
