import Knowledge
import Records

extension CheckRule {
  static let playbookChangedSinceLastUse = CheckRule(
    "playbook.changed-since-last-use", .warning, title: "Plan that changed since its last run",
    explanation: """
      What was proved by the last run or rehearsal is the plan as it was then. Steps that were \
      changed afterwards are new. Rehearse the plan once more; revisions with the reason \
      `correction`, and plans that are done, do not count.
      """,
    triggering: [
      RuleExample(
        "revised after its rehearsal",
        [
          Sample.component(),
          Sample.revised(Sample.upgrade([:]), rev: 2, at: "2024-04-01", reason: "new step"),
          Sample.attempt("rehearsal", ["mode": "rehearsal"]),
        ])
    ],
    passing: [
      RuleExample(
        "rehearsed after its last revision",
        [
          Sample.component(),
          Sample.revised(Sample.upgrade([:]), rev: 2, at: "2024-02-01", reason: "new step"),
          Sample.attempt("rehearsal", ["mode": "rehearsal"]),
        ]),
      RuleExample(
        "recorded later than it was run, and never revised",
        [
          Sample.component(), Sample.revised(Sample.upgrade([:]), rev: 1, at: "2025-01-01"),
          Sample.attempt("run", [:]),
        ]),
    ]
  ) { graph in
    graph.plans.compactMap { plan -> Breach? in
      // A first revision is when the plan was recorded, which may be long after it was written.
      guard plan.rev > 1, plan.status != "done", plan.reason != "correction",
        let last = graph.facts(of: plan).attempts.first,
        let used = last.instant("endedAt") ?? last.instant("startedAt"), used < plan.recordedAt
      else { return nil }
      return Breach(
        plan.id, nil,
        "the plan was revised on \(plan.recordedAt.day), after its last run on \(used.day)",
        help: "rehearse it once more, and record the attempt", evidence: [last.id])
    }
  }
}
