import CCmark

/// The heading that is printed.
struct OpenHeading {
  var level = 0
  var id = ""
  var text = ""
  /// Where its inline HTML starts in the output.
  var contentStart = 0
  /// Whether its HTML can't stand inside a link as it is.
  var holdsLinks = false
}

/// The part of the page that the last heading opened.
struct Section {
  var id = ""
  var text = ""
}

extension PageRenderer {
  mutating func openHeading(_ node: Node) {
    let level = Int(cmark_node_get_heading_level(node))
    out.breakLine()
    setWeight(level == 1 ? .title : .heading)
    let explicit = options.headingIDs ? takeExplicitID(of: node) : nil
    gatherText(below: node)
    heading.level = level
    heading.text = scratch.string(from: 0)
    heading.id = ""
    out.write("<h")
    out.write(UInt8(48 + level))
    if options.headingIDs {
      heading.id = explicit.map { slugger.explicit($0) } ?? slugger.id(for: slug(heading.text))
      out.write(" id=\"")
      escape(heading.id)
      out.write("\"")
    }
    out.write(">")
    heading.contentStart = out.count
    heading.holdsLinks = false
  }

  mutating func closeHeading(_ node: Node) {
    let html = heading.holdsLinks ? echo(of: node) : out.string(from: heading.contentStart)
    tail = (nil, 0)
    result.outline.append(
      Heading(level: heading.level, id: heading.id, text: heading.text, html: html))
    if heading.level == 1, result.title == nil { result.title = heading.text }
    section = Section(id: heading.id, text: heading.text)
    if options.headingIDs, heading.level > 1 {
      out.write(" <a class=\"anchor\" href=\"#")
      heading.id.withUTF8 { out.writeAddress($0) }
      out.write("\" aria-label=\"Link to this section\">#</a>")
    }
    out.write("</h")
    out.write(UInt8(48 + heading.level))
    out.write(">\n")
    endWords()
    setWeight(.body)
  }

  /// The slug of a text, not yet unique.
  mutating func slug(_ text: String, longest: Int = .max) -> String {
    var text = text
    return text.withUTF8 { Slugger.slug($0, longest: longest, scratch: &scratch) }
  }

  mutating func escape(_ text: String) {
    var text = text
    text.withUTF8 { out.escape($0) }
  }

  /// The inline HTML below a node as it is without links and images.
  private mutating func echo(of node: Node) -> String {
    let start = out.count
    isEcho = true
    renderChildren(of: node)
    isEcho = false
    let html = out.string(from: start)
    out.truncate(to: start)
    return html
  }

  /// Keeps every `{#id}` of the source from being made of another heading's text.
  mutating func reserveIDs(in source: Bytes) {
    var index = 0
    while let brace = source.position(of: 123, from: index) {
      index = brace + 1
      guard index < source.count, source[index] == 35 else { continue }
      var end = index + 1
      while end < source.count, PageRenderer.isIDByte(source[end]) { end += 1 }
      if end < source.count, source[end] == 125, end > index + 1 {
        slugger.reserve(String(decoding: source.slice(index + 1, end), as: UTF8.self))
      }
      index = end
    }
  }

  /// The id that stands as `{#id}` at a heading's end, which is then not printed.
  ///
  /// It counts only if the source has these very bytes: an escaped brace is text.
  private mutating func takeExplicitID(of node: Node) -> String? {
    guard let last = cmark_node_last_child(node), last.kind == .text else { return nil }
    let text = last.literal
    guard text.last == 125 else { return nil }
    var start = text.count - 1
    while start > 0, PageRenderer.isIDByte(text[start - 1]) { start -= 1 }
    guard start >= 2, start < text.count - 1, text[start - 1] == 35, text[start - 2] == 123 else {
      return nil
    }
    let mark = text.slice(start - 2, text.count)
    guard isWritten(mark, from: node.startLine, to: node.endLine) else { return nil }
    var cut = start - 2
    while cut > 0, text[cut - 1].isBlank { cut -= 1 }
    tail = (last, text.count - cut)
    return String(decoding: text.slice(start, text.count - 1), as: UTF8.self)
  }

  private mutating func isWritten(_ mark: Bytes, from first: Int, to last: Int) -> Bool {
    for number in first...max(first, last) {
      let line = lines.line(number)
      var index = 0
      while let brace = line.position(of: 123, from: index) {
        index = brace + 1
        let isEscaped = brace > 0 && line[brace - 1] == 92
        if !isEscaped,
          line.slice(brace, brace + min(mark.count, line.count - brace))
            .elementsEqual(mark)
        {
          return true
        }
      }
    }
    return false
  }

  private static func isIDByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == 45 || byte == 95 || byte == 46 || byte == 58
  }
}
