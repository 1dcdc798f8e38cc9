import Knowledge
import Records

extension CheckRule {
  static let rollbackNeverRehearsed = CheckRule(
    "rollback.never-rehearsed", .warning, title: "Way back that nobody has tried",
    explanation: """
      A rollback that was never run is a guess, and it is tried first when there is least time. Run \
      it as a drill in another environment and record the attempt, or set `rollback.lastTested`. \
      Restoring a backup counts once a restore was tried.
      """,
    triggering: [
      RuleExample(
        "never tried",
        [
          Sample.component(),
          Sample.upgrade([
            "rollback": [
              "kind": "redeploy-previous", "trigger": "Errors.",
              "steps": [["key": "redeploy", "title": "Deploy the old version"]],
            ]
          ]),
        ])
    ],
    passing: [
      RuleExample(
        "a drill that went back",
        [
          Sample.component(),
          Sample.upgrade([
            "rollback": [
              "kind": "redeploy-previous", "trigger": "Errors.",
              "steps": [["key": "redeploy", "title": "Deploy the old version"]],
            ]
          ]),
          Sample.attempt(
            "drill",
            [
              "mode": "drill",
              "rollback": ["startedAt": "2024-03-01T10:30:00Z", "ok": true],
            ]),
        ]),
      RuleExample("a date of the last try", [Sample.component(), Sample.upgrade([:])]),
    ]
  ) { graph in
    graph.plans.compactMap { plan -> Breach? in
      guard let rollback = plan["rollback"], rollback["kind"]?.text != "none",
        rollback["lastTested"] == nil,
        !graph.facts(of: plan).attempts.contains(where: { attempt in
          attempt["rollback"]?["ok"]?.bool == true
            || (attempt["mode"]?.text == "drill"
              && attempt["outcome"]?.text?.hasPrefix("succeeded") == true)
        })
      else { return nil }
      return Breach(
        plan.id, "rollback", "the way back was never tried",
        help: "run it as a drill and record the attempt, or set `lastTested`")
    }
  }
}
