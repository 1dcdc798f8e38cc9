import Knowledge

extension CheckRule {
  static let noticeShort = CheckRule(
    "notice.short", .error, title: "Less notice than promised",
    explanation: """
      A removal has to leave the days and releases that the component's policy promised when the \
      deprecation was announced. Users plan by that promise, and one that is broken once is not \
      planned by again. Move the removal to a later version or day; where somebody who may do so \
      allowed less, write an exemption with their name.
      """,
    triggering: [
      RuleExample(
        "ninety days where the policy promises 180",
        [
          Sample.component("app", ["policies": ["deprecation": "promise"]]),
          Sample.policy(["notice": [["stability": "any", "days": 180]]]),
          Sample.deprecation([
            "announced": ["on": "2025-01-01"], "plannedRemoval": ["on": "2025-04-01"],
          ]),
        ])
    ],
    passing: [
      RuleExample(
        "exactly the days that were promised",
        [
          Sample.component("app", ["policies": ["deprecation": "promise"]]),
          Sample.policy(["notice": [["stability": "any", "days": 180]]]),
          Sample.deprecation([
            "announced": ["on": "2025-01-01"], "plannedRemoval": ["on": "2025-06-30"],
          ]),
        ]),
      RuleExample(
        "a policy that came into force after the announcement",
        [
          Sample.component("app", ["policies": ["deprecation": "promise"]]),
          Sample.policy([
            "notice": [["stability": "any", "days": 180]], "effectiveFrom": "2025-02-01",
          ]),
          Sample.deprecation([
            "announced": ["on": "2025-01-01"], "plannedRemoval": ["on": "2025-04-01"],
          ]),
        ]),
    ]
  ) { graph in
    graph.deprecations.compactMap { life -> Breach? in
      guard life.notice.verdict == .short, life.state != .withdrawn, life.state != .soft,
        let promise = life.notice.promise
      else { return nil }
      let given = words(days: life.notice.days, releases: life.notice.releases)
      let promised = words(days: promise.days, releases: promise.releases)
      return Breach(
        life.record.id, life.endPath,
        "`\(life.subject)` gets \(given) of notice where \(promise.policy) promises \(promised)",
        help: life.state == .removed
          ? "correct the dates if they are wrong, or exempt it with the name of who allowed it"
          : "move the removal to a later version or day, or exempt it with who allows it",
        evidence: [promise.policy])
    }
  }

  /// `90 days and 1 release`, with what is not known left out.
  static func words(days: Int?, releases: Int?) -> String {
    let parts = [
      days.map { $0 == 1 ? "1 day" : "\($0) days" },
      releases.map { $0 == 1 ? "1 release" : "\($0) releases" },
    ].compactMap(\.self)
    return parts.isEmpty ? "none" : parts.joined(separator: " and ")
  }
}
