import Documents
import Knowledge
import Primitives

/// Computes metrics of what is known.
public enum MeasureMetrics {
  /// A metric, what it came to, and that in words.
  public struct Reading: Sendable {
    /// The metric.
    public let metric: Metric
    /// What it came to, with its parts and the rows behind them.
    public let result: MetricResult

    /// A number in words, with its interval or its spread.
    public func text(_ measure: MetricResult.Measure) -> String { measure.text }
  }

  /// The metrics with these ids or names, all when none is named, in the order of the catalogue.
  ///
  /// - Throws: `unknown-metric` for each name that no metric has.
  public static func run(
    _ situation: Situation, _ names: [String]
  ) throws(Diagnostics) -> [Reading] {
    let all = MetricCatalog.all
    let unknown = names.filter { MetricCatalog.metric($0) == nil }
    if !unknown.isEmpty {
      let known = all.flatMap { [$0.name, $0.id] }
      throw Diagnostics(
        unknown.map { name in
          let near = Spelling.nearest(to: name, among: known).map { "did you mean `\($0)`?" }
          return Diagnostic(
            "unknown-metric", "there is no metric `\(name)`",
            help: near ?? "there are \(all.map { "\($0.id) \($0.name)" }.joined(separator: ", "))")
        })
    }
    let wanted = Set(names.compactMap { MetricCatalog.metric($0)?.id })
    return all.filter { wanted.isEmpty || wanted.contains($0.id) }
      .map { Reading(metric: $0, result: $0.compute(situation.graph)) }
  }
}
