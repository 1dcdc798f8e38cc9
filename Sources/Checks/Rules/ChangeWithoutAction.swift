import Knowledge
import Records

extension CheckRule {
  static let changeWithoutAction = CheckRule(
    "RN001", .error, title: "Change that breaks things and says not what to do",
    explanation: """
      Whoever reads that something breaks, is removed or was a security hole asks what to do. Say it \
      under `action`, or under `noAction` why nothing need be done.
      """,
    triggering: [
      RuleExample(
        "a breaking change", [Sample.component(), Sample.change(["breaking": true])]),
      RuleExample(
        "a hole that was closed", [Sample.component(), Sample.change(["type": "security"])]),
    ],
    passing: [
      RuleExample(
        "what to do",
        [
          Sample.component(),
          Sample.change([
            "breaking": true, "affected": "Callers of /v1/orders.", "action": "Call /v2/orders.",
          ]),
        ]),
      RuleExample(
        "nothing to do, and why",
        [
          Sample.component(),
          Sample.change(["type": "removed", "noAction": "It was never released."]),
        ]),
      RuleExample(
        "taken back before the release",
        [Sample.component(), Sample.change(["breaking": true, "status": "reverted"])]),
    ]
  ) { graph in
    graph.records("change").compactMap { change -> Breach? in
      guard change.status == "done" else { return nil }
      let type = change["type"]?.text ?? ""
      let isBreaking = change["breaking"]?.bool == true
      guard isBreaking || type == "removed" || type == "security", change["action"] == nil,
        change["noAction"] == nil, change["commands"]?.items.isEmpty ?? true
      else { return nil }
      let sort = isBreaking ? "breaking" : type == "removed" ? "a removal" : "a security fix"
      return Breach(
        change.id, isBreaking ? "breaking" : "type",
        "the change is \(sort) and does not say what to do",
        help: "add `action:`, or `noAction:` with the reason why nothing need be done")
    }
  }
}
