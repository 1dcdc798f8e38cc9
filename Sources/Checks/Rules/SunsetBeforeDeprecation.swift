import Knowledge
import Records

extension CheckRule {
  static let sunsetBeforeDeprecation = CheckRule(
    "sunset.before-deprecation", .error, title: "Gone before it was deprecated",
    explanation: """
      The end of a thing may not come before its deprecation: clients read both, and RFC 8594 with \
      RFC 9745 asks that the Sunset is no earlier than the Deprecation. Days are looked up from \
      releases where only versions are stated. Correct the removal or the announcement.
      """,
    triggering: [
      RuleExample(
        "planned to go in a version before the one that warns",
        [
          Sample.component(),
          Sample.deprecation(["warns": ["version": "2.2"], "plannedRemoval": ["version": "2.1"]]),
        ]),
      RuleExample(
        "gone with a release that lies before the announcement",
        [
          Sample.component(), Sample.release("1.9.0", "2023-12-01"),
          Sample.deprecation(["plannedRemoval": ["version": "1.9.0"]]),
        ]),
    ],
    passing: [
      RuleExample(
        "announced and gone with the same version",
        [
          Sample.component(),
          Sample.deprecation(["warns": ["version": "2.2"], "plannedRemoval": ["version": "2.2"]]),
        ])
    ]
  ) { graph in
    graph.deprecations.flatMap { life -> [Breach] in
      guard life.state != .withdrawn else { return [] }
      let starts = [("announced", life.announced), ("warns", life.warns)]
      let ends = [("plannedRemoval", life.planned), ("removed", life.removed)]
      return ends.flatMap { end, to in
        starts.compactMap { start, from -> Breach? in
          guard let from, let to, to.isBefore(from) else { return nil }
          return Breach(
            life.record.id, FieldPath(end),
            "`\(end)` \(to.text) lies before `\(start)` \(from.text)",
            help: "check both against the source; one of them is wrong")
        }.prefix(1)
      }
    }
  }
}
