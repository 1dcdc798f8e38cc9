import Documents

/// Proportions from 0 to 100 %: a dot where it was seen, a whisker where it may be.
struct IntervalsDrawing {
  private static let rowHeight = 58
  private let intervals: Figure.Intervals

  init(_ intervals: Figure.Intervals) { self.intervals = intervals }

  func drawn(_ resolve: (String) -> String?) -> [UInt8] {
    var page = HTMLWriter(out: [])
    let height = intervals.rows.count * Self.rowHeight + 24
    let links = intervals.rows.map { $0.href.flatMap(resolve) }
    let empty = intervals.rows.filter { $0.n == 0 }.count
    page.raw("<div class=\"figure\">")
    page.openDrawing(
      "intervals", title: intervals.title,
      description: "\(intervals.rows.count) proportions with 95 % intervals"
        + (empty == 0 ? "." : ", \(empty) without data."),
      width: nil, height: height, isImage: !links.contains { $0 != nil })
    for quarter in 0...4 { writeTick(quarter * 25, height, &page) }
    for (index, row) in intervals.rows.enumerated() {
      writeRow(row, link: links[index], index * Self.rowHeight, &page)
    }
    page.raw("</svg></div>")
    return page.out
  }

  /// Room is kept at both ends, so that dots at 0 and 100 % are whole.
  private func place(_ share: Double) -> Int { 150 + Int((share * 9_700).rounded()) }

  private func writeTick(_ perCent: Int, _ height: Int, _ page: inout HTMLWriter) {
    let x = place(Double(perCent) / 100)
    page.raw("<line class=\"tick\" y1=\"0\"")
    page.share("x1", x)
    page.share("x2", x)
    page.length("y2", height - 18)
    page.raw("/>")
    let anchor = perCent == 0 ? "axis" : perCent == 100 ? "axis end" : "axis middle"
    page.label(
      "\(perCent) %", name: anchor, x: perCent == 0 ? 0 : perCent == 100 ? 10_000 : x,
      y: height - 4)
  }

  private func writeRow(
    _ row: Figure.Intervals.Row, link: String?, _ y: Int, _ page: inout HTMLWriter
  ) {
    guard row.n > 0, let low = row.low, let high = row.high else {
      page.raw("<g class=\"row empty\">")
      writeName(row.label, link, y, &page)
      page.label("no data", name: "value", px: 0, y: y + 30)
      page.raw("</g>\n")
      return
    }
    page.raw(row.n < 5 ? "<g class=\"row few\">" : "<g class=\"row\">")
    writeName(row.label, link, y, &page)
    let value = Double(row.k) / Double(row.n)
    let few = row.n < 5 ? ", few" : ""
    page.label(
      "\(row.k)/\(row.n) · \(perCent(value)) % (\(perCent(low))–\(perCent(high)))\(few)",
      name: "value", px: 0, y: y + 30)
    page.raw("<line class=\"whisker\"")
    page.share("x1", place(low))
    page.share("x2", place(high))
    page.length("y1", y + 43)
    page.length("y2", y + 43)
    page.raw("/>")
    cap(low, y, &page)
    cap(high, y, &page)
    page.raw("<circle class=\"dot\" r=\"5\"")
    page.share("cx", place(value))
    page.length("cy", y + 43)
    page.raw("/></g>\n")
  }

  /// The name leads to the rows behind the number.
  private func writeName(_ label: String, _ link: String?, _ y: Int, _ page: inout HTMLWriter) {
    if let link {
      page.raw("<a")
      page.address("href", link)
      page.raw(">")
    }
    page.label(label, name: "name", px: 0, y: y + 14)
    if link != nil { page.raw("</a>") }
  }

  private func cap(_ share: Double, _ y: Int, _ page: inout HTMLWriter) {
    page.raw("<line class=\"whisker\"")
    page.share("x1", place(share))
    page.share("x2", place(share))
    page.length("y1", y + 39)
    page.length("y2", y + 47)
    page.raw("/>")
  }

  private func perCent(_ share: Double) -> Int { Int((share * 100).rounded()) }
}
