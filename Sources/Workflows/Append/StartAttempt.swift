import Ledger
import Primitives
import Records

/// Starts an attempt of an upgrade.
public enum StartAttempt {
  /// Records a running attempt with the newest edition of the runbook.
  public static func run(
    _ workspace: Workspace, upgrade: String, _ fragment: Fragment, _ options: Append.Options
  ) throws(Diagnostics) -> [Append.Change] {
    let plan = try Newest.address(upgrade, "upgrade")
    var form = Fragment.Form.record("attempt", without: ["upgrade"])
    form.name = "attempt-start"
    form.fields = form.fields.map { field in
      ["id", "title"].contains(field.name)
        ? .optional(field.name, field.type, field.meaning, example: field.example) : field
    }
    form.defaults = [
      "startedAt": .string(options.at.description), "status": "running",
      "operator": .string(options.by),
    ]
    return try fragment.read(form, workspace) { (stated) throws(Diagnostics) in
      try Append.run(workspace, options) { (ledger) throws(Diagnostics) in
        let newest = try Newest.record(plan, ledger)
        var attempt: Object = ["id": "", "title": ""]
        for member in stated.members { attempt[member.name] = member.value }
        attempt["upgrade"] = .string(plan.id)
        let environment = stated["environment"]?.text ?? ""
        let day = stated["startedAt"]?.text.flatMap { Instant($0) }?.day ?? options.at.day
        if stated["title"] == nil {
          attempt["title"] = .string("\(newest.title), \(environment), \(day)")
        }
        if stated["edition"] == nil, let number = try edition(plan, ledger) {
          attempt["edition"] = .int(number)
        }
        let wanted = stated["id"]?.text ?? Slug.nearest(to: "\(plan.id)-\(environment)-\(day)")
        let id = try Newest.freeID(wanted, "attempt", ledger)
        if stated["id"] != nil, id != wanted {
          throw Diagnostics(
            Diagnostic(
              "record-exists", "there is an attempt/\(wanted) already", help: "choose another --id")
          )
        }
        attempt["id"] = .string(id)
        return [
          Append.Next(
            id: RecordID(kind: "attempt", id: id), fields: attempt, reason: "starts the attempt")
        ]
      }
    }
  }

  private static func edition(_ plan: RecordID, _ ledger: some LedgerReading) throws(Diagnostics)
    -> Int?
  {
    do {
      return try ledger.ground(of: "runbook/\(plan.id)")?.number
    } catch {
      throw Diagnostics(failure: error)
    }
  }
}
