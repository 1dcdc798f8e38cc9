import Documents

/// Outcomes of pairs as a table whose heads stay in sight, each cell a way to the rows behind it.
///
/// A table and not a drawing: a screen reader says row and column of a cell, and a search finds it.
struct MatrixDrawing {
  /// More columns than this stand on end, without counts.
  private static let wide = 12
  /// More rows than this scroll inside the table.
  private static let tall = 15

  private let matrix: Figure.Matrix

  init(_ matrix: Figure.Matrix) { self.matrix = matrix }

  private var isDense: Bool { matrix.columns.count > Self.wide }
  private var isTall: Bool { matrix.rows.count > Self.tall }

  func drawn(_ resolve: (String) -> String?) -> [UInt8] {
    var page = HTMLWriter(out: [])
    page.raw("<div class=\"figure cells")
    if isDense { page.raw(" dense") }
    if isTall { page.raw(" tall") }
    // Paper does not scroll: what is wider than a page is printed smaller.
    page.raw(matrix.columns.count > 40 ? " vast" : matrix.columns.count > 20 ? " broad" : "")
    page.raw("\" data-matrix>\n<p class=\"axes\">Rows: ")
    page.text(matrix.rowTitle)
    page.raw(" · columns: ")
    page.text(matrix.columnTitle)
    page.raw("</p>\n")
    writeChoice(&page)
    page.raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\"")
    page.attribute("aria-label", matrix.title)
    page.raw(">\n<table class=\"matrix\">\n<caption class=\"hidden\">")
    page.text("\(matrix.title). \(description)")
    page.raw("</caption>\n<thead><tr><td></td>")
    for column in matrix.columns {
      page.raw("<th scope=\"col\"><span><bdi>")
      page.text(column)
      page.raw("</bdi></span></th>")
    }
    page.raw("</tr></thead>\n<tbody>\n")
    for index in matrix.rows.indices { writeRow(index, resolve, &page) }
    page.raw("</tbody>\n</table>\n</div>\n")
    writeLegend(&page)
    page.raw("</div>\n")
    return page.out
  }

  /// Without scripts styles alone dim what has another outcome; `matrix.js` filters by more.
  private func writeChoice(_ page: inout HTMLWriter) {
    let outcomes = counts.map(\.outcome.rawValue)
    guard outcomes.count > 1 else { return }
    page.raw("<noscript><p class=\"filter\"><label>Holding <select autocomplete=\"off\">")
    page.raw("<option value=\"\">anything</option>")
    for outcome in outcomes {
      page.raw("<option")
      page.attribute("value", outcome)
      page.raw(">")
      page.text(outcome)
      page.raw("</option>")
    }
    page.raw("</select></label></p></noscript>\n")
  }

  private var description: String {
    let parts = counts.map { "\($0.count) \($0.outcome.rawValue)" }.joined(separator: ", ")
    let pairs = matrix.cells.reduce(0) { $0 + $1.count }
    return "\(matrix.rowTitle) by \(matrix.columnTitle), \(pairs) pairs"
      + (parts.isEmpty ? "." : ": \(parts).")
  }

  /// How often each outcome occurs, in the order of the legend; without those that don't.
  private var counts: [(outcome: Figure.Matrix.Outcome, count: Int)] {
    var found: [Figure.Matrix.Outcome: Int] = [:]
    for cell in matrix.cells.joined() { found[cell.outcome, default: 0] += 1 }
    return Self.outcomes.compactMap { outcome in found[outcome].map { (outcome, $0) } }
  }

  private func writeRow(
    _ index: Int, _ resolve: (String) -> String?, _ page: inout HTMLWriter
  ) {
    page.raw("<tr><th scope=\"row\"><bdi>")
    page.text(matrix.rows[index])
    page.raw("</bdi></th>")
    for (column, cell) in zip(matrix.columns, matrix.cells[index]) {
      page.raw("<td")
      page.attribute("data-is", cell.outcome.rawValue)
      var title = "\(matrix.rows[index]) × \(column): \(cell.outcome.rawValue)"
      if !cell.text.isEmpty { title += ", \(cell.text)" }
      if !cell.detail.isEmpty { title += "; \(cell.detail)" }
      page.attribute("title", title)
      page.raw(">")
      let link = cell.href.flatMap(resolve)
      if let link {
        page.raw("<a")
        page.address("href", link)
        page.raw(">")
      }
      writeWords(cell, &page)
      page.raw(link == nil ? "</td>" : "</a></td>")
    }
    page.raw("</tr>\n")
  }

  /// The sign, the word and the count; where columns are many, the sign alone is seen.
  private func writeWords(_ cell: Figure.Matrix.Cell, _ page: inout HTMLWriter) {
    page.raw("<span aria-hidden=\"true\">")
    page.html(Self.sign(of: cell.outcome))
    page.raw(isDense ? "</span><span class=\"hidden\">" : "</span> <span>")
    page.html(cell.outcome.rawValue)
    page.raw("</span>")
    guard !isDense, !cell.text.isEmpty else { return }
    page.raw(" <small>")
    page.text(cell.text)
    page.raw("</small>")
  }

  /// Each has a rule in `figures.css` by which it is shown alone.
  static let outcomes: [Figure.Matrix.Outcome] = [
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
    page.raw("<p class=\"legend\">")
    for (outcome, count) in counts {
      page.raw("<span><span class=\"sign\" aria-hidden=\"true\"")
      page.attribute("data-is", outcome.rawValue)
      page.raw(">")
      page.html(Self.sign(of: outcome))
      page.raw("</span> ")
      page.html(outcome.rawValue)
      page.raw(" ")
      page.number(count)
      page.raw("</span>")
    }
    page.raw("</p>\n")
  }
}
