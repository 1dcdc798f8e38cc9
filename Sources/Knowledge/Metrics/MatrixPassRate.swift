import Primitives
import Records

extension Metric {
  /// C1: how many of the tested pairs of versions work.
  static let matrixPassRate = Metric(
    "C1", "matrix-pass-rate", title: "Compatibility pass rate",
    definition: """
      Pairs of versions whose latest conclusive result passes in every suite and environment, over \
      pairs with a conclusive result; a partial pass counts as a failure and is also counted apart, \
      and results that are errors, skipped, unknown or not tested are left out.
      """,
    source: "Pact Broker's matrix; Renovate Merge Confidence, “Passing”", breakdown: "pair"
  ) { graph in
    var excluded = Exclusions()
    let claims = graph.observations("compatibility").count { $0["basis"]?.text != "tested" }
    excluded.add("result that no suite tested", "results that no suite tested", count: claims)
    let runs = graph.testRuns
    for run in runs where !run.isConclusive {
      excluded.add("result without a conclusion", "results without a conclusion")
    }
    let pairs = Dictionary(grouping: runs, by: \.pair)
    var rows: [(label: String, row: MetricResult.Row)] = []
    for pair in pairs.keys.sorted() {
      let outcomes = latestOutcomes(pairs[pair] ?? [])
      guard let outcome = ["fail", "partial", "pass"].first(where: outcomes.contains) else {
        excluded.add("pair without a conclusive result", "pairs without a conclusive result")
        continue
      }
      if outcome == "partial" {
        excluded.add(
          "pair that passes in part, counted as failed",
          "pairs that pass in part, counted as failed")
      }
      let record = RecordID(kind: "component", id: pair.subject)
      rows.append(
        (
          pair.label,
          MetricResult.Row("\(pair.text): \(outcome)", counts: outcome == "pass", record: record)
        ))
    }
    return MetricResult(
      total: .share(of: rows.map(\.row)), parts: MetricResult.shares(rows),
      excluded: excluded.texts)
  }

  /// The latest conclusive outcome of each suite and environment, given runs in the order of time.
  private static func latestOutcomes(_ runs: [TestRun]) -> Set<String> {
    let groups = Dictionary(grouping: runs.filter(\.isConclusive)) { [$0.suite, $0.environment] }
    return Set(groups.values.compactMap { $0.last?.outcome })
  }
}
