import Primitives
import Records

/// Finishes an attempt with its outcome.
public enum FinishAttempt {
  /// Says how the attempt ended; a step that was going on ends with it.
  public static func run(
    _ workspace: Workspace, attempt: String, _ fragment: Fragment, _ options: Append.Options
  ) throws(Diagnostics) -> [Append.Change] {
    let id = try Newest.address(attempt, "attempt")
    let form = Fragment.Form(
      name: "attempt-finish", place: "the end of an attempt",
      fields: Fragment.Form.fields(
        [
          "outcome", "endedAt", "abortedBeforeApply", "failedStep", "detectedAt", "restoredAt",
          "deviations", "downtime", "downtimeMeasuredBy", "rollback", "incident", "lessons",
          "notes",
        ], of: "attempt", required: ["outcome"]),
      body: "notes", defaults: ["endedAt": .string(options.at.description)])
    return try fragment.read(form, workspace) { (stated) throws(Diagnostics) in
      try Append.run(workspace, options) { (ledger) throws(Diagnostics) in
        let newest = try Newest.record(id, ledger)
        try RunningAttempt.check(newest)
        var fields = newest.fields
        for member in stated.members { fields = merged(fields, member) }
        fields["status"] = "finished"
        if let end = stated["endedAt"], let steps = newest["steps"]?.items {
          fields["steps"] = .list(steps.map { RunningAttempt.ended($0, at: end) })
        }
        return [
          Append.Next(
            id: id, fields: fields, reason: "finishes the attempt: \(stated["outcome"]?.text ?? "")"
          )
        ]
      }
    }
  }

  /// Lists grow and notes are kept above what is added; everything else is said once.
  private static func merged(_ fields: Object, _ member: Object.Member) -> Object {
    var fields = fields
    switch (fields[member.name], member.value) {
    case (.list(let old)?, .list(let new)):
      fields[member.name] = .list(old + new.filter { !old.contains($0) })
    case (.string(let old)?, .string(let new)) where member.name == "notes":
      fields[member.name] = .string("\(old)\n\n\(new)")
    default: fields[member.name] = member.value
    }
    return fields
  }
}
