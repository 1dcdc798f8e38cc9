/// The lines of a block with headings turned into bold text and fences closed.
struct DemotedBlocks {
  private(set) var lines: [[UInt8]] = []
  private var fence: (byte: UInt8, length: Int, lead: [UInt8])?
  /// The first line of the paragraph that is being read, and the column where its text starts.
  private var paragraph: (line: Int, column: Int)?
  /// Whether a list has begun, after which deep indentation no longer means code.
  private var hasList = false

  mutating func read(_ line: ArraySlice<UInt8>) {
    let start = contentStart(of: line)
    let content = line[start...]
    let lead = line[..<start]
    if let open = fence, isOutside(line, open.lead) {
      // The fence ends with its list item or quote; said outright, both readings agree.
      closeFence()
    }
    if let open = fence {
      lines.append(Array(line))
      let run = content.prefix { $0 == open.byte }.count
      if run >= open.length, MarkdownBlock.isBlank(content.dropFirst(run)) { fence = nil }
      return
    }
    if content.isEmpty || MarkdownBlock.isBlank(content) {
      paragraph = nil
      lines.append(Array(line))
      return
    }
    hasList = hasList || hasMarker(lead)
    if !hasList, paragraph == nil, line.starts(with: "    ".utf8) || line.first == 9 {
      lines.append(Array(line))
      return
    }
    if let open = openedFence(content, lead: lead) {
      fence = open
      paragraph = nil
      lines.append(Array(line))
      return
    }
    if let title = headingText(content) {
      paragraph = nil
      // Blank lines around it, or it would join the paragraphs next to it.
      if let last = lines.last, !last.isEmpty { lines.append(blank(like: lead)) }
      lines.append(Array(lead) + bold(title))
      lines.append(blank(like: lead))
      return
    }
    if let open = paragraph, isUnderline(content) {
      embolden(from: open)
      paragraph = nil
      lines.append(blank(like: lead))
      return
    }
    if paragraph == nil || hasMarker(lead) { paragraph = (lines.count, lead.count) }
    lines.append(Array(lead) + (MarkdownBlock.startsHTML(content) ? [92] : []) + content)
  }

  mutating func finish() {
    closeFence()
    while let last = lines.last, MarkdownBlock.isBlank(last[...]) { lines.removeLast() }
  }

  private mutating func closeFence() {
    guard let open = fence else { return }
    lines.append(open.lead + Array(repeating: open.byte, count: open.length))
    fence = nil
  }

  /// Whether a line is not inside the list items and quotes in which a fence was opened.
  private func isOutside(_ line: ArraySlice<UInt8>, _ lead: [UInt8]) -> Bool {
    let isContained = hasList || lead.contains(UInt8(ascii: ">"))
    return isContained && !line.starts(with: lead) && !MarkdownBlock.isBlank(line)
      || lead.contains(UInt8(ascii: ">")) && MarkdownBlock.isBlank(line)
  }

  /// Where a line's text starts after indentation, quote markers and list markers.
  private func contentStart(of line: ArraySlice<UInt8>) -> Int {
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      if byte == 32 || byte == 9 || byte == UInt8(ascii: ">") {
        index += 1
        continue
      }
      guard let end = markerEnd(line[index...]) else { break }
      index = end
    }
    return index
  }

  /// The end of a list marker that is followed by white space or the end of the line.
  private func markerEnd(_ text: ArraySlice<UInt8>) -> Int? {
    guard let first = text.first else { return nil }
    var end = text.startIndex
    if "-+*".utf8.contains(first) {
      // `- - -` and `* * *` are thematic breaks, not nested lists.
      if text.allSatisfy({ $0 == first || $0 == 32 || $0 == 9 }),
        text.filter({ $0 == first }).count >= 3
      {
        return nil
      }
      end += 1
    } else {
      let digits = text.prefix { (48...57).contains($0) }.count
      guard (1...9).contains(digits) else { return nil }
      end += digits
      guard end < text.endIndex, text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: ")")
      else { return nil }
      end += 1
    }
    guard end == text.endIndex || text[end] == 32 || text[end] == 9 else { return nil }
    // Under a paragraph a lone `-` is no item but makes a heading.
    if first == UInt8(ascii: "-"), MarkdownBlock.isBlank(text[end...]) { return nil }
    return end
  }

  private func hasMarker(_ lead: ArraySlice<UInt8>) -> Bool {
    lead.contains { $0 != 32 && $0 != 9 && $0 != UInt8(ascii: ">") }
  }

  private func openedFence(
    _ content: ArraySlice<UInt8>, lead: ArraySlice<UInt8>
  ) -> (UInt8, Int, [UInt8])? {
    guard let byte = content.first, byte == 96 || byte == 126 else { return nil }
    let length = content.prefix { $0 == byte }.count
    guard length >= 3, byte == 126 || !content.dropFirst(length).contains(96) else { return nil }
    // The line that closes it stands in the same containers: markers become spaces.
    return (byte, length, lead.map { $0 == UInt8(ascii: ">") || $0 == 9 ? $0 : 32 })
  }

  /// The text of an ATX heading without its marks.
  private func headingText(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let level = content.prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(level) else { return nil }
    var text = content.dropFirst(level)
    guard text.isEmpty || text.first == 32 || text.first == 9 else { return nil }
    while let first = text.first, isSpace(first) { text.removeFirst() }
    while let last = text.last, isSpace(last) { text.removeLast() }
    let closed = text.reversed().drop { $0 == UInt8(ascii: "#") }
    if closed.isEmpty || closed.first == 32 || closed.first == 9 {
      text = text.prefix(closed.count)
      while let last = text.last, isSpace(last) { text.removeLast() }
    }
    return text
  }

  /// Whether a line under a paragraph would make it a heading.
  private func isUnderline(_ content: ArraySlice<UInt8>) -> Bool {
    guard let byte = content.first, byte == UInt8(ascii: "=") || byte == UInt8(ascii: "-") else {
      return false
    }
    return MarkdownBlock.isBlank(content.drop { $0 == byte })
  }

  private func bold(_ text: ArraySlice<UInt8>) -> [UInt8] {
    text.isEmpty ? [] : [42, 42] + text + [42, 42]
  }

  private mutating func embolden(from start: (line: Int, column: Int)) {
    let last = lines.count - 1
    guard start.line <= last else { return }
    while let byte = lines[last].last, isSpace(byte) { lines[last].removeLast() }
    lines[last] += [42, 42]
    lines[start.line].insert(contentsOf: [42, 42], at: min(start.column, lines[start.line].count))
  }

  private func blank(like lead: ArraySlice<UInt8>) -> [UInt8] {
    lead.filter { $0 == UInt8(ascii: ">") }
  }
}
