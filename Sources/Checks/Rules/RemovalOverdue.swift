import Knowledge

extension CheckRule {
  static let removalOverdue = CheckRule(
    "removal.overdue", .warning, title: "Removal that should have happened",
    explanation: """
      The day of a planned removal has passed and nothing says that the thing is gone. Either it is \
      gone and the record is behind, or the plan is not kept and users should hear the new one. Add \
      `removed:`, or move the old plan to `earlierPlans` and state the new one.
      """,
    triggering: [
      RuleExample(
        "a planned day of last year",
        [Sample.component(), Sample.deprecation(["plannedRemoval": ["on": "2024-12-31"]])]),
      RuleExample(
        "a planned version that was released",
        [
          Sample.component(), Sample.release("3.0.0", "2025-03-01"),
          Sample.deprecation(["plannedRemoval": ["version": "3.0.0"]]),
        ]),
    ],
    passing: [
      RuleExample(
        "gone as planned",
        [
          Sample.component(),
          Sample.deprecation([
            "plannedRemoval": ["on": "2024-12-31"], "removed": ["on": "2024-12-31"],
            "status": "removed",
          ]),
        ]),
      RuleExample(
        "planned for a month that is not over", on: "2025-06-15",
        [Sample.component(), Sample.deprecation(["plannedRemoval": ["on": "2025-06"]])]),
    ]
  ) { graph in
    graph.deprecations.filter { $0.state == .overdue }.map { life in
      Breach(
        life.record.id, "plannedRemoval",
        "`\(life.subject)` was to go with \(life.planned?.text ?? "a date") and is not recorded as gone",
        help:
          "add `removed:` if it is gone, or state the new plan and keep this one in `earlierPlans`"
      )
    }
  }
}
