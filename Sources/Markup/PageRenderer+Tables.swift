extension PageRenderer {
  /// Most empty cells that a table gets to fill short rows; keeps hostile tables linear.
  private static let mostFilled = 10_000

  /// Prints a table in place of the paragraph that libcmark made of it.
  mutating func writeTable(_ index: Int, isTight: Bool) {
    let table = tables.all[index]
    var node = table.first
    if table.hasLead, let lead = node, lead.kind == .paragraph {
      writeLead(lead, isTight: isTight)
      node = lead.next
    }
    out.breakLine()
    if options.scrollBoxes {
      out.write("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table")
      if !section.text.isEmpty {
        out.write(": ")
        escape(section.text)
      }
      out.write("\">\n")
    }
    out.write("<table>\n<thead>\n")
    var unfilled = PageRenderer.mostFilled
    for row in table.rows {
      let isHeader = row == table.rows.lowerBound
      if row == table.rows.lowerBound + 1 { out.write("<tbody>\n") }
      writeRow(tables.rows[row], of: table, isHeader: isHeader, node: &node, unfilled: &unfilled)
      if isHeader { out.write("</thead>\n") }
    }
    if table.rows.count > 1 { out.write("</tbody>\n") }
    out.write(options.scrollBoxes ? "</table>\n</div>\n" : "</table>\n")
    if table.isRuled { out.write("<hr />\n") }
    endWords()
  }

  private mutating func writeLead(_ lead: Node, isTight: Bool) {
    if !isTight {
      out.breakLine()
      out.write("<p>")
    }
    renderChildren(of: lead)
    out.write(isTight ? "\n" : "</p>\n")
    endWords()
  }

  private mutating func writeRow(
    _ row: Tables.Row, of table: Tables.Table, isHeader: Bool, node: inout Node?,
    unfilled: inout Int
  ) {
    tableLine = row.line
    out.write("<tr>\n")
    for column in 0..<table.columns.count {
      let alignment = tables.alignments[table.columns.lowerBound + column]
      guard column < row.cells.count else {
        unfilled -= 1
        if unfilled < 0 { break }
        writeCell(.text(Bytes(start: nil, count: 0)), nil, alignment, isHeader: isHeader)
        continue
      }
      let cell = tables.cells[row.cells.lowerBound + column]
      writeCell(cell, node, alignment, isHeader: isHeader)
      if case .parsed = cell { node = node?.next }
    }
    out.write("</tr>\n")
    tableLine = 0
  }

  /// Prints a cell; `node` is its heading in the small document where it is parsed.
  private mutating func writeCell(
    _ cell: Tables.Cell, _ node: Node?, _ alignment: TableRow.Alignment, isHeader: Bool
  ) {
    let isEmpty =
      switch cell {
      case .text(let text): text.isEmpty
      case .parsed: node?.firstChild == nil
      }
    // A header without text would name nothing: on a page it is an ordinary cell.
    let isHeader = isHeader && (!isEmpty || !options.scrollBoxes)
    out.write(isHeader ? "<th" : "<td")
    if options.scrollBoxes {
      if isHeader { out.write(" scope=\"col\"") }
      writeAlignment(alignment, "class")
    } else {
      writeAlignment(alignment, "align")
    }
    out.write(">")
    switch cell {
    case .text(let text): writeText(text)
    case .parsed: if let node { renderChildren(of: node) }
    }
    out.write(isHeader ? "</th>\n" : "</td>\n")
    endWords()
  }

  private mutating func writeAlignment(_ alignment: TableRow.Alignment, _ name: StaticString) {
    guard alignment != .none else { return }
    out.write(32)
    out.write(name)
    switch alignment {
    case .none: break
    case .left: out.write("=\"left\"")
    case .center: out.write("=\"center\"")
    case .right: out.write("=\"right\"")
    }
  }
}
