import Knowledge
import Primitives
import Records

extension CheckRule {
  static let compatibilityClaimMismatch = CheckRule(
    "compat.claim-mismatch", .warning, title: "Tests that contradict a claim",
    explanation: """
      A pair that is declared to work fails its latest tests wherever they ran, or one that is \
      declared not to work passes them. Readers plan by the claim, so one of the two has to change: mend the cause and test \
      again, narrow the cycle's `supports`, or record why the test does not count.
      """,
    triggering: [
      RuleExample(
        "declared by the cycle, and the tests fail", CheckRule.componentsUnderTest,
        observations: [Sample.tested("1.0.2", with: "3.13.1", "fail")]),
      RuleExample(
        "declared not to work, and the tests pass", CheckRule.componentsUnderTest,
        observations: [
          Sample.tested("1.0.2", with: "3.11.1", "pass"),
          Sample.tested("1.0.2", with: "3.11.1", "fail", basis: "declared"),
        ]),
    ],
    passing: [
      RuleExample(
        "declared, and the tests pass", CheckRule.componentsUnderTest,
        observations: [Sample.tested("1.0.2", with: "3.13.1", "pass")]),
      RuleExample(
        "not declared, and the tests fail", CheckRule.componentsUnderTest,
        observations: [Sample.tested("1.0.2", with: "3.11.1", "fail")]),
    ]
  ) { graph in
    let declared = graph.observations("compatibility").filter { $0["basis"]?.text == "declared" }
    return graph.compatibilityMatrices.flatMap { matrix -> [Breach] in
      guard let subject = graph.record("component", matrix.subject) else { return [] }
      let claims = graph.claims(of: subject, about: matrix.counterpart)
      let statements = declared.filter {
        $0["subject"]?["component"]?.text == matrix.subject
          && $0["counterpart"]?["component"]?.text == matrix.counterpart
      }
      return matrix.rows.flatMap { row in
        matrix.columns.compactMap { column -> Breach? in
          guard let cell = matrix.cell(row, column), let passes = verdict(of: cell) else {
            return nil
          }
          let claim = claims.first {
            $0.cycle.version == graph.cycle(of: row, component: matrix.subject)?.version
          }
          let stated = statements.last { isAbout($0, row, column, matrix, graph) }?["outcome"]?.text
          let works: Bool? =
            stated.map { $0 == "pass" } ?? (claim?.range.contains(column) == true ? true : nil)
          guard let works, works != passes else { return nil }
          let pair = "\(matrix.subject) \(row) with \(matrix.counterpart) \(column)"
          return Breach(
            subject.id, stated == nil ? claim?.path : nil,
            works
              ? "\(pair) is declared to work, but its latest tests fail"
              : "\(pair) is declared not to work, but its latest tests pass",
            help: "mend the cause and test again, or correct what is declared",
            evidence: [RecordID(kind: "component", id: matrix.counterpart)])
        }
      }
    }
  }

  /// Whether the pair passes or fails in every environment; `nil` where they disagree.
  private static func verdict(of cell: CompatibilityMatrix.Cell) -> Bool? {
    let outcomes = Set(cell.results.compactMap { $0["outcome"]?.text })
    if outcomes.contains("pass") { return outcomes.contains("fail") ? nil : true }
    return outcomes.contains("fail") ? false : nil
  }

  private static func isAbout(
    _ statement: Observation, _ row: Version, _ column: Version, _ matrix: CompatibilityMatrix,
    _ graph: Graph
  ) -> Bool {
    guard let a = statement["subject"]?["version"]?.text,
      let b = statement["counterpart"]?["version"]?.text
    else { return false }
    let stated = graph.version(b, of: matrix.counterpart)
    let cycle = graph.cycle(of: stated, component: matrix.counterpart)?.version ?? stated
    return graph.version(a, of: matrix.subject).isSame(as: row) && cycle.isSame(as: column)
  }
}
