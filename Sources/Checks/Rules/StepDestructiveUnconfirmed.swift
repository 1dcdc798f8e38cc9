import Knowledge
import Records

extension CheckRule {
  static let stepDestructiveUnconfirmed = CheckRule(
    "step.destructive-unconfirmed", .error, title: "Destructive step without a question",
    explanation: """
      A step that deletes something for good has to make its reader stop and look. `confirm:` says \
      what to be sure of before it is run, such as the host, the backup, or the days that have \
      passed. Add it, or take `destructive: true` away if nothing is lost.
      """,
    triggering: [
      RuleExample(
        "a deletion without a word",
        [
          Sample.component(),
          Sample.upgrade([
            "steps": [
              ["key": "delete-old", "title": "Delete the old cluster", "destructive": true]
            ]
          ]),
        ])
    ],
    passing: [
      RuleExample(
        "a deletion with what to be sure of",
        [
          Sample.component(),
          Sample.upgrade([
            "steps": [
              [
                "key": "delete-old", "title": "Delete the old cluster", "destructive": true,
                "confirm": "The backup was restored once.",
              ]
            ]
          ]),
        ])
    ]
  ) { graph in
    graph.plans.flatMap { plan in
      plan.allSteps.compactMap { path, step -> Breach? in
        guard step["destructive"]?.bool == true, step["confirm"] == nil else { return nil }
        return Breach(
          plan.id, path.appending("destructive"),
          "the step `\(step["key"]?.text ?? "")` deletes something for good and asks nothing first",
          help: "add `confirm:` with what to be sure of before it is run")
      }
    }
  }
}
