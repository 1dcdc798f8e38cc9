import Primitives
import Records

/// A finished run of a plan in production that got as far as changing something.
struct ProductionAttempt {
  let record: Record
  let upgrade: Record
  let component: String
  let startedAt: Instant
  let endedAt: Instant?
  let outcome: String

  /// Whether it reached its goal, as written or with a deviation.
  var isSuccess: Bool { outcome == "succeeded" || outcome == "succeeded-with-deviation" }

  /// Whether somebody had to step in at once.
  var isFailure: Bool {
    outcome == "failed" || outcome == "rolled-back" || record["rollback"] != nil
  }

  /// The attempt in words: `2024-11-14, postgresql 13 → 16: rolled-back`.
  var text: String {
    let (from, to) = (upgrade["from"]?.text ?? "?", upgrade["to"]?.text ?? "?")
    return "\(startedAt.day), \(component) \(from) → \(to): \(outcome)"
  }
}

extension Graph {
  /// The production attempts up to the day of the graph, oldest first.
  ///
  /// Production is `mode: run` in the environment `production`. Left out and counted within the
  /// window: other environments, rehearsals and drills, those that are going on, and those that ended
  /// before anything was changed.
  func productionAttempts(
    _ excluded: inout Exclusions, counting window: TrailingWindow
  ) -> [ProductionAttempt] {
    var found: [ProductionAttempt] = []
    for record in records("attempt") {
      guard let startedAt = instant(record["startedAt"]), startedAt < window.end else { continue }
      func leaveOut(_ one: String, _ many: String) {
        if window.contains(startedAt) { excluded.add(one, many) }
      }
      let endedAt = instant(record["endedAt"])
      let isOver = record.status != "running" && endedAt.map { $0 < window.end } != false
      if record["mode"]?.text != "run" {
        leaveOut("rehearsal or drill", "rehearsals or drills")
      } else if record["environment"]?.text?.lowercased() != "production" {
        leaveOut("attempt outside production", "attempts outside production")
      } else if record["abortedBeforeApply"]?.bool == true {
        leaveOut(
          "attempt that ended before anything was changed",
          "attempts that ended before anything was changed")
      } else if let outcome = record["outcome"]?.text, isOver {
        guard let upgrade = self.record("upgrade", record["upgrade"]?.text),
          let component = upgrade.component
        else {
          leaveOut("attempt of a plan that is not known", "attempts of plans that are not known")
          continue
        }
        found.append(
          ProductionAttempt(
            record: record, upgrade: upgrade, component: component, startedAt: startedAt,
            endedAt: endedAt, outcome: outcome))
      } else {
        leaveOut("attempt that is going on", "attempts that are going on")
      }
    }
    return found.sorted { ($0.startedAt, $0.record.id) < ($1.startedAt, $1.record.id) }
  }
}
