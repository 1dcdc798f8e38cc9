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
      if column < row.cells, let cell = node {
        writeCell(cell, alignment, isHeader: isHeader)
        node = cell.next
      } else {
        unfilled -= 1
        if unfilled < 0 { break }
        writeCell(nil, alignment, isHeader: isHeader)
      }
    }
    out.write("</tr>\n")
    tableLine = 0
  }

  private mutating func writeCell(
    _ cell: Node?, _ alignment: TableRow.Alignment, isHeader: Bool
  ) {
    // A header without text would name nothing: on a page it is an ordinary cell.
    let isHeader = isHeader && (cell?.firstChild != nil || !options.scrollBoxes)
    out.write(isHeader ? "<th" : "<td")
    if options.scrollBoxes {
      if isHeader { out.write(" scope=\"col\"") }
      writeAlignment(alignment, "class")
    } else {
      writeAlignment(alignment, "align")
    }
    out.write(">")
    if let cell { renderChildren(of: cell) }
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
