import Documents
import Primitives

/// Spans and marks over an axis of years, one row a thing, its name above its line.
struct TimelineDrawing {
  private static let rowHeight = 44
  private static let axisHeight = 28
  /// The axis is printed again after so many rows.
  private static let band = 15

  private let timeline: Figure.Timeline
  private let days: Int
  private let years: [Int]

  init(_ timeline: Figure.Timeline) {
    self.timeline = timeline
    days = max(1, timeline.from.days(to: timeline.to))
    years =
      timeline.from.year < timeline.to.year
      ? Array((timeline.from.year + 1)...timeline.to.year) : []
  }

  func drawn(_ resolve: (String) -> String?) -> [UInt8] {
    var page = HTMLWriter(out: [])
    let bands = max(1, (timeline.rows.count + Self.band - 1) / Self.band)
    let height = timeline.rows.count * Self.rowHeight + bands * Self.axisHeight + 8
    let links = timeline.rows.map { $0.href.flatMap(resolve) }
    page.raw("<span class=\"figure\">")
    page.openDrawing(
      "timeline", title: timeline.title, description: description, width: nil, height: height,
      isImage: !links.contains { $0 != nil })
    writeGrid(height, &page)
    var y = 0
    for (index, row) in timeline.rows.enumerated() {
      if index % Self.band == 0 {
        writeAxis(y, isFirst: index == 0, &page)
        y += Self.axisHeight
      }
      writeRow(row, link: links[index], y, &page)
      y += Self.rowHeight
    }
    page.raw("</svg>")
    TimelineLegend(timeline).write(&page)
    page.raw("</span>")
    return page.out
  }

  private var description: String {
    let overdue = timeline.rows.filter(\.isOverdue).count
    let late = overdue == 0 ? "" : " \(overdue) overdue."
    return "\(timeline.rows.count) rows from \(timeline.from) to \(timeline.to),"
      + " today is \(timeline.today).\(late)"
  }

  /// Where a day stands, in ten thousandths of the width.
  private func place(_ day: CalendarDate) -> Int {
    min(10_000, max(0, timeline.from.days(to: day) * 10_000 / days))
  }

  private func place(ofYear year: Int) -> Int? {
    CalendarDate(year: year, month: 1, day: 1).map(place)
  }

  private func writeGrid(_ height: Int, _ page: inout HTMLWriter) {
    page.raw("<g class=\"grid\">")
    for year in years {
      guard let x = place(ofYear: year) else { continue }
      vertical("year", x, height, &page)
    }
    page.raw("</g>\n")
    if timeline.from <= timeline.today, timeline.today <= timeline.to {
      vertical("today", place(timeline.today), height, &page)
    }
  }

  private func vertical(_ name: String, _ x: Int, _ height: Int, _ page: inout HTMLWriter) {
    page.raw("<line")
    page.attribute("class", name)
    page.share("x1", x)
    page.share("x2", x)
    page.raw(" y1=\"18\"")
    page.length("y2", height)
    page.raw("/>")
  }

  /// Years thin out by class where the screen is narrow: every second, every fifth stays.
  private func writeAxis(_ y: Int, isFirst: Bool, _ page: inout HTMLWriter) {
    page.raw(isFirst ? "<g class=\"axis\">" : "<g class=\"axis\" aria-hidden=\"true\">")
    let step = max(1, (years.count + 23) / 24)
    for year in years where year % step == 0 {
      guard let x = place(ofYear: year), x < 9_600 else { continue }
      let rank = year % 10 == 0 ? "y10" : year % 5 == 0 ? "y5" : year % 2 == 0 ? "y2" : "y1"
      page.label(String(year), name: rank + (years.count > 8 ? " many" : ""), x: x, y: y + 12)
    }
    page.raw("</g>\n")
  }

  private func writeRow(
    _ row: Figure.Timeline.Row, link: String?, _ y: Int, _ page: inout HTMLWriter
  ) {
    page.raw(row.isOverdue ? "<g class=\"row overdue\">" : "<g class=\"row\">")
    page.raw("<rect class=\"stripe\" x=\"0\" width=\"100%\"")
    page.length("y", y)
    page.length("height", Self.rowHeight - 4)
    page.raw("/>")
    if let link {
      page.raw("<a")
      page.address("href", link)
      page.raw(">")
    }
    page.label((row.isOverdue ? "⚠ " : "") + row.label, name: "name", px: 6, y: y + 15)
    if link != nil { page.raw("</a>") }
    if row.isOverdue { page.label("overdue", name: "late end", x: 9_900, y: y + 15) }
    let middle = y + 28
    for span in row.spans { writeSpan(span, middle, &page) }
    for mark in row.marks { writeMark(mark, middle, &page) }
    page.raw("</g>\n")
  }

  private func writeSpan(_ span: Figure.Timeline.Span, _ y: Int, _ page: inout HTMLWriter) {
    let end = span.to ?? timeline.to
    guard span.from <= timeline.to, end >= timeline.from, span.from <= end else { return }
    page.raw("<line")
    page.attribute("class", "span \(span.phase.rawValue)\(span.to == nil ? " open" : "")")
    page.share("x1", place(span.from))
    page.share("x2", max(place(end), place(span.from) + 20))
    page.length("y1", y)
    page.length("y2", y)
    page.raw("><title>")
    page.text(TimelineLegend.name(of: span.phase))
    page.raw(": ")
    page.text(span.from.description)
    page.raw(" – ")
    page.text(span.to?.description ?? "open")
    page.raw("</title></line>")
  }

  private func writeMark(_ mark: Figure.Timeline.Mark, _ y: Int, _ page: inout HTMLWriter) {
    guard timeline.from <= mark.on, mark.on <= timeline.to else { return }
    page.raw("<svg class=\"at\"")
    page.share("x", place(mark.on))
    page.length("y", y)
    page.raw("><title>")
    page.text("\(mark.title), \(mark.on)")
    page.raw("</title>")
    TimelineLegend.writeShape(mark.shape, &page)
    page.raw("</svg>")
  }
}
