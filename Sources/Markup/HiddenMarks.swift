/// Hides from libcmark what it would lose or mistake, and shows it again on output.
///
/// `\~` becomes a character of two bytes that the page does not use, since libcmark's tree no
/// longer tells it from `~`; text gets its `~` back, code its `\~`. The character is punctuation to
/// libcmark, as `~` is, so emphasis beside it is unchanged (Syriac marks U+0700 to U+070D). So do
/// `\:`, `\.` and `\@` where they keep `http\://`, `www\.` and `a\@b` from being addresses.
/// A `_` inside a bare address (`https://e.org/__init__.py`) becomes DEL, so that it is no
/// emphasis: GFM finds addresses before emphasis. Lengths stay, and so do offsets and columns.
struct HiddenMarks {
  private static let lead: UInt8 = 0xDC
  private static let delete: UInt8 = 0x7F
  /// The second bytes that stand for `\~`, `\:`, `\.` and `\@` on this page; 0 where none does.
  private var trails: [UInt8] = [0, 0, 0, 0]
  private var hidesEscapes = false
  /// Where the text shown last has a `:`, `.` or `@` that belongs to no address.
  private var literals: [Int] = []
  private var nextLiteral = 0
  private var hidesUnderscores = false
  private var source = OutputBuffer(capacity: 1 << 10)
  private var restored = OutputBuffer(capacity: 1 << 8)

  func deallocate() {
    source.deallocate()
    restored.deallocate()
  }

  /// The same Markdown with marks hidden; the very same memory if there is nothing to hide.
  mutating func hidden(in markdown: Bytes) -> Bytes {
    hidesEscapes = false
    hidesUnderscores = false
    source.removeAll()
    literals.removeAll(keepingCapacity: true)
    let wanted = HiddenMarks.escapes(in: markdown)
    if wanted != 0 {
      trails = HiddenMarks.unusedTrails(in: markdown, for: wanted)
      hidesEscapes = trails != [0, 0, 0, 0]
      if hidesEscapes { hideEscapes(in: markdown) }
    }
    if markdown.position(of: 95) != nil, markdown.position(of: HiddenMarks.delete) == nil {
      hideUnderscores(in: hidesEscapes ? source.bytes : markdown)
    }
    return hidesEscapes || hidesUnderscores ? source.bytes : markdown
  }

  /// The text as it was meant; valid until the next call.
  mutating func shown(_ text: Bytes, isCode: Bool = false) -> Bytes {
    nextLiteral = 0
    if !literals.isEmpty { literals.removeAll(keepingCapacity: true) }
    let hasEscapes = hidesEscapes && text.position(of: HiddenMarks.lead) != nil
    guard hasEscapes || (hidesUnderscores && text.position(of: HiddenMarks.delete) != nil) else {
      return text
    }
    restored.removeAll()
    var index = 0
    while index < text.count {
      let byte = text[index]
      if hasEscapes, byte == HiddenMarks.lead, index + 1 < text.count,
        let kind = trails.firstIndex(of: text[index + 1])
      {
        if isCode { restored.write(92) }
        if kind > 0 { literals.append(restored.count) }
        restored.write(HiddenMarks.escaped[kind])
        index += 2
        continue
      }
      restored.write(hidesUnderscores && byte == HiddenMarks.delete ? 95 : byte)
      index += 1
    }
    return restored.bytes
  }

  /// Whether the byte at an index of the text shown last belongs to no address; asked for with
  /// growing indices.
  mutating func isLiteral(_ index: Int) -> Bool {
    while nextLiteral < literals.count, literals[nextLiteral] < index { nextLiteral += 1 }
    return nextLiteral < literals.count && literals[nextLiteral] == index
  }

  private static let escaped: [UInt8] = Array("~:.@".utf8)

  /// Which of `escaped` stands behind a backslash and would mean something without it.
  private static func kind(in markdown: Bytes, behind backslash: Int) -> Int? {
    let index = backslash + 1
    guard index < markdown.count else { return nil }
    switch markdown[index] {
    case 126: return 0
    case 58: return markdown.starts(with: "://", at: index) ? 1 : nil
    case 46:
      let isHost =
        backslash > 2
        && (backslash - 3..<backslash).allSatisfy {
          markdown[$0].lowered == 119
        }
      return isHost ? 2 : nil
    case 64: return 3
    default: return nil
    }
  }

  private mutating func hideEscapes(in markdown: Bytes) {
    var (run, index) = (0, 0)
    while let backslash = markdown.position(of: 92, from: index) {
      index = backslash + 2
      guard let kind = HiddenMarks.kind(in: markdown, behind: backslash), trails[kind] != 0 else {
        continue
      }
      source.write(markdown.slice(run, backslash))
      source.write(HiddenMarks.lead)
      source.write(trails[kind])
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
    if !hidesEscapes, !hidesUnderscores { source.write(markdown) }
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

  /// The kinds of escapes on a page, a bit each.
  private static func escapes(in markdown: Bytes) -> Int {
    var (found, index) = (0, 0)
    while let backslash = markdown.position(of: 92, from: index) {
      index = backslash + 2
      if let kind = kind(in: markdown, behind: backslash) { found |= 1 << kind }
    }
    return found
  }

  private static func unusedTrails(in markdown: Bytes, for wanted: Int) -> [UInt8] {
    var used: UInt16 = 0
    var index = 0
    while let at = markdown.position(of: lead, from: index) {
      if at + 1 < markdown.count, (0x80...0x8D).contains(markdown[at + 1]) {
        used |= 1 << UInt16(markdown[at + 1] - 0x80)
      }
      index = at + 1
    }
    var free = (UInt8(0)...13).filter { used >> UInt16($0) & 1 == 0 }.map { 0x80 + $0 }[...]
    return (0..<4).map { wanted >> $0 & 1 == 1 ? free.popFirst() ?? 0 : 0 }
  }
}
