import Knowledge
import Primitives
import Records

extension CheckRule {
  static let deprecatedBeforeReplacement = CheckRule(
    "deprecated.before-replacement", .error, title: "Deprecated before its replacement was there",
    explanation: """
      Users who are warned have to have somewhere to go: the replacement must be released no later \
      than the warning (Kubernetes' deprecation policy, rule 3). Move the warning to the release that \
      brings the replacement, or correct `availableIn`. A policy with `replacementFirst: false` \
      switches this off for its components, and the ends of versions are let off.
      """,
    triggering: [
      RuleExample(
        "a warning in 1.4 for what 1.6 replaces",
        [
          Sample.component(),
          Sample.deprecation([
            "warns": ["version": "1.4"],
            "replacement": ["relation": "replace", "what": "/v2", "availableIn": "1.6"],
          ]),
        ])
    ],
    passing: [
      RuleExample(
        "a version, whose end is known when it comes out",
        [
          Sample.component(),
          Sample.deprecation([
            "subject": "app 1", "subjectKind": "version", "announced": ["version": "1.0"],
            "replacement": ["relation": "replace", "what": "app 2", "availableIn": "2.0"],
          ]),
        ]),
      RuleExample(
        "announced early, but the warning comes with the replacement",
        [
          Sample.component(),
          Sample.deprecation([
            "announced": ["version": "1.2"], "warns": ["version": "1.6"],
            "replacement": ["relation": "replace", "what": "/v2", "availableIn": "1.6"],
          ]),
        ]),
      RuleExample(
        "a policy that does not promise it",
        [
          Sample.component("app", ["policies": ["deprecation": "promise"]]),
          Sample.policy(["notice": [["stability": "any", "days": 1]], "replacementFirst": false]),
          Sample.deprecation([
            "warns": ["version": "1.4"],
            "replacement": ["relation": "replace", "what": "/v2", "availableIn": "1.6"],
          ]),
        ]),
    ]
  ) { graph in
    graph.deprecations.compactMap { life -> Breach? in
      guard life.state != .withdrawn, life.state != .soft, let start = life.start,
        let replacement = life.record["replacement"]
      else { return nil }
      let policy = life.notice.promise.flatMap { graph.record($0.policy) }
      let promised = policy?["replacementFirst"]?.bool
      // The end of a version is known when it comes out, and its successor follows it.
      let isVersion = life.record["subjectKind"]?.text == "version"
      if promised == false || (isVersion && promised != true) { return nil }
      let stated: Object = Object(
        [("version", replacement["availableIn"]), ("on", replacement["availableOn"])]
          .compactMap { name, value in value.map { (name, $0) } })
      guard let there = graph.moment(.object(stated), component: life.component),
        start.moment.isBefore(there)
      else { return nil }
      return Breach(
        life.record.id, FieldPath("replacement"),
        "`\(life.subject)` is deprecated with \(start.moment.text), before its replacement comes "
          + "with \(there.text)",
        help:
          "move the warning to the release that brings the replacement, or correct `availableIn`",
        evidence: [policy?.id].compactMap(\.self))
    }
  }
}
