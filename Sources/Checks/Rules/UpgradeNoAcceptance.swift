import Knowledge
import Records

extension CheckRule {
  static let upgradeNoAcceptance = CheckRule(
    "upgrade.no-acceptance", .error, title: "Plan that nobody can call done",
    explanation: """
      Without acceptance checks an upgrade is done when people are tired. List under `acceptance:` \
      what has to hold afterwards, each with a metric or a query and the bound that it must keep.
      """,
    triggering: [
      RuleExample(
        "no checks at all", [Sample.component(), Sample.upgrade(["acceptance": nil])])
    ],
    passing: [
      RuleExample("one check", [Sample.component(), Sample.upgrade([:])]),
      RuleExample(
        "a plan that will not be done",
        [Sample.component(), Sample.upgrade(["acceptance": nil, "status": "abandoned"])]),
    ]
  ) { graph in
    graph.plans.filter { $0["acceptance"]?.items.isEmpty ?? true }.map {
      Breach(
        $0.id, nil, "the plan does not say what must hold for it to count as done",
        help: "list checks under `acceptance:`, each with a bound")
    }
  }
}
