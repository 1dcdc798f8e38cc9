import Knowledge
import Records

extension CheckRule {
  static let removalWithoutReplacement = CheckRule(
    "removal.no-replacement", .error, title: "Removal that names no replacement",
    explanation: """
      Whoever uses what goes has to learn what to use instead, or that there is nothing and why. \
      Without that a removal is only bad news. Add `replacement:` with `relation:` and `what:`, or \
      `relation: none` with a `reason:`.
      """,
    triggering: [
      RuleExample(
        "a planned removal that says nothing of a replacement",
        [Sample.component(), Sample.deprecation(["replacement": nil])]),
      RuleExample(
        "a rename that does not say to what",
        [Sample.component(), Sample.deprecation(["replacement": ["relation": "rename"]])]),
    ],
    passing: [
      RuleExample(
        "no replacement, and why",
        [
          Sample.component(),
          Sample.deprecation(["replacement": ["relation": "none", "reason": "Nobody used it."]]),
        ]),
      RuleExample(
        "discouraged, with no removal planned",
        [
          Sample.component(),
          Sample.deprecation(["replacement": nil, "plannedRemoval": nil, "soft": true]),
        ]),
    ]
  ) { graph in
    graph.deprecations.compactMap { life -> Breach? in
      guard life.removal != nil, life.state != .withdrawn, life.state != .soft else { return nil }
      guard let replacement = life.record["replacement"] else {
        return Breach(
          life.record.id, life.endPath, "`\(life.subject)` goes and nothing is named instead",
          help: "add `replacement: {relation: replace, what: …}`, or `relation: none` with a reason"
        )
      }
      let relation = replacement["relation"]?.text ?? "none"
      guard relation != "none", replacement["what"] == nil else { return nil }
      return Breach(
        life.record.id, "replacement",
        "the replacement of `\(life.subject)` is `\(relation)` but `what` does not say which",
        help: "add `what:` under `replacement`")
    }
  }
}
