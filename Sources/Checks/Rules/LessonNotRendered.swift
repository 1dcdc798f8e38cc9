import Knowledge
import Primitives
import Records

extension CheckRule {
  static let lessonNotRendered = CheckRule(
    "lesson.not-rendered", .error, title: "Lesson that is shown nowhere, or everywhere",
    explanation: """
      An accepted lesson is worth something only at the step where it matters. One whose selectors \
      match no step of any plan is forgotten; one that matches every step is noise and will be \
      skipped. Correct the selectors under `appliesTo`, write the plan that it is for, or retire the \
      lesson if it no longer holds.
      """,
    triggering: [
      RuleExample(
        "a step key that no plan has",
        [
          Sample.component(), Sample.upgrade([:]),
          Sample.lesson(["appliesTo": [["component": "app", "step": "deplooy"]]]),
        ]),
      RuleExample(
        "a selector that holds for every step of every plan",
        [
          Sample.component(),
          Sample.upgrade(["steps": [Sample.step], "rollback": ["kind": "none", "reason": "-"]]),
          Sample.upgrade(
            ["steps": [Sample.step], "rollback": ["kind": "none", "reason": "-"]],
            id: "app-2-to-3"),
          Sample.lesson(["appliesTo": [["command": "*"], ["step": "deploy"]]]),
        ]),
    ],
    passing: [
      RuleExample(
        "shown at one step",
        [Sample.component(), Sample.upgrade([:]), Sample.lesson([:])]),
      RuleExample(
        "only proposed",
        [
          Sample.component(), Sample.upgrade([:]),
          Sample.lesson(["status": "proposed", "appliesTo": [["component": "other"]]]),
        ]),
    ]
  ) { graph in
    let plans = graph.records("upgrade")
    var shown: [RecordID: Int] = [:]
    var wholePlans: [RecordID: Int] = [:]
    for plan in plans {
      let steps = plan.allSteps.count
      let matches = Dictionary(grouping: graph.lessons(for: plan), by: \.lesson.id)
      for (lesson, places) in matches {
        shown[lesson, default: 0] += places.count
        let isWhole = places.contains { $0.step == nil } || places.count >= steps
        if isWhole { wholePlans[lesson, default: 0] += 1 }
      }
    }
    return graph.records("lesson").filter { $0.status == "accepted" }.compactMap {
      lesson -> Breach? in
      if shown[lesson.id] == nil {
        return Breach(
          lesson.id, "appliesTo", "the lesson matches no step of any plan, so nobody will read it",
          help: "correct the selectors, write the plan that it is for, or retire the lesson")
      }
      guard plans.count > 1, wholePlans[lesson.id] == plans.count else { return nil }
      return Breach(
        lesson.id, "appliesTo", "the lesson matches every plan as a whole, so nobody will heed it",
        help: "name the phase, the step or the command where it matters")
    }
  }
}
