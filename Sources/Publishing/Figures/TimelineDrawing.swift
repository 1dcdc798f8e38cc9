import Documents
import Primitives

/// Spans and marks over an axis of years, one lane a thing, its name above its line.
///
/// Places are per cent of a canvas that is as wide as the page. Each year is an anchor: following
/// one widens the canvas by styles alone (`:target`) until a year fills the page, so that zooming
/// needs no script. `timeline.js` adds filters.
struct TimelineDrawing {
  /// More lanes than this scroll inside the drawing, below an axis that stays.
  private static let tall = 12

  private let timeline: Figure.Timeline
  private let name: String
  private let years: [Int]
  private let scale: TimelineScale

  /// - `name`: of the figure on its page; years are at `#drawn-NAME-YEAR`.
  init(_ timeline: Figure.Timeline, name: String) {
    self.timeline = timeline
    self.name = "drawn-\(name)"
    scale = TimelineScale(timeline)
    years = Array(timeline.from.year...max(timeline.from.year, timeline.to.year))
  }

  func drawn(_ resolve: (String) -> String?) -> [UInt8] {
    var page = HTMLWriter(out: [])
    page.raw("<div class=\"figure lanes")
    if timeline.rows.count > Self.tall { page.raw(" tall") }
    if canZoom {
      page.raw(" x")
      page.number(magnification)
    }
    page.raw("\"")
    page.attribute("id", name)
    page.raw(" data-timeline>\n")
    if canZoom { writeZoom(&page) }
    if timeline.rows.count > 1, timeline.rows.contains(where: \.isOverdue) {
      // Without scripts styles alone do it.
      page.raw(
        "<noscript><p class=\"filter\"><label><input type=\"checkbox\">")
      page.raw("Only overdue</label></p></noscript>\n")
    }
    page.raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\"")
    page.attribute("aria-label", "\(timeline.title): \(description)")
    page.raw(">\n<div class=\"canvas\">\n")
    writeGrid(&page)
    writeAxis(&page)
    page.raw("<ul>\n")
    for row in timeline.rows {
      TimelineLane(row, scale).write(row.href.flatMap(resolve), &page)
    }
    page.raw("</ul>\n</div>\n</div>\n")
    TimelineLegend(timeline).write(&page)
    page.raw("</div>\n")
    return page.out
  }

  private var description: String {
    let overdue = timeline.rows.filter(\.isOverdue).count
    let late = overdue == 0 ? "" : " \(overdue) overdue."
    let rows = timeline.rows.count == 1 ? "1 row" : "\(timeline.rows.count) rows"
    return "\(rows) from \(timeline.from) to \(timeline.to), today is \(timeline.today).\(late)"
  }

  private var canZoom: Bool { years.count > 2 }

  /// How many times as wide the canvas becomes, so that about one year fills the page.
  private var magnification: Int {
    var width = 2
    while width < 64, width * 5 < years.count * 4 { width *= 2 }
    return width
  }

  private func writeZoom(_ page: inout HTMLWriter) {
    page.raw("<nav class=\"zoom\"")
    page.attribute("aria-label", "Zoom of \(timeline.title)")
    page.raw("><span>Zoom</span> <a")
    page.address("href", "#\(name)")
    page.raw(">all years</a>")
    for year in years {
      page.raw(" <a")
      page.address("href", "#\(name)-\(year)")
      page.raw(">")
      page.number(year)
      page.raw("</a>")
    }
    page.raw("</nav>\n")
  }

  private func writeGrid(_ page: inout HTMLWriter) {
    page.raw("<svg class=\"timeline grid\" width=\"100%\" height=\"100%\" aria-hidden=\"true\">")
    for year in years {
      if let x = scale.place(year: year, month: 1) { vertical("year", x, &page) }
      guard hasMonths else { continue }
      for month in 2...12 {
        if let x = scale.place(year: year, month: month) { vertical("month", x, &page) }
      }
    }
    if timeline.from <= timeline.today, timeline.today <= timeline.to {
      vertical("today", scale.place(timeline.today), &page)
    }
    page.raw("</svg>\n")
  }

  private func vertical(_ name: String, _ x: Int, _ page: inout HTMLWriter) {
    page.raw("<line y2=\"100%\"")
    page.attribute("class", name)
    page.share("x1", x)
    page.share("x2", x)
    page.raw("/>")
  }

  /// More would be a page of lines that nobody looks at.
  private var hasMonths: Bool { canZoom && years.count <= 40 }

  /// Years that would touch each other are seen only when the canvas is wide.
  private func writeAxis(_ page: inout HTMLWriter) {
    page.raw("<div class=\"axis\">")
    page.raw("<svg class=\"timeline\" width=\"100%\" height=\"26\" aria-hidden=\"true\">")
    let step = [1, 2, 5, 10, 20, 50].first { years.count <= $0 * 14 } ?? 100
    for year in years {
      let start = scale.place(year: year, month: 1) ?? 0
      let end = scale.place(year: year + 1, month: 1) ?? 10_000
      if canZoom {
        page.raw("<rect class=\"place\" height=\"26\"")
        page.attribute("id", "\(name)-\(year)")
        page.share("x", start)
        page.share("width", end - start)
        page.raw("/>")
      }
      if scale.place(year: year, month: 1) != nil || years.count == 1 {
        page.label(String(year), name: year % step == 0 ? "" : "fine", x: start, y: 17)
      }
      guard hasMonths else { continue }
      for month in 2...12 {
        guard let x = scale.place(year: year, month: month) else { continue }
        page.label(Self.months[month - 1], name: "month", x: x, y: 17)
      }
    }
    page.raw("</svg></div>\n")
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

/// Where days stand on the canvas of a timeline, in ten thousandths of its width.
struct TimelineScale {
  let from: CalendarDate
  let to: CalendarDate
  private let days: Int

  init(_ timeline: Figure.Timeline) {
    (from, to) = (timeline.from, timeline.to)
    days = max(1, timeline.from.days(to: timeline.to))
  }

  /// A day outside of the canvas stands at its edge.
  func place(_ day: CalendarDate) -> Int {
    min(10_000, max(0, from.days(to: day) * 10_000 / days))
  }

  /// The place of the first day of a month; `nil` outside of the canvas.
  func place(year: Int, month: Int) -> Int? {
    guard let day = CalendarDate(year: year, month: month, day: 1), from <= day, day <= to else {
      return nil
    }
    return place(day)
  }
}
