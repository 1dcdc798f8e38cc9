/// Hides from libcmark what it would lose or mistake, and shows it again on output.
///
/// `\~` becomes a character of two bytes that the page does not use, since libcmark's tree no
/// longer tells it from `~`; text gets its `~` back, code its `\~`. The character is punctuation to
/// libcmark, as `~` is, so emphasis beside it is unchanged (Syriac marks U+0700 to U+070D).
/// A `_` inside a bare address (`https://e.org/__init__.py`) becomes DEL, so that it is no
/// emphasis: GFM finds addresses before emphasis. Lengths stay, and so do offsets and columns.
struct HiddenMarks {
  private static let lead: UInt8 = 0xDC
  private static let delete: UInt8 = 0x7F
  /// The second byte that stands for `\~` on this page; 0 if nothing does.
  private var trail: UInt8 = 0
  private var hidesUnderscores = false
  private var source = OutputBuffer(capacity: 1 << 10)
  private var restored = OutputBuffer(capacity: 1 << 8)

  func deallocate() {
    source.deallocate()
    restored.deallocate()
  }

  /// The same Markdown with marks hidden; the very same memory if there is nothing to hide.
  mutating func hidden(in markdown: Bytes) -> Bytes {
    trail = 0
    hidesUnderscores = false
    source.removeAll()
    if HiddenMarks.hasEscapedTilde(markdown), let free = HiddenMarks.unusedTrail(in: markdown) {
      trail = free
      hideTildes(in: markdown)
    }
    if markdown.position(of: 95) != nil, markdown.position(of: HiddenMarks.delete) == nil {
      hideUnderscores(in: trail == 0 ? markdown : source.bytes)
    }
    return trail == 0 && !hidesUnderscores ? markdown : source.bytes
  }

  /// The text as it was meant; valid until the next call.
  mutating func shown(_ text: Bytes, isCode: Bool = false) -> Bytes {
    let hasTildes = trail != 0 && text.position(of: HiddenMarks.lead) != nil
    guard hasTildes || (hidesUnderscores && text.position(of: HiddenMarks.delete) != nil) else {
      return text
    }
    restored.removeAll()
    var index = 0
    while index < text.count {
      let byte = text[index]
      if hasTildes, byte == HiddenMarks.lead, index + 1 < text.count, text[index + 1] == trail {
        if isCode { restored.write(92) }
        restored.write(126)
        index += 2
        continue
      }
      restored.write(hidesUnderscores && byte == HiddenMarks.delete ? 95 : byte)
      index += 1
    }
    return restored.bytes
  }

  private mutating func hideTildes(in markdown: Bytes) {
    var (run, index) = (0, 0)
    while let backslash = markdown.position(of: 92, from: index) {
      index = backslash + 2
      guard backslash + 1 < markdown.count, markdown[backslash + 1] == 126 else { continue }
      source.write(markdown.slice(run, backslash))
      source.write(HiddenMarks.lead)
      source.write(trail)
      run = index
    }
    source.write(markdown.slice(run, markdown.count))
  }

  private mutating func hideUnderscores(in markdown: Bytes) {
    var index = 0
    while let colon = markdown.position(of: 58, from: index) {
      index = colon + 1
      guard markdown.starts(with: "://", at: colon), HiddenMarks.isBare(markdown, colon) else {
        continue
      }
      index = colon + 3
      while index < markdown.count, HiddenMarks.isAddress(markdown[index]) {
        let start = index
        while index < markdown.count, markdown[index] == 95 { index += 1 }
        if index > start, HiddenMarks.goesOn(markdown, at: index) { hide(start..<index, markdown) }
        if index == start { index += 1 }
      }
    }
  }

  private mutating func hide(_ underscores: Range<Int>, _ markdown: Bytes) {
    if trail == 0, !hidesUnderscores { source.write(markdown) }
    hidesUnderscores = true
    for index in underscores { source.overwrite(at: index, with: HiddenMarks.delete) }
  }

  /// Whether the address around this colon stands in text: not in `<>`, nor in a link's
  /// parentheses, nor in a reference definition, where DEL would not be allowed.
  private static func isBare(_ markdown: Bytes, _ colon: Int) -> Bool {
    var start = colon
    while start > 0, colon - start < 6, markdown[start - 1].isLetter { start -= 1 }
    while start > 0, markdown[start - 1].isSpace { start -= 1 }
    guard start > 0 else { return true }
    let before = markdown[start - 1]
    if before == 58 || before == 40 {
      return start < 2 || markdown[start - 2] != 93
    }
    return before != 60
  }

  private static func isAddress(_ byte: UInt8) -> Bool {
    byte > 32 && byte != 60 && byte != 62 && byte != 96 && byte != 34 && byte != 92
  }

  /// Whether the address goes on behind a run of `_`, so that the run closes no emphasis.
  private static func goesOn(_ markdown: Bytes, at index: Int) -> Bool {
    guard index < markdown.count else { return false }
    let next = markdown[index]
    if next.isAlphanumeric || next >= 128 || next == 47 { return true }
    return "./-=&?#%+".utf8.contains(next) && index + 1 < markdown.count
      && markdown[index + 1].isAlphanumeric
  }

  private static func hasEscapedTilde(_ markdown: Bytes) -> Bool {
    var index = 0
    while let tilde = markdown.position(of: 126, from: index) {
      if tilde > 0, markdown[tilde - 1] == 92 { return true }
      index = tilde + 1
    }
    return false
  }

  private static func unusedTrail(in markdown: Bytes) -> UInt8? {
    var used: UInt16 = 0
    var index = 0
    while let at = markdown.position(of: lead, from: index) {
      if at + 1 < markdown.count, (0x80...0x8D).contains(markdown[at + 1]) {
        used |= 1 << UInt16(markdown[at + 1] - 0x80)
      }
      index = at + 1
    }
    for offset in UInt8(0)...13 where used >> UInt16(offset) & 1 == 0 { return 0x80 + offset }
    return nil
  }
}
