extension PageRenderer {
  mutating func writeCodeBlock(_ node: Node) {
    out.breakLine()
    let info = node.fenceInfo
    var end = 0
    while end < info.count, !info[end].isSpace { end += 1 }
    // `shown` serves the code next: the name must be a copy.
    let name = end > 0 ? [UInt8](marks.shown(info.slice(0, end))) : []
    if options.scrollBoxes {
      out.write("<div class=\"code\"")
      if !name.isEmpty {
        out.write(" data-language=\"")
        name.withUnsafeBufferPointer { out.escape($0) }
        out.write("\"")
      }
      out.write("><pre tabindex=\"0\"><code")
    } else {
      out.write("<pre><code")
    }
    if !name.isEmpty {
      out.write(" class=\"language-")
      name.withUnsafeBufferPointer { out.escape($0) }
      out.write("\"")
    }
    out.write(">")
    let code = marks.shown(node.literal, isCode: true)
    setWeight(.code)
    note(code)
    if options.highlight, let language = Language.named(name) {
      language.write(code, into: &out)
    } else {
      out.escape(code)
    }
    endWords()
    setWeight(.body)
    out.write(options.scrollBoxes ? "</code></pre></div>\n" : "</code></pre>\n")
  }
}
