import Documents

/// Outcomes of pairs: row names in a drawing of their own that stays in sight while the grid scrolls.
struct MatrixDrawing {
  private let matrix: Figure.Matrix
  /// Few columns leave room for counts in the cells; many show signs alone.
  private let isWide: Bool
  private let cellWidth: Int
  private let rowHeight: Int
  private let headHeight: Int
  private let nameWidth: Int

  init(_ matrix: Figure.Matrix) {
    self.matrix = matrix
    let hasText = matrix.cells.contains { $0.contains { !$0.text.isEmpty } }
    isWide = matrix.columns.count <= 12 && hasText
    cellWidth = isWide ? 88 : 26
    rowHeight = isWide ? 34 : 26
    let longestColumn = matrix.columns.map(\.count).max() ?? 0
    headHeight = isWide && longestColumn <= 11 ? 26 : 16 + min(20, longestColumn) * 8
    nameWidth = 16 + min(24, matrix.rows.map(\.count).max() ?? 0) * 8
  }

  private var turnsHead: Bool { headHeight > 26 }
  /// Column names again at the foot of a tall grid.
  private var footHeight: Int { matrix.rows.count > 20 ? headHeight : 4 }
  private var height: Int { headHeight + matrix.rows.count * rowHeight + footHeight }

  func drawn() -> [UInt8] {
    var page = HTMLWriter(out: [])
    page.raw("<span class=\"figure\"><span class=\"axes\" aria-hidden=\"true\">Rows: ")
    page.text(matrix.rowTitle)
    page.raw(" · columns: ")
    page.text(matrix.columnTitle)
    page.raw("</span><span class=\"scroll\" tabindex=\"0\" role=\"group\"")
    page.attribute("aria-label", matrix.title)
    page.raw("><span")
    page.attribute("class", paperClass)
    page.raw(">")
    writeNames(&page)
    page.openDrawing(
      "matrix", title: matrix.title, description: description,
      width: matrix.columns.count * cellWidth + 4, height: height)
    writeHead(y: headHeight - 8, isFoot: false, &page)
    for index in matrix.rows.indices { writeRow(index, &page) }
    if footHeight > 4 {
      writeHead(y: headHeight + matrix.rows.count * rowHeight + 8, isFoot: true, &page)
    }
    page.raw("</svg></span></span>")
    writeLegend(&page)
    page.raw("</span>")
    return page.out
  }

  /// Paper does not scroll: what is wider than a page is printed smaller.
  private var paperClass: String {
    let width = nameWidth + matrix.columns.count * cellWidth
    return width > 1_050 ? "pair vast" : width > 640 ? "pair broad" : "pair"
  }

  private var description: String {
    let all = matrix.cells.flatMap { $0.map(\.outcome) }
    let counts = Self.outcomes.compactMap { outcome -> String? in
      let count = all.filter { $0 == outcome }.count
      return count == 0 ? nil : "\(count) \(outcome.rawValue)"
    }
    return "\(matrix.rowTitle) by \(matrix.columnTitle), \(all.count) pairs: "
      + counts.joined(separator: ", ") + "."
  }

  private func writeNames(_ page: inout HTMLWriter) {
    page.raw("<svg class=\"matrix names\" aria-hidden=\"true\"")
    page.length("width", nameWidth)
    page.length("height", height)
    page.raw(">")
    for (index, row) in matrix.rows.enumerated() {
      page.label(
        row, name: "row-name", px: nameWidth - 8,
        y: headHeight + index * rowHeight + rowHeight / 2 + 4)
    }
    page.raw("</svg>")
  }

  private func writeHead(y: Int, isFoot: Bool, _ page: inout HTMLWriter) {
    for (index, column) in matrix.columns.enumerated() {
      let x = index * cellWidth + cellWidth / 2 + 2
      guard turnsHead else {
        page.label(column, name: "middle", px: x, y: y)
        continue
      }
      page.raw("<text")
      page.attribute("class", isFoot ? "end" : "start")
      page.attribute("transform", "translate(\(x + 4) \(y)) rotate(-90)")
      page.raw(">")
      page.text(column)
      page.raw("</text>")
    }
  }

  private func writeRow(_ index: Int, _ page: inout HTMLWriter) {
    let y = headHeight + index * rowHeight
    page.raw("\n")
    for (column, cell) in matrix.cells[index].enumerated() {
      let x = column * cellWidth + 2
      page.raw("<g")
      page.attribute("class", "cell \(cell.outcome.rawValue)")
      page.raw("><title>")
      page.text("\(matrix.rows[index]) × \(matrix.columns[column]): \(cell.outcome.rawValue)")
      if !cell.text.isEmpty { page.text(", \(cell.text)") }
      if !cell.detail.isEmpty { page.text("; \(cell.detail)") }
      page.raw("</title>")
      writeBox(x, y, cell.outcome, &page)
      let middle = y + rowHeight / 2 + 4
      let words =
        isWide && !cell.text.isEmpty
        ? "\(Self.sign(of: cell.outcome)) \(cell.text)" : Self.sign(of: cell.outcome)
      page.label(words, name: "middle", px: x + cellWidth / 2, y: middle)
      page.raw("</g>")
    }
  }

  private func writeBox(
    _ x: Int, _ y: Int, _ outcome: Figure.Matrix.Outcome, _ page: inout HTMLWriter
  ) {
    page.raw("<rect rx=\"3\"")
    page.length("x", x + 1)
    page.length("y", y + 1)
    page.length("width", cellWidth - 2)
    page.length("height", rowHeight - 2)
    page.raw("/>")
  }

  private static let outcomes: [Figure.Matrix.Outcome] = [
    .pass, .partial, .fail, .error, .skip, .unknown, .untested,
  ]

  private static func sign(of outcome: Figure.Matrix.Outcome) -> String {
    switch outcome {
    case .pass: "✓"
    case .fail: "✕"
    case .partial: "◐"
    case .error: "!"
    case .skip: "–"
    case .unknown: "?"
    case .untested: "·"
    }
  }

  private func writeLegend(_ page: inout HTMLWriter) {
    let used = Set(matrix.cells.flatMap { $0.map(\.outcome) })
    page.raw("<span class=\"legend\" aria-hidden=\"true\">")
    for outcome in Self.outcomes where used.contains(outcome) {
      page.raw("<span><svg class=\"matrix\" width=\"22\" height=\"22\"><g")
      page.attribute("class", "cell \(outcome.rawValue)")
      page.raw("><rect x=\"1\" y=\"1\" width=\"20\" height=\"20\" rx=\"3\"/>")
      page.label(Self.sign(of: outcome), name: "middle", px: 11, y: 15)
      page.raw("</g></svg> ")
      page.text(outcome.rawValue)
      page.raw("</span>")
    }
    page.raw("</span>")
  }
}
