import Documents
import Primitives
import Testing

@testable import Publishing

@Suite struct FigureDrawingTests {
  private func drawn(_ figure: Figure) -> String {
    String(
      decoding: FigureDrawing.html(figure, name: "life", resolve: { "to/" + $0 }), as: UTF8.self)
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
    #expect(svg.contains("class=\"today\" x1=\"50%\" x2=\"50%\""))
    #expect(svg.contains("class=\"span announced open\" x1=\"0%\" x2=\"100%\""))
    #expect(svg.contains("<svg class=\"at\" x=\"100%\""))
    #expect(svg.contains("<a href=\"to/deprecation/imp.md\">"))
  }

  @Test(arguments: [(5, false), (500, true)])
  func timelinesWithManyLanesScrollInside(_ rows: Int, _ isTall: Bool) throws {
    let html = drawn(try timeline(rows))
    #expect(html.contains("<div class=\"figure lanes tall x4\" id=\"drawn-life\"") == isTall)
    #expect(html.split(separator: "<li ").count == rows + 1)
  }

  @Test func everyYearIsAnAnchor() throws {
    let html = drawn(try timeline(1))
    for year in 2021...2024 {
      #expect(html.contains("<a href=\"#drawn-life-\(year)\">\(year)</a>"))
      #expect(html.split(separator: "id=\"drawn-life-\(year)\"").count == 2)
    }
    #expect(!html.contains("drawn-life-2020") && !html.contains("drawn-life-2025"))
  }

  /// Marks on one canvas: those nearer than their own width stand on tracks below each other.
  @Test func marksNeverCoverEachOther() throws {
    let days = ["2021-01-01", "2021-01-01", "2021-01-20", "2022-06-01", "2024-12-31"]
    let from = try #require(CalendarDate("2021-01-01"))
    let to = try #require(CalendarDate("2024-12-31"))
    let marks = try days.map {
      Figure.Timeline.Mark(on: try #require(CalendarDate($0)), shape: .warns, title: "warns")
    }
    let html = drawn(
      .timeline(
        .init(
          title: "T", from: from, to: to, today: from,
          rows: [.init(label: "a", href: nil, spans: [], marks: marks, isOverdue: false)])))
    let places = html.split(separator: "<svg class=\"at\" x=\"").dropFirst().compactMap { part in
      let x = part.prefix { $0 != "%" }
      let y = part.drop { $0 != "y" }.dropFirst(3).prefix { $0 != "\"" }
      return Double(x).flatMap { x in Int(y).map { (x, $0) } }
    }.filter { $0.0 >= 0 }
    #expect(places.count >= days.count)
    for (index, one) in places.enumerated() {
      for other in places[(index + 1)...] where other.1 == one.1 {
        #expect(abs(one.0 - other.0) >= 2.8)
      }
    }
    #expect(Set(places.map(\.1)) == [8, 24, 40])
  }

  @Test func overdueIsSaidInWords() throws {
    let html = drawn(try timeline(1, isOverdue: true))
    #expect(html.contains("<li class=\"overdue\""))
    #expect(html.contains("⚠"))
    #expect(html.contains("1 overdue."))
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
      .paths(
        .init(
          title: hostile,
          stops: ["a", "b"].map {
            .init(label: hostile + $0, note: hostile, support: .ended, isRequired: true)
          },
          ways: [
            .init(from: 1, to: 0, through: [], label: hostile, href: hostile, status: "active")
          ])),
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
    for (sign, outcome) in zip(["✓", "✕", "◐", "!", "–", "?", "·"], outcomes) {
      #expect(svg.contains(">\(sign)</span> <span>\(outcome.rawValue)</span>"))
    }
    #expect(svg.contains("1 × fail: fail; d"))
    #expect(svg.contains("7 pairs: 1 pass, 1 partial, 1 fail"))
  }

  /// Both sizes are tables with heads; the large one scrolls inside and shows signs alone.
  @Test(arguments: [(5, 5, false), (40, 60, true)])
  func matricesAreTables(_ rows: Int, _ columns: Int, _ isLarge: Bool) {
    let cell = Figure.Matrix.Cell(.pass, text: "3/3", detail: "", href: "#rows")
    let html = drawn(
      .matrix(
        .init(
          title: "M", rowTitle: "r", columnTitle: "c", rows: (0..<rows).map { "r\($0)" },
          columns: (0..<columns).map { "c\($0)" },
          cells: Array(repeating: Array(repeating: cell, count: columns), count: rows))))
    #expect(html.contains("<div class=\"figure cells dense tall vast\"") == isLarge)
    #expect(html.split(separator: "<th scope=\"row\">").count == rows + 1)
    #expect(html.split(separator: "<th scope=\"col\">").count == columns + 1)
    #expect(html.split(separator: "<a href=\"to/#rows\">").count == rows * columns + 1)
    #expect(html.contains("<small>3/3</small>") == !isLarge)
  }

  @Test func intervalsLeadToTheirRows() {
    let html = drawn(
      .intervals(
        .init(
          title: "I", rows: [.init(label: "a", k: 1, n: 2, low: 0.1, high: 0.9, href: "#a-rows")])))
    #expect(html.contains("<a href=\"to/#a-rows\"><text class=\"name\""))
    #expect(html.contains("role=\"group\""))
  }

  /// Ways that pass the same versions stand in lanes of their own; a way of none has no drawing.
  @Test(arguments: [1, 30]) func waysDoNotRunOverEachOther(_ count: Int) {
    let stops = (0...count).map {
      Figure.Paths.Stop(
        label: "\($0)", note: "n", support: .supported, isRequired: $0 == 0)
    }
    // All lead to the newest version: each passes those of the shorter ones.
    let ways = (1...count).map {
      Figure.Paths.Way(
        from: $0, to: 0, through: [], label: "w\($0)", href: "w.md", status: "active")
    }
    let html = drawn(.paths(.init(title: "P", stops: stops, ways: ways)))
    let lanes = html.split(separator: "class=\"number\" r=\"10\" cx=\"").dropFirst()
      .map { $0.prefix { $0 != "\"" } }
    #expect(lanes.count == count)
    #expect(Set(lanes).count == count)
    #expect(html.contains("0</tspan> · n · may not be skipped"))
    #expect(html.split(separator: "<a href=\"to/w.md\">").count == count + 1)
  }

  @Test func idsDifferBetweenDrawings() {
    func id(_ label: String) -> Substring? {
      let figure = Figure.stages(
        .init(title: label, stages: [.init(weight: 5, hold: nil, note: nil)]))
      return drawn(figure).split(separator: "aria-labelledby=\"").dropFirst().first?
        .prefix { $0 != "\"" }
    }
    #expect(id("a") != nil && id("a") != id("b"))
    #expect(id("a") == id("a"))
  }
}
