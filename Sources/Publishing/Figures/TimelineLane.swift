import Documents
import Primitives

/// One lane of a timeline: a name, and below it its spans with marks that never cover each other.
struct TimelineLane {
  /// Marks nearer than this would touch on a canvas of 36rem, its smallest width; they are about 14
  /// pixels wide.
  private static let room = 280
  private static let track = 16

  private let row: Figure.Timeline.Row
  private let scale: TimelineScale
  /// The marks that are on the canvas, each with the track that it is on: 0 is that of the spans.
  private let marks: [(mark: Figure.Timeline.Mark, track: Int)]

  init(_ row: Figure.Timeline.Row, _ scale: TimelineScale) {
    (self.row, self.scale) = (row, scale)
    var ends: [Int] = []
    var placed: [(mark: Figure.Timeline.Mark, track: Int)] = []
    let seen = row.marks.filter { scale.from <= $0.on && $0.on <= scale.to }
    for mark in seen.enumerated().sorted(by: { ($0.1.on, $0.0) < ($1.1.on, $1.0) }).map(\.1) {
      let x = scale.place(mark.on)
      let track = ends.firstIndex { $0 + Self.room <= x } ?? ends.count
      if track == ends.count { ends.append(x) } else { ends[track] = x }
      placed.append((mark, track))
    }
    marks = placed
  }

  func write(_ link: String?, _ page: inout HTMLWriter) {
    page.raw("<li")
    if row.isOverdue { page.raw(" class=\"overdue\"") }
    if let key = row.key { page.attribute("data-key", key) }
    if let group = row.group { page.attribute("data-group", group) }
    if let owner = row.owner { page.attribute("data-owner", owner) }
    if let years {
      page.raw(" data-years=\"")
      page.number(years.lowerBound)
      page.raw(" ")
      page.number(years.upperBound)
      page.raw("\"")
    }
    page.raw("><p>")
    writeName(link, &page)
    page.raw("</p>")
    writeDrawing(&page)
    page.raw("</li>\n")
  }

  private func writeName(_ link: String?, _ page: inout HTMLWriter) {
    if row.isOverdue { page.raw("<span aria-hidden=\"true\">⚠ </span>") }
    page.raw("<b>")
    if let link {
      page.raw("<a")
      page.address("href", link)
      page.raw(">")
    }
    page.raw("<bdi>")
    page.text(row.label)
    page.raw("</bdi>")
    if link != nil { page.raw("</a>") }
    page.raw("</b>")
    for words in [row.group, row.note] {
      guard let words, !words.isEmpty else { continue }
      page.raw(" <span><bdi>")
      page.text(words)
      page.raw("</bdi></span>")
    }
  }

  /// The years in which something of it is drawn.
  private var years: ClosedRange<Int>? {
    let days =
      row.spans.flatMap { [$0.from, $0.to ?? scale.to] } + row.marks.map(\.on)
    guard let first = days.min(), let last = days.max() else { return nil }
    return first.year...last.year
  }

  private func writeDrawing(_ page: inout HTMLWriter) {
    let words =
      marks.isEmpty
      ? row.spans.map(Self.words) : marks.map { "\($0.mark.title) (\($0.mark.on))" }
    page.raw("<svg class=\"timeline\" width=\"100%\" role=\"img\"")
    page.length("height", Self.track * max(1, (marks.map(\.track).max() ?? 0) + 1))
    page.attribute("aria-label", words.isEmpty ? "nothing is dated" : words.joined(separator: ", "))
    page.raw(">")
    for span in row.spans { writeSpan(span, &page) }
    for (mark, track) in marks where track > 0 { writeStem(mark, track, &page) }
    for (mark, track) in marks { writeMark(mark, track, &page) }
    page.raw("</svg>")
  }

  private static func words(_ span: Figure.Timeline.Span) -> String {
    "\(TimelineLegend.name(of: span.phase)): \(span.from) – \(span.to?.description ?? "open")"
  }

  private func writeSpan(_ span: Figure.Timeline.Span, _ page: inout HTMLWriter) {
    let end = span.to ?? scale.to
    guard span.from <= scale.to, end >= scale.from, span.from <= end else { return }
    page.raw("<line y1=\"8\" y2=\"8\"")
    page.attribute("class", "span \(span.phase.rawValue)\(span.to == nil ? " open" : "")")
    page.share("x1", scale.place(span.from))
    page.share("x2", max(scale.place(end), scale.place(span.from) + 20))
    page.raw("><title>")
    page.text(Self.words(span))
    page.raw("</title></line>")
  }

  /// What stands below its day is tied to it.
  private func writeStem(_ mark: Figure.Timeline.Mark, _ track: Int, _ page: inout HTMLWriter) {
    page.raw("<line class=\"stem\" y1=\"8\"")
    page.share("x1", scale.place(mark.on))
    page.share("x2", scale.place(mark.on))
    page.length("y2", Self.track * track + 8)
    page.raw("/>")
  }

  private func writeMark(_ mark: Figure.Timeline.Mark, _ track: Int, _ page: inout HTMLWriter) {
    page.raw("<svg class=\"at\"")
    page.share("x", scale.place(mark.on))
    page.length("y", Self.track * track + 8)
    page.raw("><title>")
    page.text("\(mark.title), \(mark.on)")
    page.raw("</title>")
    TimelineLegend.writeShape(mark.shape, &page)
    page.raw("</svg>")
  }
}
