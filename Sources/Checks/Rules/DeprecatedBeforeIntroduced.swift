import Knowledge
import Records

extension CheckRule {
  static let deprecatedBeforeIntroduced = CheckRule(
    "deprecated.before-introduced", .error, title: "Deprecated before it came",
    explanation: """
      Nothing can be deprecated before it exists, so one of both versions or days is wrong. Such rows \
      mostly come from copying a neighbour's: check both against the release notes and correct the \
      wrong one.
      """,
    triggering: [
      RuleExample(
        "introduced in 1.26 and deprecated in 1.24",
        [
          Sample.component(),
          Sample.deprecation(["introduced": ["version": "1.26"], "announced": ["version": "1.24"]]),
        ]),
      RuleExample(
        "a version of an interface",
        [
          Sample.component(
            "app",
            [
              "interfaces": [
                [
                  "name": "orders", "kind": "http",
                  "versions": [["version": "2", "introducedIn": "1.9", "deprecatedIn": "1.8"]],
                ]
              ]
            ])
        ]),
    ],
    passing: [
      RuleExample(
        "introduced as deprecated, to help those who move",
        [
          Sample.component(),
          Sample.deprecation(["introduced": ["version": "1.26"], "announced": ["version": "1.26"]]),
        ])
    ]
  ) { graph in
    let deprecations = graph.deprecations.compactMap { life -> Breach? in
      guard let introduced = graph.moment(life.record["introduced"], component: life.component),
        let (name, first) = [("announced", life.announced), ("warns", life.warns)].lazy
          .compactMap({ name, moment in moment.map { (name, $0) } })
          .first(where: { $0.1.isBefore(introduced) })
      else { return nil }
      return Breach(
        life.record.id, FieldPath(name),
        "`\(life.subject)` is deprecated with \(first.text), before it came with \(introduced.text)",
        help: "check `introduced` and `\(name)` against the release notes; one of them is wrong")
    }
    return deprecations
      + graph.interfaceVersions.compactMap { path, component, version -> Breach? in
        guard let from = version["introducedIn"]?.text, let old = version["deprecatedIn"]?.text,
          graph.version(old, of: component.id.id).isOlder(
            than: graph.version(from, of: component.id.id))
        else { return nil }
        return Breach(
          component.id, path.appending("deprecatedIn"),
          "version \(version["version"]?.text ?? "") of the interface is deprecated in \(old), "
            + "before it came in \(from)",
          help: "check both versions against the release notes; one of them is wrong")
      }
  }
}
