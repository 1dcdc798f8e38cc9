import Knowledge
import Records

extension CheckRule {
  static let changeWithoutAffected = CheckRule(
    "RN002", .error, title: "Action that does not say for whom",
    explanation: """
      An action without a condition makes everybody read and nobody act. `affected` says who has to \
      act, as something that a reader can check: a version range, a setting, a call. Vague words, \
      such as "some users", are a warning.
      """,
    triggering: [
      RuleExample(
        "something to do, for nobody in particular",
        [Sample.component(), Sample.change(["action": "Call /v2/orders."])]),
      RuleExample(
        "for some users",
        [
          Sample.component(),
          Sample.change(["action": "Call /v2/orders.", "affected": "Some users of the API."]),
        ]),
    ],
    passing: [
      RuleExample(
        "a condition that can be checked",
        [
          Sample.component(),
          Sample.change(["action": "Call /v2/orders.", "affected": "Callers of /v1/orders."]),
        ]),
      RuleExample(
        "a range of versions",
        [
          Sample.component(),
          Sample.change([
            "type": "security", "action": "Upgrade.", "security": ["affected": "<1.2.3"],
          ]),
        ]),
    ]
  ) { graph in
    graph.records("change").compactMap { change -> Breach? in
      guard change.status == "done", change["action"] != nil || change["commands"] != nil else {
        return nil
      }
      guard let affected = change["affected"]?.text else {
        guard change["security"]?["affected"] == nil else { return nil }
        return Breach(
          change.id, change["action"] == nil ? "commands" : "action",
          "the change asks for an action and does not say of whom",
          help: "add `affected:` with a condition that a reader can check")
      }
      let words = ByteText.lowered(affected)
      let vague = ["some users", "certain users", "certain cases", "some cases", "various users"]
      guard let found = vague.first(where: { !ByteText.places(of: $0, in: words).isEmpty }) else {
        return nil
      }
      return Breach(
        change.id, "affected", "\"\(found)\" is nothing that a reader can check",
        help: "name the versions, the setting or the call that decides it", severity: .warning)
    }
  }
}
