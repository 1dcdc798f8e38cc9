import Knowledge
import Primitives
import Records

extension CheckRule {
  static let noticeShortened = CheckRule(
    "notice.shortened", .error, title: "A plan was moved to less than the promised notice",
    explanation: """
      When a removal is moved to an earlier day, whoever reads of it has only the days from the \
      change to the new end. They have to be as many as the policy promises, or the move takes \
      back notice that was given. Keep the later day, or exempt the move with the name of who \
      allowed it.
      """,
    triggering: [
      RuleExample(
        "the end moved forward by half a year, thirty days before it",
        [
          Sample.component("app", ["policies": ["deprecation": "promise"]]),
          Sample.policy(["notice": [["stability": "any", "days": 180]]]),
          Sample.deprecation([
            "announced": ["on": "2024-01-01"], "plannedRemoval": ["on": "2025-07-01"],
            "earlierPlans": [["on": "2026-01-01", "changedOn": "2025-06-01"]],
          ]),
        ])
    ],
    passing: [
      RuleExample(
        "the end moved to a later day",
        [
          Sample.component("app", ["policies": ["deprecation": "promise"]]),
          Sample.policy(["notice": [["stability": "any", "days": 180]]]),
          Sample.deprecation([
            "announced": ["on": "2024-01-01"], "plannedRemoval": ["on": "2025-07-01"],
            "earlierPlans": [["on": "2025-06-15", "changedOn": "2025-06-01"]],
          ]),
        ]),
      RuleExample(
        "the end moved forward with all the promised days still to come",
        [
          Sample.component("app", ["policies": ["deprecation": "promise"]]),
          Sample.policy(["notice": [["stability": "any", "days": 180]]]),
          Sample.deprecation([
            "announced": ["on": "2024-01-01"], "plannedRemoval": ["on": "2026-01-01"],
            "earlierPlans": [["on": "2027-01-01", "changedOn": "2025-06-01"]],
          ]),
        ]),
    ]
  ) { graph in
    graph.deprecations.flatMap { life -> [Breach] in
      guard life.state != .withdrawn, let promise = life.notice.promise, promise.wasInForce,
        let wanted = promise.days, promise.combine != "either" || promise.releases == nil
      else { return [] }
      let ends = life.slips.dropFirst().map(\.from.on) + [(life.planned ?? life.removed)?.on]
      return zip(life.slips, ends).compactMap { slip, end -> Breach? in
        guard let moved = slip.days, moved < 0, let told = slip.changedOn, let end,
          case let left = told.first.days(to: end.last), left < wanted
        else { return nil }
        let days = words(days: max(0, left), releases: nil)
        return Breach(
          life.record.id, "earlierPlans",
          "`\(life.subject)` was moved from \(slip.from.text) to \(end), which leaves \(days) where "
            + "\(promise.policy) promises \(wanted)",
          help: "keep the later day, or exempt the move with the name of who allowed it",
          evidence: [promise.policy])
      }
    }
  }
}
