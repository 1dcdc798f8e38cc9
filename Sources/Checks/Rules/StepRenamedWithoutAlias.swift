import Knowledge
import Records

extension CheckRule {
  static let stepRenamedWithoutAlias = CheckRule(
    "step.renamed-without-alias", .error, title: "Run that names a step its plan does not have",
    explanation: """
      Times, deviations and failures of a run are tied to the keys of steps. A key that was renamed \
      takes them away from the step, and with them what the next reader could learn. Write the old \
      key under the step's `aliases:`; its history then follows it. Where the step is gone for good, \
      write it under the aliases of the step that took its place.
      """,
    triggering: [
      RuleExample(
        "timed under a key that was renamed",
        [
          Sample.component(), Sample.upgrade([:]),
          Sample.attempt("run", ["steps": [["key": "roll-out"]]]),
        ]),
      RuleExample(
        "left the runbook at a step that is not there",
        [
          Sample.component(), Sample.upgrade([:]),
          Sample.attempt(
            "run", ["failedStep": "roll-out", "deviations": [["step": "x", "text": "By hand."]]]),
        ]),
    ],
    passing: [
      RuleExample(
        "the step knows its old key",
        [
          Sample.component(),
          Sample.upgrade([
            "steps": [
              ["key": "deploy", "title": "Deploy the new version", "aliases": ["roll-out"]]
            ]
          ]),
          Sample.attempt("run", ["steps": [["key": "roll-out"]], "failedStep": "redeploy"]),
        ])
    ]
  ) { graph in
    graph.plans.flatMap { plan -> [Breach] in
      let steps = plan.allSteps.map(\.step)
      let keys = Set(
        steps.compactMap { $0["key"]?.text } + steps.flatMap { $0["aliases"]?.texts ?? [] })
      return graph.facts(of: plan).attempts.flatMap { attempt in
        attempt.namedSteps.filter { !keys.contains($0.key) }.map { path, key in
          Breach(
            attempt.id, path, "`\(key)` is no step of \(plan.id), and no earlier key of one",
            help: "write `aliases: [\(key)]` under the step that it is now", evidence: [plan.id])
        }
      }
    }
  }
}

extension Record {
  /// The keys of steps that a run names, each once, with where it does.
  fileprivate var namedSteps: [(path: FieldPath, key: String)] {
    var named: [(path: FieldPath, key: String)] = []
    func note(_ path: FieldPath, _ key: String?) {
      if let key, !named.contains(where: { $0.key == key }) { named.append((path, key)) }
    }
    note("failedStep", self["failedStep"]?.text)
    for (index, item) in (self["steps"]?.items ?? []).enumerated() {
      note(FieldPath("steps").appending(index).appending("key"), item["key"]?.text)
    }
    for (index, item) in (self["deviations"]?.items ?? []).enumerated() {
      note(FieldPath("deviations").appending(index).appending("step"), item["step"]?.text)
    }
    return named
  }
}
