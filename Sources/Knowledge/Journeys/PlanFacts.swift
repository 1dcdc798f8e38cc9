import Primitives
import Records

/// What follows from a plan's steps and attempts.
public struct PlanFacts: Sendable {
  /// The sum of the steps' estimates; `nil` when no step has one.
  public let estimate: Span?
  /// How many steps have no estimate.
  public let unestimated: Int
  /// The sum of the estimates of the steps that users notice.
  public let downtime: Span?
  /// How many steps that users notice have no estimate, so that nobody knows the downtime.
  public let unestimatedDowntime: Int
  /// How long the stages of a canary or a cut-over hold together; `nil` when none does.
  public let holds: Span?
  /// Whether the downtime fits the agreed budget; `nil` without both, and where what is known fits
  /// but not all of it is.
  public let isWithinBudget: Bool?
  /// The position of the step after which the way back is closed, counting from 1.
  public let pointOfNoReturn: Int?
  /// The runs of the plan, newest first.
  public let attempts: [Record]
  /// The newest production run that succeeded.
  public let lastSuccess: Record?
  /// The newest rehearsal or drill.
  public let lastRehearsal: Record?
}

extension Graph {
  /// What follows from a plan.
  public func facts(of upgrade: Record) -> PlanFacts {
    let steps = upgrade["steps"]?.items ?? []
    func sum(_ steps: [Value]) -> Span? {
      let spans = steps.compactMap { $0["estimate"]?.text.flatMap { Span($0) } }
      return spans.isEmpty ? nil : Span(seconds: spans.reduce(0) { $0 + $1.seconds })
    }
    let attempts = referring(to: upgrade.id, kind: "attempt")
      .filter { $0["upgrade"]?.text == upgrade.id.id }
      .sorted { ($0["startedAt"]?.text ?? "", $0.id) > ($1["startedAt"]?.text ?? "", $1.id) }
    let noticed = steps.filter { $0["downtime"]?.bool == true }
    let downtime = sum(noticed)
    let unestimatedDowntime = noticed.count { $0["estimate"] == nil }
    let holds = (upgrade["promotion"]?["stages"]?.items ?? []).compactMap {
      $0["hold"]?.text.flatMap { Span($0) }
    }
    let budget = upgrade["downtimeBudget"]?.text.flatMap { Span($0) }
    let last = upgrade["rollback"]?["pointOfNoReturn"]?.text
    func succeeded(_ record: Record) -> Bool {
      record["outcome"]?.text?.hasPrefix("succeeded") == true
    }
    return PlanFacts(
      estimate: sum(steps), unestimated: steps.count { $0["estimate"] == nil }, downtime: downtime,
      unestimatedDowntime: unestimatedDowntime,
      holds: holds.isEmpty ? nil : Span(seconds: holds.reduce(0) { $0 + $1.seconds }),
      isWithinBudget: budget.flatMap { budget in
        downtime.flatMap { $0 > budget ? false : unestimatedDowntime > 0 ? nil : true }
      },
      pointOfNoReturn: steps.firstIndex { $0["key"]?.text == last && last != nil }.map { $0 + 1 },
      attempts: attempts,
      lastSuccess: attempts.first { $0["mode"]?.text == "run" && succeeded($0) },
      lastRehearsal: attempts.first { $0["mode"]?.text != "run" })
  }
}
