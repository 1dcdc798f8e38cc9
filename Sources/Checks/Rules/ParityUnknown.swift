import Knowledge
import Records

extension CheckRule {
  static let parityUnknown = CheckRule(
    "parity.unknown", .warning, title: "Nobody knows how the environments differ",
    explanation: """
      A rehearsal proves something only as far as the rehearsed environment is like production. Each \
      row under `parity:` should say whether they agree, and differences that are known are fine. \
      Look, and set `match:` to same or differs.
      """,
    triggering: [
      RuleExample(
        "a fact that nobody has looked at",
        [
          Sample.component(),
          Sample.upgrade(["parity": [["fact": "extensions", "match": "unknown"]]]),
        ]),
      RuleExample("no facts at all", [Sample.component(), Sample.upgrade(["parity": nil])]),
    ],
    passing: [
      RuleExample(
        "a known difference",
        [
          Sample.component(),
          Sample.upgrade(["parity": [["fact": "replicas", "match": "differs"]]]),
        ]),
      RuleExample(
        "both values stand there",
        [
          Sample.component(),
          Sample.upgrade(["parity": [["fact": "replicas", "staging": "2", "production": "20"]]]),
        ]),
    ]
  ) { graph in
    graph.plans.flatMap { plan -> [Breach] in
      let facts = plan["parity"]?.items ?? []
      if facts.isEmpty {
        return [
          Breach(
            plan.id, nil, "the plan does not say how the environments differ",
            help: "list under `parity:` what is alike and what differs")
        ]
      }
      return facts.enumerated().compactMap { index, fact -> Breach? in
        let isKnown =
          fact["match"]?.text.map { $0 != "unknown" }
          ?? (fact["staging"] != nil && fact["production"] != nil)
        guard !isKnown else { return nil }
        return Breach(
          plan.id, FieldPath("parity").appending(index),
          "nobody knows whether the environments agree on \(fact["fact"]?.text ?? "this")",
          help: "look, and set `match:` to same or differs")
      }
    }
  }
}
