import Knowledge
import Primitives
import Records

extension CheckRule {
  static let removalNotMajor = CheckRule(
    "removal.not-major", .error, title: "Removal in a release that may not remove",
    explanation: """
      A policy may promise that things go only in major releases, or only in feature releases. \
      Users take the smaller ones without reading, so a removal there breaks them unprepared. Move \
      the removal to the next release that may remove, or exempt it with who allows it.
      """,
    triggering: [
      RuleExample(
        "a removal in 2.4 where only majors may remove",
        [
          Sample.component("app", ["policies": ["deprecation": "promise"]]),
          Sample.policy(["notice": [["stability": "any", "releases": 1]], "onlyIn": "major"]),
          Sample.deprecation(["plannedRemoval": ["version": "2.4.0", "on": "2026-01-10"]]),
        ]),
      RuleExample(
        "a removal in a patch release where feature releases may remove",
        [
          Sample.component("app", ["policies": ["deprecation": "promise"]]),
          Sample.policy(["notice": [["stability": "any", "releases": 1]], "onlyIn": "minor"]),
          Sample.deprecation(["plannedRemoval": ["version": "2.4.1", "on": "2026-01-10"]]),
        ]),
    ],
    passing: [
      RuleExample(
        "a removal in 3.0",
        [
          Sample.component("app", ["policies": ["deprecation": "promise"]]),
          Sample.policy(["notice": [["stability": "any", "releases": 1]], "onlyIn": "major"]),
          Sample.deprecation(["plannedRemoval": ["version": "3.0", "on": "2026-01-10"]]),
        ]),
      RuleExample(
        "an alpha interface, which nobody was promised",
        [
          Sample.component("app", ["policies": ["deprecation": "promise"]]),
          Sample.policy(["notice": [["stability": "any", "releases": 1]], "onlyIn": "major"]),
          Sample.deprecation([
            "plannedRemoval": ["version": "2.4.0", "on": "2026-01-10"], "stability": "alpha",
          ]),
        ]),
    ]
  ) { graph in
    graph.deprecations.compactMap { life -> Breach? in
      guard life.state != .withdrawn, life.record["stability"]?.text != "alpha",
        let promise = life.notice.promise, promise.wasInForce,
        let allowed = graph.record(promise.policy)?["onlyIn"]?.text, allowed != "any",
        let version = life.removal?.version, version.scheme == .semver || version.scheme == .pep440,
        version.isWellFormed || version.scheme == .semver, !version.isPrerelease
      else { return nil }
      let first = Version(version.series(components: allowed == "major" ? 1 : 2), version.scheme)
      guard !version.isSame(as: first) else { return nil }
      return Breach(
        life.record.id, life.endPath,
        "`\(life.subject)` goes with \(version), but \(promise.policy) removes in "
          + "\(allowed == "major" ? "major" : "feature") releases only",
        help: life.state == .removed
          ? "correct the version if it is wrong, or exempt it with the name of who allowed it"
          : "move the removal to the next \(allowed) release, or exempt it with who allows it",
        evidence: [promise.policy])
    }
  }
}
