import Knowledge
import Records

extension CheckRule {
  static let upgradeNoRollback = CheckRule(
    "upgrade.no-rollback", .error, title: "Way back without steps or without a trigger",
    explanation: """
      A plan has to say how to go back and when, while nobody is in a hurry. A kind of rollback \
      without steps is an intention, and steps without a trigger are taken too late. Write \
      `rollback.steps`, and `rollback.trigger` or a check with `onFailure: rollback`; where there is \
      no way back, write `kind: none` with the reason.
      """,
    triggering: [
      RuleExample(
        "a kind of rollback and nothing to do",
        [
          Sample.component(),
          Sample.upgrade([
            "rollback": ["kind": "restore-backup", "trigger": "Data is missing."]
          ]),
        ]),
      RuleExample(
        "steps that nobody knows when to take",
        [
          Sample.component(),
          Sample.upgrade([
            "rollback": [
              "kind": "redeploy-previous",
              "steps": [["key": "redeploy", "title": "Deploy the old version"]],
            ]
          ]),
        ]),
    ],
    passing: [
      RuleExample(
        "no way back, and why",
        [
          Sample.component(),
          Sample.upgrade(["rollback": ["kind": "none", "reason": "The old host is gone."]]),
        ]),
      RuleExample(
        "a threshold that triggers it",
        [
          Sample.component(),
          Sample.upgrade([
            "rollback": [
              "kind": "redeploy-previous",
              "steps": [["key": "redeploy", "title": "Deploy the old version"]],
            ],
            "acceptance": [["key": "errors", "title": "5xx responses", "onFailure": "rollback"]],
          ]),
        ]),
    ]
  ) { graph in
    graph.plans.flatMap { plan -> [Breach] in
      guard let rollback = plan["rollback"] else {
        return [
          Breach(plan.id, nil, "the plan names no way back", help: "add `rollback:` with its steps")
        ]
      }
      let kind = rollback["kind"]?.text ?? "none"
      guard kind != "none" else { return [] }
      var breaches: [Breach] = []
      if rollback["steps"]?.items.isEmpty ?? true {
        breaches.append(
          Breach(
            plan.id, "rollback", "the way back is `\(kind)`, but it has no steps",
            help: "write `rollback.steps`, or `kind: none` with the reason"))
      }
      let checks =
        (plan["acceptance"]?.items ?? []) + (plan["promotion"]?["signals"]?.items ?? [])
        + plan.steps.flatMap { $0.step["checks"]?.items ?? [] }
      let isTriggered =
        rollback["trigger"] != nil || checks.contains { $0["onFailure"]?.text == "rollback" }
        || plan.steps.contains { $0.step["onFailure"]?.text == "rollback" }
      if !isTriggered {
        breaches.append(
          Breach(
            plan.id, "rollback", "nothing says when to go back",
            help: "write `rollback.trigger`, or give a check `onFailure: rollback`"))
      }
      return breaches
    }
  }
}
