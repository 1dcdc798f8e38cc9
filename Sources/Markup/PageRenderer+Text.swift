extension PageRenderer {
  /// Prints a text node, without what was syntax of ours and with its strikethrough tags.
  mutating func writeText(_ node: Node) {
    let literal = node.literal
    textNode = node
    let range = shownRange(of: node, literal)
    guard node.mark > 0 else {
      writeText(literal.slice(range.lowerBound, range.upperBound))
      return
    }
    var from = range.lowerBound
    var index = node.mark - 1
    while true {
      let run = strikethrough.runs[index]
      if let role = run.role, run.offset >= from {
        writeText(literal.slice(from, run.offset))
        out.write(role == .opens ? "<del>" : "</del>")
        from = run.offset + run.length
      }
      guard run.continues else { break }
      index += 1
    }
    writeText(literal.slice(from, range.upperBound))
  }

  func shownRange(of node: Node, _ literal: Bytes) -> Range<Int> {
    let start = node == head.node ? min(head.count, literal.count) : 0
    let end = node == tail.node ? max(start, literal.count - tail.count) : literal.count
    return start..<end
  }

  /// Prints text, with bare addresses as links where that is asked for.
  mutating func writeText(_ text: Bytes) {
    let text = marks.shown(text)
    note(text)
    guard options.gfm, linkEnd == nil, !isEcho else {
      out.escape(text)
      return
    }
    let count = text.count
    var run = 0
    var index = 0
    while index < count {
      let byte = text[index]
      if byte.isPlainInText {
        index += 1
        continue
      }
      if byte.needsEscape {
        out.write(text.slice(run, index))
        out.write(OutputBuffer.entity(for: byte))
        run = index + 1
      } else if let hidden = HiddenCharacter.found(text, index) {
        out.write(text.slice(run, index))
        hidden.mark.withUnsafeBufferPointer { out.write($0) }
        run = index + hidden.length
      } else if byte == 58 || byte == 64 || (byte == 46 && index >= 3 && text[index - 1] == 119),
        !marks.isLiteral(index), let link = Autolink.found(in: text, at: index, from: run)
      {
        out.write(text.slice(run, link.start))
        writeAutolink(link, in: text)
        run = link.end
        index = link.end
        continue
      } else if byte == 45, options.scrollBoxes,
        let day = CalendarDay.found(in: text, hyphen: index, from: run)
      {
        out.write(text.slice(run, day.lowerBound))
        out.write("<span class=\"day\">")
        out.write(text.slice(day.lowerBound, day.upperBound))
        out.write("</span>")
        run = day.upperBound
        index = day.upperBound
        continue
      }
      index += 1
    }
    out.write(text.slice(run, count))
  }

  /// Prints code or raw HTML as text.
  mutating func writeVerbatim(_ literal: Bytes) {
    let text = marks.shown(literal, isCode: true)
    note(text)
    out.escape(text)
  }

  mutating func writeSoftBreak(_ node: Node) {
    if closesAdmonitionTitle(node) { return }
    out.write(10)
    note(" ")
  }

  /// Keeps words for the search index.
  @inline(__always)
  mutating func note(_ text: Bytes) {
    if !isEcho { words.write(text) }
  }

  mutating func note(_ text: StaticString) {
    if !isEcho { words.write(text) }
  }

  /// Replaces `scratch` by the text below a node, without markup: headings, alternatives, keys.
  mutating func gatherText(below root: Node) {
    scratch.removeAll()
    var node = root.firstChild
    while let current = node {
      switch current.kind {
      case .text:
        let literal = current.literal
        let range = shownRange(of: current, literal)
        writeUnstruck(literal, range, of: current)
      case .code, .htmlInline: scratch.write(marks.shown(current.literal, isCode: true))
      case .softBreak, .lineBreak: scratch.write(32)
      default: break
      }
      node = current.firstChild ?? current.following(within: root)
    }
  }

  /// Gathers a text node without the tildes that are tags.
  private mutating func writeUnstruck(_ literal: Bytes, _ range: Range<Int>, of node: Node) {
    var from = range.lowerBound
    if node.mark > 0 {
      var index = node.mark - 1
      while true {
        let run = strikethrough.runs[index]
        if run.role != nil, run.offset >= from {
          scratch.write(marks.shown(literal.slice(from, run.offset)))
          from = run.offset + run.length
        }
        guard run.continues else { break }
        index += 1
      }
    }
    scratch.write(marks.shown(literal.slice(from, range.upperBound)))
  }
}
