import Ledger
import Primitives
import Records

/// Times the steps of a running attempt.
public enum TimeStep {
  /// Begins a step and ends the one that was going on, or ends the step itself.
  ///
  /// The step is named by its key in the edition of the runbook that the attempt uses. One that ends
  /// without ever having begun is noted as begun and ended.
  public static func run(
    _ workspace: Workspace, attempt: String, step: String, ends: Bool, _ fragment: Fragment,
    _ options: Append.Options
  ) throws(Diagnostics) -> [Append.Change] {
    let id = try Newest.address(attempt, "attempt")
    var form = Fragment.Form.member(
      of: "steps", "attempt", name: "attempt-step", place: "a step", body: "note")
    form.fields.removeAll { $0.name == "key" }
    return try fragment.read(form, workspace) { (stated) throws(Diagnostics) in
      try Append.run(workspace, options) { (ledger) throws(Diagnostics) in
        let newest = try Newest.record(id, ledger)
        try RunningAttempt.check(newest)
        try check(step, newest, ledger)
        let now = Value.string(options.at.description)
        var fields = newest.fields
        var steps = newest["steps"]?.items ?? []
        let open = steps.lastIndex { $0["key"]?.text == step && $0["endedAt"] == nil }
        var entry = open.flatMap { steps[$0].object } ?? ["key": .string(step)]
        for member in stated.members { entry[member.name] = member.value }
        if entry["startedAt"] == nil { entry["startedAt"] = now }
        if ends, entry["endedAt"] == nil { entry["endedAt"] = now }
        let begun = entry["startedAt"] ?? now
        // Whoever begins the next step has ended the one before.
        if open == nil { steps = steps.map { RunningAttempt.ended($0, at: begun) } }
        if let open { steps[open] = .object(entry) } else { steps.append(.object(entry)) }
        fields["steps"] = .list(steps)
        return [
          Append.Next(
            id: id, fields: fields,
            reason: "\(ends ? "ends" : open == nil ? "begins" : "notes") the step \(step)")
        ]
      }
    }
  }

  /// The step must be one of the plan as the attempt's edition has it, or as it is now.
  private static func check(
    _ step: String, _ attempt: Record, _ ledger: some LedgerReading
  ) throws(Diagnostics) {
    guard let plan = attempt["upgrade"]?.text.map({ RecordID(kind: "upgrade", id: $0) }) else {
      return
    }
    do {
      let edition = try attempt["edition"]?.int.flatMap { number in
        try ledger.editions(of: "runbook/\(plan.id)").first { $0.number == number }
      }
      let used = edition?.sources.first { $0.id == plan }?.rev
      let record =
        try used.flatMap { rev in try ledger.revision(rev, of: plan) }
        ?? ledger.record(plan)
      let steps = (record?["steps"]?.items ?? []) + (record?["rollback"]?["steps"]?.items ?? [])
      let keys = steps.compactMap { $0["key"]?.text }
      guard !keys.isEmpty, !keys.contains(step),
        !steps.contains(where: { ($0["aliases"]?.texts ?? []).contains(step) })
      else { return }
      throw Diagnostics(
        Diagnostic(
          "unknown-step",
          "\(plan) has no step `\(step)`"
            + (used.map {
              " in revision \($0), which edition \(edition?.number ?? 0) was made from"
            } ?? ""),
          help: Spelling.nearest(to: step, among: keys).map { "did you mean `\($0)`?" }
            ?? "the steps are \(keys.joined(separator: ", "))"))
    } catch {
      throw Diagnostics(failure: error)
    }
  }
}

/// What holds for attempts that go on.
enum RunningAttempt {
  /// Refuses an attempt that is over.
  static func check(_ attempt: Record) throws(Diagnostics) {
    guard attempt.status == "finished" else { return }
    throw Diagnostics(
      Diagnostic(
        "attempt-finished",
        "\(attempt.id) was finished\(attempt["endedAt"]?.text.map { " at \($0)" } ?? "")",
        help: "start a new attempt; to correct this one edit its file and apply"))
  }

  /// A step with an end; one that has an end keeps it.
  static func ended(_ step: Value, at end: Value) -> Value {
    guard var entry = step.object, entry["endedAt"] == nil else { return step }
    entry["endedAt"] = end
    return .object(entry)
  }
}
