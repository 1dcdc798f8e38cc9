import Primitives
import Records

extension Metric {
  /// U1: how many production upgrades reached their goal.
  static let upgradeSuccess = Metric(
    "U1", "upgrade-success", title: "Upgrade success",
    definition: """
      Production attempts that succeeded, with or without a deviation, over finished production \
      attempts that began in the trailing \(TrailingWindow.days) days, by component and not \
      blended; the first attempt of each plan is counted once more on its own line; attempts that \
      ended before anything was changed are left out.
      """,
    source: "Waymark; the counterpart of DORA's change fail rate"
  ) { graph in
    let window = TrailingWindow(upTo: graph.day)
    var excluded = Exclusions()
    var rows: [(label: String, row: MetricResult.Row)] = []
    var seen: Set<RecordID> = []
    for attempt in graph.productionAttempts(&excluded, counting: window) {
      let isFirst = seen.insert(attempt.upgrade.id).inserted
      guard window.contains(attempt.startedAt) else { continue }
      let row = MetricResult.Row(
        attempt.text, counts: attempt.isSuccess, record: attempt.record.id)
      rows.append((attempt.component, row))
      if isFirst { rows.append(("\(attempt.component), first attempts", row)) }
    }
    if !rows.isEmpty { excluded.note(window.text) }
    let parts = MetricResult.shares(rows)
    return MetricResult(
      total: MetricResult.unblended(parts), parts: parts, excluded: excluded.texts)
  }
}
