import Documents
import Primitives
import Testing

@testable import Publishing

@Suite struct FigureDrawingTests {
  private func drawn(_ figure: Figure) -> String {
    String(decoding: FigureDrawing.svg(figure, resolve: { "to/" + $0 }), as: UTF8.self)
  }

  private func timeline(_ rows: Int, label: String = "imp", isOverdue: Bool = false) throws
    -> Figure
  {
    func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }
    let start = try day("2021-01-01")
    let row = Figure.Timeline.Row(
      label: label, href: "deprecation/imp.md",
      spans: [.init(from: start, to: nil, phase: .announced)],
      marks: [.init(on: try day("2024-12-31"), shape: .planned, title: "planned removal")],
      isOverdue: isOverdue)
    return .timeline(
      .init(
        title: "Ends", from: start, to: try day("2024-12-31"), today: try day("2023-01-01"),
        rows: Array(repeating: row, count: rows)))
  }

  @Test func placesAreSharesOfTheWidth() throws {
    let svg = drawn(try timeline(1))
    #expect(svg.contains("<line class=\"today\" x1=\"50%\" x2=\"50%\""))
    #expect(svg.contains("<line class=\"span announced open\" x1=\"0%\" x2=\"100%\""))
    #expect(svg.contains("<svg class=\"at\" x=\"100%\""))
    #expect(svg.contains("<a href=\"to/deprecation/imp.md\">"))
  }

  @Test(arguments: [(5, 256), (500, 22_960)])
  func timelinesGrowInHeight(_ rows: Int, _ height: Int) throws {
    #expect(drawn(try timeline(rows)).contains("width=\"100%\" height=\"\(height)\""))
  }

  @Test func overdueIsSaidInWords() throws {
    let svg = drawn(try timeline(1, isOverdue: true))
    #expect(svg.contains(">overdue</text>"))
    #expect(svg.contains(">⚠ imp</text>"))
    #expect(svg.contains("1 overdue."))
    #expect(!drawn(try timeline(1)).contains("overdue"))
  }

  @Test func legendsNameOnlyWhatIsDrawn() throws {
    let svg = drawn(try timeline(1))
    #expect(svg.contains("planned removal</span>"))
    #expect(!svg.contains("off by default"))
  }

  @Test func hostileTextStaysText() throws {
    let hostile = "</text></svg><script>alert(1)</script>\" onload=\"x"
    let figures: [Figure] = [
      try timeline(1, label: hostile),
      .matrix(
        .init(
          title: hostile, rowTitle: hostile, columnTitle: hostile, rows: [hostile],
          columns: [hostile], cells: [[.init(.fail, text: hostile, detail: hostile)]])),
      .intervals(
        .init(title: hostile, rows: [.init(label: hostile, k: 0, n: 0, low: nil, high: nil)])),
      .stages(.init(title: hostile, stages: [.init(weight: -5, hold: hostile, note: hostile)])),
    ]
    for figure in figures {
      let svg = drawn(figure)
      #expect(!svg.contains("<script"))
      #expect(!svg.contains("\" onload"))
      #expect(!svg.contains("style="))
    }
  }

  @Test func noDataIsSaidInWordsAndFewAreMarked() {
    let svg = drawn(
      .intervals(
        .init(
          title: "Success",
          rows: [
            .init(label: "none", k: 0, n: 0, low: nil, high: nil),
            .init(label: "few", k: 2, n: 3, low: 0.208, high: 0.939),
            .init(label: "many", k: 41, n: 49, low: 0.71, high: 0.915),
          ])))
    #expect(svg.contains(">no data</text>"))
    #expect(svg.contains(">2/3 · 67 % (21–94), few</text>"))
    #expect(svg.contains(">41/49 · 84 % (71–92)</text>"))
    #expect(svg.contains("1 without data"))
  }

  @Test func cellsCarrySignsBesideColours() {
    let outcomes: [Figure.Matrix.Outcome] = [
      .pass, .fail, .partial, .error, .skip, .unknown, .untested,
    ]
    let svg = drawn(
      .matrix(
        .init(
          title: "M", rowTitle: "r", columnTitle: "c", rows: ["1"],
          columns: outcomes.map(\.rawValue),
          cells: [outcomes.map { .init($0, text: "", detail: "d") }])))
    for sign in ["✓", "✕", "◐", "!", "–", "?", "·"] { #expect(svg.contains(">\(sign)</text>")) }
    #expect(svg.contains("1 × fail: fail; d"))
    #expect(svg.contains("7 pairs: 1 pass, 1 partial, 1 fail"))
  }

  @Test func idsDifferBetweenDrawings() throws {
    func id(_ svg: String) -> Substring? {
      svg.split(separator: "aria-labelledby=\"").dropFirst().first?.prefix { $0 != "\"" }
    }
    let (one, two) = (id(drawn(try timeline(1))), id(drawn(try timeline(2))))
    #expect(one != nil && one != two)
    #expect(one == id(drawn(try timeline(1))))
  }
}
