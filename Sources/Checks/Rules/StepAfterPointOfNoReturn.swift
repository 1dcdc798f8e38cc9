import Knowledge
import Primitives
import Records

extension CheckRule {
  static let stepAfterPointOfNoReturn = CheckRule(
    "step.after-ponr-unlabelled", .error, title: "Point of no return that is not where it says",
    explanation: """
      Whoever runs a plan has to know up to which step there is a way back. A step that destroys \
      something and can't be taken back closes that way, so it has to be the point of no return or \
      come after it; and the steps after it have to say of themselves whether they can be taken \
      back, and may not send their reader to a rollback that is closed. Set \
      `rollback.pointOfNoReturn`, and `reversible` on the steps that follow it.
      """,
    triggering: [
      RuleExample(
        "a deletion and no point of no return",
        [
          Sample.component(),
          Sample.upgrade([
            "steps": [
              Sample.step,
              [
                "key": "delete-old", "title": "Delete the old data", "destructive": true,
                "reversible": "no", "confirm": "A week has passed.",
              ],
            ]
          ]),
        ]),
      RuleExample(
        "a step after the point of no return that leads back",
        [
          Sample.component(),
          Sample.upgrade([
            "steps": [
              ["key": "cut-over", "title": "Send writes to the new one", "reversible": "no"],
              ["key": "clean", "title": "Clean", "reversible": "yes", "onFailure": "rollback"],
            ],
            "rollback": [
              "kind": "traffic-switch", "trigger": "Errors.", "pointOfNoReturn": "cut-over",
              "steps": [["key": "switch-back", "title": "Switch back"]],
            ],
          ]),
        ]),
    ],
    passing: [
      RuleExample(
        "the deletion is the point of no return",
        [
          Sample.component(),
          Sample.upgrade([
            "steps": [
              Sample.step,
              [
                "key": "delete-old", "title": "Delete the old data", "destructive": true,
                "reversible": "no", "confirm": "A week has passed.",
              ],
            ],
            "rollback": [
              "kind": "traffic-switch", "trigger": "Errors.", "pointOfNoReturn": "delete-old",
              "steps": [["key": "switch-back", "title": "Switch back"]],
            ],
          ]),
        ]),
      RuleExample(
        "a message that can't be unsent closes no way back",
        [
          Sample.component(),
          Sample.upgrade([
            "steps": [["key": "announce", "title": "Announce the window", "reversible": "no"]]
          ]),
        ]),
    ]
  ) { graph in
    graph.plans.flatMap { plan -> [Breach] in
      guard let rollback = plan["rollback"], rollback["kind"]?.text != "none" else { return [] }
      let point = rollback["pointOfNoReturn"]?.text
      let place = plan.steps.firstIndex { $0.step["key"]?.text == point && point != nil }
      return plan.steps.enumerated().flatMap { index, at -> [Breach] in
        let key = at.step["key"]?.text ?? ""
        guard let place, let point, index > place else {
          guard index != place, closesTheWayBack(at.step) else { return [] }
          let reason = point.map { "comes before the point of no return `\($0)`" }
          return [
            Breach(
              plan.id, at.path.appending("reversible"),
              "the step `\(key)` can't be taken back, but "
                + (reason ?? "the plan names no point of no return"),
              help: "set `rollback.pointOfNoReturn: \(key)`, or say how the step is taken back")
          ]
        }
        var breaches: [Breach] = []
        if at.step["reversible"] == nil {
          breaches.append(
            Breach(
              plan.id, at.path,
              "the step `\(key)` comes after the point of no return `\(point)` and does not say "
                + "whether it can be taken back",
              help: "add `reversible:` to the step"))
        }
        if at.step["onFailure"]?.text == "rollback" {
          breaches.append(
            Breach(
              plan.id, at.path.appending("onFailure"),
              "the step `\(key)` goes back on failure, but that way is closed after `\(point)`",
              help: "write `abort`, or `step:KEY` of the step that goes on from here"))
        }
        return breaches
      }
    }
  }

  private static func closesTheWayBack(_ step: Value) -> Bool {
    step["destructive"]?.bool == true && ["no", "restore-only"].contains(step["reversible"]?.text)
  }
}
