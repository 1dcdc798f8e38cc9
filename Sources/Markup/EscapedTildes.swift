/// Keeps `\~` apart from `~`, which libcmark's tree no longer does.
///
/// Before parsing, each `\~` becomes a character of two bytes that the page does not use, so that
/// offsets stay; text gets its `~` back on output, code its `\~`. The characters are punctuation to
/// libcmark, as `~` is, so emphasis beside them is unchanged (Syriac marks U+0700 to U+070D).
struct EscapedTildes {
  private static let lead: UInt8 = 0xDC
  private var trail: UInt8 = 0
  private var source = OutputBuffer(capacity: 1 << 10)
  private var restored = OutputBuffer(capacity: 1 << 8)

  func deallocate() {
    source.deallocate()
    restored.deallocate()
  }

  /// The same Markdown with hidden tildes; the very same memory if there is nothing to hide.
  mutating func hidden(in markdown: Bytes) -> Bytes {
    trail = 0
    guard hasEscapedTilde(markdown), let free = EscapedTildes.unusedTrail(in: markdown) else {
      return markdown
    }
    trail = free
    source.removeAll()
    var (run, index) = (0, 0)
    while let backslash = markdown.position(of: 92, from: index) {
      index = backslash + 2
      guard backslash + 1 < markdown.count, markdown[backslash + 1] == 126 else { continue }
      source.write(markdown.slice(run, backslash))
      source.write(EscapedTildes.lead)
      source.write(free)
      run = index
    }
    source.write(markdown.slice(run, markdown.count))
    return source.bytes
  }

  /// The text as it was meant; valid until the next call.
  mutating func shown(_ text: Bytes, isCode: Bool = false) -> Bytes {
    guard trail != 0, text.position(of: EscapedTildes.lead) != nil else { return text }
    restored.removeAll()
    var index = 0
    while index < text.count {
      if text[index] == EscapedTildes.lead, index + 1 < text.count, text[index + 1] == trail {
        if isCode { restored.write(92) }
        restored.write(126)
        index += 2
      } else {
        restored.write(text[index])
        index += 1
      }
    }
    return restored.bytes
  }

  private func hasEscapedTilde(_ markdown: Bytes) -> Bool {
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
