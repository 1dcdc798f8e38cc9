import Knowledge
import Primitives
import Records
import Templating

extension DocumentDefinition {
  /// How things go, with honest intervals and the rows behind each number.
  static let metrics = DocumentDefinition(
    "metrics", title: "Metrics", plural: "Metrics",
    "How upgrades, deprecations and learning go, with intervals and the rows behind each number.",
    hasEditions: false,
    facts: [
      .field(
        "metrics",
        .rows(
          .field("id", .text, "its id"), .field("title", .text, "what it is called"),
          .field("anchor", .link, "its place on the page"),
          .field("definition", .text, "the formula"),
          .field("source", .text, "where the formula comes from"),
          .maybe("figure", .link, "the drawing"),
          .field("total", .text, "over everything"),
          .field("breakdown", .text, "what the parts are"),
          .field(
            "parts",
            .rows(
              .field("label", .text, "the part"), .field("value", .text, "its value"),
              .field("place", .link, "where its rows are on the page"),
              .field(
                "rows",
                .rows(
                  .field("text", .text, "the fact"),
                  .maybe("record", Links.shape, "the record that it comes from"),
                  .field("counts", .text, "whether it counts for the numerator")),
                "what it was computed from")), "the parts"),
          .field("excluded", .list(.text), "what was left out")),
        "all metrics, in the order of the catalogue")
    ],
    subjects: { _ in ["index"] },
    model: { graph, subject in
      guard subject == "index" else { return nil }
      let links = Links(graph, from: "metrics")
      var figures: [String: Figure] = [:]
      let rows = MetricCatalog.all.map { metric -> Value in
        let result = metric.compute(graph)
        let bars = MetricFacts.bars(metric, result)
        figures[metric.name] = bars.map(Figure.intervals)
        return MetricFacts.row(
          metric, result, figure: bars == nil ? nil : "\(metric.name).figure.svg", links)
      }
      var model = DocumentModel(
        title: "Metrics", summary: "\(rows.count) metrics as of \(graph.day).",
        facts: ["metrics": .list(rows)],
        sources: ["upgrade", "attempt", "incident", "lesson", "deprecation", "component", "policy"]
          .flatMap { graph.records($0) })
      model.figures = figures
      return model
    })
}

/// Metrics as documents show them.
enum MetricFacts {
  static func row(_ metric: Metric, _ result: MetricResult, figure: String?, _ links: Links)
    -> Value
  {
    var row = Object()
    row.append("id", .string(metric.id))
    row.append("title", .string(metric.title))
    row.append("anchor", .string(metric.name))
    row.append("definition", .string(metric.definition))
    row.append("source", .string(metric.source))
    row.set("figure", figure)
    row.append("total", .string(result.total.map(\.text) ?? "not blended: see the parts"))
    row.append("breakdown", .string(metric.breakdown))
    row.append(
      "parts",
      .list(
        result.parts.enumerated().map { index, part in
          [
            "label": .string(part.label), "value": .string(part.measure.text),
            "place": .string(place(metric, index)),
            "rows": .list(
              part.rows.map { fact in
                var row = Object()
                row.append("text", .string(fact.text))
                row.set("record", fact.record.map { links.to($0) })
                row.append("counts", .string(fact.counts.map { $0 ? "yes" : "no" } ?? "—"))
                return .object(row)
              }),
          ]
        }))
    row.append("excluded", .list(result.excluded.map(Value.string)))
    return .object(row)
  }

  /// Where the rows of a part are on the page.
  private static func place(_ metric: Metric, _ part: Int) -> String {
    "\(metric.name)-rows-\(part + 1)"
  }

  static func bars(_ metric: Metric, _ result: MetricResult) -> Figure.Intervals? {
    var rows: [Figure.Intervals.Row] = []
    func add(_ label: String, _ measure: MetricResult.Measure, _ href: String?) {
      guard case .proportion(let proportion) = measure else { return }
      rows.append(
        .init(
          label: label, k: proportion.k, n: proportion.n, low: proportion.interval?.lowerBound,
          high: proportion.interval?.upperBound, href: href))
    }
    if let total = result.total {
      add("All", total, result.parts.isEmpty ? nil : "#\(metric.name)-rows")
    }
    for (index, part) in result.parts.enumerated() {
      add(part.label, part.measure, "#\(place(metric, index))")
    }
    // A chart of nothing says less than the words.
    guard rows.contains(where: { $0.n > 0 }) else { return nil }
    return Figure.Intervals(title: metric.title, rows: rows)
  }
}
