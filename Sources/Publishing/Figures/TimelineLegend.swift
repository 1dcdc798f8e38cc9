import Documents

/// What the strokes and signs of a timeline mean: only those that it has.
struct TimelineLegend {
  private let phases: [Figure.Timeline.Span.Phase]
  private let shapes: [Figure.Timeline.Mark.Shape]
  private let hasToday: Bool

  init(_ timeline: Figure.Timeline) {
    let usedPhases = Set(timeline.rows.flatMap { $0.spans.map(\.phase) })
    let usedShapes = Set(timeline.rows.flatMap { $0.marks.map(\.shape) })
    phases = [.announced, .warns, .off, .late, .supported, .security, .unknown, .ended]
      .filter(usedPhases.contains)
    shapes = [.announced, .warns, .off, .planned, .slipped, .removed]
      .filter(usedShapes.contains)
    hasToday = timeline.from <= timeline.today && timeline.today <= timeline.to
  }

  static func name(of phase: Figure.Timeline.Span.Phase) -> String {
    switch phase {
    case .announced: "announced"
    case .warns: "warns"
    case .off: "off by default"
    case .supported: "supported"
    case .security: "security fixes only"
    case .ended: "ended"
    case .late: "past its promised end"
    case .unknown: "support unknown"
    }
  }

  private static func name(of shape: Figure.Timeline.Mark.Shape) -> String {
    switch shape {
    case .announced: "announcement"
    case .warns: "first warning"
    case .off: "turned off"
    case .planned: "planned removal"
    case .slipped: "date that slipped"
    case .removed: "removal"
    }
  }

  func write(_ page: inout HTMLWriter) {
    guard !phases.isEmpty || !shapes.isEmpty else { return }
    page.raw("<p class=\"legend\">")
    for phase in phases {
      page.raw("<span><svg class=\"timeline\" aria-hidden=\"true\" width=\"28\" height=\"16\">")
      page.raw("<line x1=\"1\" x2=\"27\" y1=\"8\" y2=\"8\"")
      page.attribute("class", "span \(phase.rawValue)")
      page.raw("/></svg> ")
      page.text(Self.name(of: phase))
      page.raw("</span>")
    }
    for shape in shapes {
      page.raw("<span><svg class=\"timeline\" aria-hidden=\"true\" width=\"16\" height=\"16\">")
      page.raw("<svg class=\"at\" x=\"8\" y=\"8\">")
      Self.writeShape(shape, &page)
      page.raw("</svg></svg> ")
      page.text(Self.name(of: shape))
      page.raw("</span>")
    }
    if hasToday {
      page.raw("<span><svg class=\"timeline\" aria-hidden=\"true\" width=\"10\" height=\"16\">")
      page.raw("<line class=\"today\" x1=\"5\" x2=\"5\" y1=\"0\" y2=\"16\"/></svg> today</span>")
    }
    page.raw("</p>\n")
  }

  /// A sign around the origin, about 14 pixels wide; no two have the same outline.
  static func writeShape(_ shape: Figure.Timeline.Mark.Shape, _ page: inout HTMLWriter) {
    switch shape {
    case .announced: page.raw("<circle class=\"mark announced\" r=\"5\"/>")
    case .warns: page.raw("<path class=\"mark warns\" d=\"M0-7 7 5.5H-7z\"/>")
    case .off: page.raw("<rect class=\"mark off\" x=\"-5\" y=\"-5\" width=\"10\" height=\"10\"/>")
    case .planned: page.raw("<path class=\"mark planned\" d=\"M0-7 7 0 0 7-7 0z\"/>")
    case .slipped: cross("slipped", "M-6-6 0 0-6 6M0-6 6 0 0 6", &page)
    case .removed: cross("removed", "M-5-5 5 5M-5 5 5-5", &page)
    }
  }

  /// Strokes without an area get a rim, so that they stand out from the span below them.
  private static func cross(_ name: String, _ path: String, _ page: inout HTMLWriter) {
    page.raw("<path class=\"halo\"")
    page.attribute("d", path)
    page.raw("/><path")
    page.attribute("class", "mark \(name)")
    page.attribute("d", path)
    page.raw("/>")
  }
}
