import CCmark

extension PageRenderer {
  /// Prints what stands before a node's children; false if there is nothing more to do for it.
  mutating func enter(_ node: Node) -> Bool {
    switch node.kind {
    case .text: writeText(node)
    case .softBreak: writeSoftBreak(node)
    case .code:
      out.write("<code>")
      writeVerbatim(node.literal)
      out.write("</code>")
    case .emphasis:
      out.write("<em>")
      return true
    case .strong:
      out.write("<strong>")
      return true
    case .link:
      openLink(node)
      return true
    case .image: writeImage(node)
    case .lineBreak:
      if closesAdmonitionTitle(node) { break }
      out.write("<br />\n")
      note(" ")
    case .htmlInline: writeHTML(node)
    case .paragraph: return openParagraph(node)
    case .heading:
      if node.mark > 0 {
        writeTable(node.mark - 1, isTight: node.isTight)
        break
      }
      openHeading(node)
      return true
    case .list:
      openList(node)
      return true
    case .item:
      openItem(node)
      return true
    case .blockQuote:
      openQuote(node)
      return true
    case .codeBlock: writeCodeBlock(node)
    case .htmlBlock: writeHTMLBlock(node)
    case .thematicBreak:
      out.breakLine()
      out.write("<hr />\n")
    default: return true
    }
    return false
  }

  /// Prints what stands after a node's children.
  mutating func leave(_ node: Node) {
    switch node.kind {
    case .emphasis: out.write("</em>")
    case .strong: out.write("</strong>")
    case .link: closeLink()
    case .paragraph: closeParagraph(node)
    case .heading: closeHeading(node)
    case .item: out.write("</li>\n")
    case .list:
      out.write(cmark_node_get_list_type(node) == CMARK_BULLET_LIST ? "</ul>\n" : "</ol>\n")
    case .blockQuote:
      out.breakLine()
      out.write(node.mark == 0 ? "</blockquote>\n" : "</aside>\n")
    default: break
    }
  }

  private mutating func openList(_ node: Node) {
    out.breakLine()
    guard cmark_node_get_list_type(node) == CMARK_ORDERED_LIST else {
      out.write("<ul>\n")
      return
    }
    let start = Int(cmark_node_get_list_start(node))
    if start == 1 {
      out.write("<ol>\n")
    } else {
      out.write("<ol start=\"")
      out.writeNumber(start)
      out.write("\">\n")
    }
  }

  private mutating func openParagraph(_ node: Node) -> Bool {
    if node.mark > 0 {
      writeTable(node.mark - 1, isTight: node.isTight)
      return false
    }
    if node == admonition {
      out.breakLine()
      out.write("<p class=\"admonition-title\">")
      writeAdmonitionTitle(node)
      return true
    }
    if !node.isTight {
      out.breakLine()
      out.write("<p>")
    }
    if node == task.paragraph { writeTaskBox(node) }
    return true
  }

  private mutating func closeParagraph(_ node: Node) {
    if node == task.paragraph { closeTask() }
    if node == admonition { admonition = nil }
    if !node.isTight { out.write("</p>\n") }
    endWords()
  }

  private mutating func writeHTML(_ node: Node) {
    switch options.rawHTML {
    case .passThrough: out.write(marks.shown(node.literal, isCode: true))
    case .text: writeVerbatim(node.literal)
    }
  }

  private mutating func writeHTMLBlock(_ node: Node) {
    out.breakLine()
    switch options.rawHTML {
    case .passThrough:
      out.write(marks.shown(node.literal, isCode: true))
      out.breakLine()
    case .text:
      let literal = node.literal
      out.write("<p>")
      writeVerbatim(literal.last == 10 ? literal.slice(0, literal.count - 1) : literal)
      out.write("</p>\n")
      endWords()
    }
  }
}
