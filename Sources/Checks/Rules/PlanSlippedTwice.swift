import Knowledge

extension CheckRule {
  static let planSlippedTwice = CheckRule(
    "plan.slipped-twice", .warning, title: "Plan that was put off twice",
    explanation: """
      A removal that is put off again and again teaches users to ignore the next date. Two delays \
      mean that the plan lacks something: a replacement, an owner, or a count of who still uses it. \
      Find out what, and announce a day that will be kept, or withdraw the deprecation. Corrections \
      (`reason: correction`) do not count.
      """,
    triggering: [
      RuleExample(
        "put off in two years running",
        [
          Sample.component(),
          Sample.deprecation([
            "earlierPlans": [
              ["on": "2024-06-01", "changedOn": "2024-05-01"],
              ["on": "2025-01-01", "changedOn": "2024-12-01"],
            ]
          ]),
        ])
    ],
    passing: [
      RuleExample(
        "put off once, and a correction",
        [
          Sample.component(),
          Sample.deprecation([
            "earlierPlans": [
              ["on": "2024-06-01", "changedOn": "2024-01-11", "reason": "correction"],
              ["on": "2025-01-01", "changedOn": "2024-12-01"],
            ]
          ]),
        ])
    ]
  ) { graph in
    graph.deprecations.compactMap { life -> Breach? in
      let delays = life.slips.filter { $0.reason != "correction" && $0.days ?? 1 > 0 }
      guard life.isOpen, delays.count >= 2 else { return nil }
      return Breach(
        life.record.id, "earlierPlans",
        "the end of `\(life.subject)` was put off \(delays.count) times, from "
          + "\(delays[0].from.text) to \(life.planned?.text ?? "no date")",
        help: "find out what the plan lacks, and announce a day that will be kept")
    }
  }
}
