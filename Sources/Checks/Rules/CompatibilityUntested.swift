import Knowledge
import Primitives
import Records

extension CheckRule {
  static let compatibilityUntested = CheckRule(
    "compat.untested-required-pair", .warning, title: "Supported pair that no test covers",
    explanation: """
      Where two components are tested against each other, every supported version of the one should \
      have been tried with every supported version of the other that it claims to work with. A pair \
      that nobody tried is not a pair that works. Run the suite on it and record the result, or take \
      the claim out of the cycle's `supports`.
      """,
    triggering: [
      RuleExample(
        "a supported cycle of the counterpart without a result", componentsUnderTest,
        observations: [Sample.tested("1.0.2", with: "3.12", "pass")])
    ],
    passing: [
      RuleExample(
        "a result for each pair", componentsUnderTest,
        observations: [
          Sample.tested("1.0.2", with: "3.12", "pass"),
          Sample.tested("1.0.2", with: "3.13.1", "fail"),
        ]),
      RuleExample("components that are not tested against each other", componentsUnderTest),
    ]
  ) { graph in
    graph.compatibilityMatrices.flatMap { matrix -> [Breach] in
      guard let subject = graph.record("component", matrix.subject) else { return [] }
      let counterparts = graph.cycles(of: matrix.counterpart)
        .filter { $0.isSupported(on: graph.day) == true }
      return graph.claims(of: subject, about: matrix.counterpart).compactMap { claim -> Breach? in
        guard claim.cycle.isSupported(on: graph.day) == true else { return nil }
        let missing = counterparts.filter { counterpart in
          claim.range.contains(counterpart.version)
            && !matrix.rows.contains { row in
              graph.cycle(of: row, component: matrix.subject)?.version == claim.cycle.version
                && [.pass, .fail, .partial].contains(matrix.cell(row, counterpart.version)?.outcome)
            }
        }
        guard !missing.isEmpty else { return nil }
        return Breach(
          subject.id, claim.path,
          "\(matrix.subject) \(claim.cycle.version) claims to work with \(matrix.counterpart) "
            + missing.map(\.version.raw).joined(separator: ", ") + ", which nobody has tested",
          help: "run the suite on the pair and record the result, or narrow the range",
          evidence: [RecordID(kind: "component", id: matrix.counterpart)])
      }
    }
  }

  static let componentsUnderTest: [Record] = [
    Sample.component(
      "app",
      [
        "cycles": [
          [
            "name": "1.0", "released": "2024-01-01", "eol": "2026-01-01",
            "supports": [["component": "runtime", "range": ">=3.12"]],
          ]
        ]
      ]),
    Sample.component(
      "runtime",
      [
        "cycles": [
          ["name": "3.11", "released": "2022-10-01", "eol": "2027-10-01"],
          ["name": "3.12", "released": "2023-10-01", "eol": "2028-10-01"],
          ["name": "3.13", "released": "2024-10-01", "eol": "2029-10-01"],
        ]
      ]),
  ]
}
