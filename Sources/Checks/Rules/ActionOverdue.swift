import Knowledge
import Primitives
import Records

extension CheckRule {
  static let actionOverdue = CheckRule(
    "action.overdue", .warning, title: "Action item past its day",
    explanation: """
      An action item of an incident is still open after the day by which it was to be done; until \
      then the same incident can happen again. Do it and set `state: done`, agree on a new day, or \
      cancel it with a reason.
      """,
    triggering: [
      RuleExample(
        "open after its day",
        [Sample.incident(["actions": [["text": "Add an alert.", "due": "2024-04-01"]]])])
    ],
    passing: [
      RuleExample(
        "done",
        [
          Sample.incident([
            "actions": [["text": "Add an alert.", "due": "2024-04-01", "state": "done"]]
          ])
        ]),
      RuleExample(
        "due today", on: "2024-04-01",
        [Sample.incident(["actions": [["text": "Add an alert.", "due": "2024-04-01"]]])]),
    ]
  ) { graph in
    graph.records("incident").flatMap { incident in
      (incident["actions"]?.items ?? []).enumerated().compactMap { index, action -> Breach? in
        guard action["state"]?.text ?? "open" == "open",
          let due = action["due"]?.text.flatMap({ PartialDate($0) }), due.last < graph.day
        else { return nil }
        let name = action["key"]?.text.map { "`\($0)`" } ?? "number \(index + 1)"
        return Breach(
          incident.id, FieldPath("actions").appending(index).appending("due"),
          "the action \(name) was due on \(due) and is open",
          help: "do it and set `state: done`, agree on a new day, or cancel it with a reason")
      }
    }
  }
}
