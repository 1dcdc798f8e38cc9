import Primitives
import Records

/// Moves the planned removal of a deprecation, keeping the plan that was.
public enum MoveRemoval {
  /// Takes a new plan; the old one goes to the end of `earlierPlans` with the day, reason and author.
  public static func run(
    _ workspace: Workspace, deprecation: String, _ fragment: Fragment, _ options: Append.Options
  ) throws(Diagnostics) -> [Append.Change] {
    let id = try Newest.address(deprecation, "deprecation")
    let moment =
      Fragment.Form.fields(["plannedRemoval"], of: "deprecation").first?.type.fields ?? []
    let form = Fragment.Form(
      name: "deprecation-move", place: "a new planned removal",
      fields: moment + [
        .required("reason", .text, "Why the plan changes.", example: "Too many users are left."),
        .optional("by", .text, "Who changed it."),
        .optional("changedOn", .date, "When the plan changed."),
      ],
      defaults: ["by": .string(options.by), "changedOn": .string(options.at.day.description)])
    return try fragment.read(form, workspace) { (stated) throws(Diagnostics) in
      try Append.run(workspace, options) { (ledger) throws(Diagnostics) in
        let newest = try Newest.record(id, ledger)
        var plan = Object()
        for field in moment { if let value = stated[field.name] { plan[field.name] = value } }
        try check(newest, plan)
        var fields = newest.fields
        fields["plannedRemoval"] = .object(plan)
        if let old = newest["plannedRemoval"]?.object {
          var earlier = Object()
          for name in ["version", "on"] { if let value = old[name] { earlier[name] = value } }
          for name in ["changedOn", "reason", "by"] {
            if let value = stated[name] { earlier[name] = value }
          }
          fields = fields.adding(.object(earlier), to: "earlierPlans")
        }
        return [
          Append.Next(
            id: id, fields: fields,
            reason: "moves the planned removal: \(stated["reason"]?.text ?? "")")
        ]
      }
    }
  }

  private static func check(_ deprecation: Record, _ plan: Object) throws(Diagnostics) {
    func refuse(_ id: String, _ message: String, _ help: String) throws(Diagnostics) {
      throw Diagnostics(Diagnostic(id, message, help: help))
    }
    if plan["version"] == nil, plan["on"] == nil {
      try refuse(
        "plan-without-moment", "the new plan has neither a version nor a date",
        "add --to-version or --on")
    }
    if deprecation["removed"] != nil || deprecation.status == "removed" {
      try refuse(
        "already-removed", "\(deprecation.id) is removed; its plan can't move any more",
        "correct the record's file and apply if it is not")
    }
    if let old = deprecation["plannedRemoval"], old["version"] == plan["version"],
      old["on"] == plan["on"]
    {
      try refuse(
        "plan-unchanged", "\(deprecation.id) is planned for that moment already",
        "say where it moves to with --to-version or --on")
    }
  }
}
