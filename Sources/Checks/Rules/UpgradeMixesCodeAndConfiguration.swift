import Knowledge
import Records

extension CheckRule {
  static let upgradeMixesCodeAndConfiguration = CheckRule(
    "upgrade.mixes-code-and-config", .warning, title: "Code and configuration in one plan",
    explanation: """
      When code and configuration change together, a failure has two possible causes and the way \
      back has two halves. Do one after the other, each with a plan of its own; `after:` keeps their \
      order. Where they can't be parted, exempt the plan and say why.
      """,
    triggering: [
      RuleExample(
        "both sorts of change",
        [
          Sample.component(),
          Sample.upgrade([
            "codeChanges": [["title": "New import"]],
            "configurationChanges": [["title": "New setting"]],
          ]),
        ])
    ],
    passing: [
      RuleExample(
        "changes of code only",
        [Sample.component(), Sample.upgrade(["codeChanges": [["title": "New import"]]])])
    ]
  ) { graph in
    graph.plans.compactMap { plan -> Breach? in
      guard let code = plan["codeChanges"]?.items.count, code > 0,
        let configuration = plan["configurationChanges"]?.items.count, configuration > 0
      else { return nil }
      return Breach(
        plan.id, "configurationChanges",
        "the plan changes code (\(code)) and configuration (\(configuration)) at once",
        help:
          "do one after the other with a plan each, or exempt it and say why they can't be parted")
    }
  }
}
