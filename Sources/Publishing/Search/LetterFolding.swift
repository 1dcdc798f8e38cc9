/// How letters become the letters of search terms; `scripts/search.js` does the same to a query.
///
/// ASCII and the letters of Latin-1 and Latin Extended-A lose case and marks (`ß` is `ss`, `æ` is
/// `ae`); Greek and Cyrillic capitals become small. All other letters stay.
enum LetterFolding {
  /// For U+00C0 to U+017F, a letter each, or a space for what is no letter.
  ///
  /// `1` is `ae`, `2` is `ss`, `3` is `oe`, `4` is `ij`, `5` is `th`.
  private static let latin: StaticString = """
    aaaaaa1ceeeeiiiidnooooo ouuuuy52aaaaaa1ceeeeiiiidnooooo ouuuuy5y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii44jjkkklllllll\
    lllnnnnnnnnnoooooo33rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
    """

  /// Appends the folded form of a scalar that is not ASCII; answers whether it is part of a word.
  static func fold(_ scalar: UInt32, into term: inout [UInt8]) -> Bool {
    switch scalar {
    case 0xAA, 0xBA: term.append(scalar == 0xAA ? 97 : 111)
    case 0xB5: append(0x3BC, into: &term)
    case 0xC0...0x17F: return foldLatin(Int(scalar - 0xC0), into: &term)
    case 0x300...0x36F: return !term.isEmpty
    case 0x391...0x3A9: append(scalar + 32, into: &term)
    case 0x410...0x42F: append(scalar + 32, into: &term)
    case 0x400...0x40F: append(scalar + 80, into: &term)
    // Punctuation, symbols, arrows, boxes, private use, emoji.
    case 0x80..<0xC0, 0x2000...0x2BFF, 0x3000...0x3004, 0x3008...0x3020, 0xE000...0xF8FF,
      0xFE00...0xFE0F, 0xFF00...0xFF0F, 0x1F000...0x1FAFF, 0xFFFD:
      return false
    default: append(scalar, into: &term)
    }
    return true
  }

  /// Whether a script without spaces uses it: then each character is a term.
  static func standsAlone(_ scalar: UInt32) -> Bool {
    (0x3040...0x9FFF).contains(scalar) || (0xAC00...0xD7AF).contains(scalar)
      || (0xF900...0xFAFF).contains(scalar) || (0x20000...0x3FFFF).contains(scalar)
  }

  private static func foldLatin(_ index: Int, into term: inout [UInt8]) -> Bool {
    switch latin.utf8Start[index] {
    case 32: return false
    case 49: term.append(contentsOf: [97, 101])
    case 50: term.append(contentsOf: [115, 115])
    case 51: term.append(contentsOf: [111, 101])
    case 52: term.append(contentsOf: [105, 106])
    case 53: term.append(contentsOf: [116, 104])
    case let letter: term.append(letter)
    }
    return true
  }

  private static func append(_ scalar: UInt32, into term: inout [UInt8]) {
    if scalar < 0x800 {
      term.append(UInt8(0xC0 | scalar >> 6))
    } else if scalar < 0x10000 {
      term.append(UInt8(0xE0 | scalar >> 12))
      term.append(UInt8(0x80 | scalar >> 6 & 63))
    } else {
      term.append(UInt8(0xF0 | scalar >> 18))
      term.append(UInt8(0x80 | scalar >> 12 & 63))
      term.append(UInt8(0x80 | scalar >> 6 & 63))
    }
    term.append(UInt8(0x80 | scalar & 63))
  }
}
