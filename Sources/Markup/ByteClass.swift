/// What the room asks about single bytes; bits instead of tables, so that nothing is loaded lazily.
extension UInt8 {
  /// Whether HTML text and double-quoted attributes need this byte escaped: `"`, `&`, `<`, `>`.
  @inline(__always)
  var needsEscape: Bool {
    self < 64 && (0x5000_0044_0000_0000 as UInt64) >> UInt64(self) & 1 == 1
  }

  /// Whether text has nothing to look at here: a letter, a digit, a space or a mark that neither HTML
  /// escapes nor an address or a day turns on.
  @inline(__always)
  var isPlainInText: Bool {
    // Space ! # $ % ' ( ) * + , / 0-9 ; = ? and, from 64 on, all but @ and DEL.
    let low: UInt64 = 0xABFF_9FBB_0000_0000
    let high: UInt64 = 0x7FFF_FFFF_FFFF_FFFE
    return isAmong(low, high)
  }

  /// Whether no inline syntax begins with it: printable ASCII but & * < [ \\ ] _ ` and ~.
  @inline(__always)
  var isTextInCell: Bool {
    let low: UInt64 = 0xEFFF_FBBF_0000_0000
    let high: UInt64 = 0x3FFF_FFFE_47FF_FFFF
    return isAmong(low, high)
  }

  @inline(__always)
  var isLetter: Bool { (self | 0x20) &- 97 < 26 }

  @inline(__always)
  var isDigit: Bool { self &- 48 < 10 }

  @inline(__always)
  var isAlphanumeric: Bool { isLetter || isDigit }

  @inline(__always)
  var lowered: UInt8 { self &- 65 < 26 ? self | 0x20 : self }

  /// Space, tab, line feed, vertical tab, form feed or carriage return.
  @inline(__always)
  var isSpace: Bool { self == 32 || self &- 9 < 5 }

  /// Space or tab.
  @inline(__always)
  var isBlank: Bool { self == 32 || self == 9 }

  /// ASCII punctuation as CommonMark lists it.
  @inline(__always)
  var isPunctuation: Bool { self > 32 && self < 127 && !isAlphanumeric }

  /// Whether an address may hold this byte as it is (the set that CommonMark's tests expect).
  @inline(__always)
  var isPlainInAddress: Bool {
    // ! # $ % ( ) * + , - . / 0-9 : ; = ? and, from 64 on, @ A-Z _ a-z ~
    let low: UInt64 = 0xAFFF_FF3A_0000_0000
    let high: UInt64 = 0x47FF_FFFE_87FF_FFFF
    return isAmong(low, high)
  }

  /// Whether this byte's bit is set in one of two words, the second for 64 to 127.
  @inline(__always)
  private func isAmong(_ low: UInt64, _ high: UInt64) -> Bool {
    if self < 64 { return low >> UInt64(self) & 1 == 1 }
    return self < 128 && high >> UInt64(self - 64) & 1 == 1
  }
}
