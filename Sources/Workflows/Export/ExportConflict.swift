import Primitives
import Records

/// A record file that an export does not overwrite, shown with both sides.
enum ExportConflict {
  /// An error, and a note for each field that differs.
  static func diagnostics(_ file: ExportPlaces.Found, _ record: Record, isEdited: Bool)
    -> [Diagnostic]
  {
    let range = SourceRange(file: file.name, line: 1, column: 1)
    guard let draft = file.draft else {
      let problem =
        file.isShared
        ? "`\(file.path)` states several records, and \(record.id) has changed since"
        : "`\(file.path)` is not what \(record.id) was exported to"
      return [
        Diagnostic(
          "conflict", problem, at: range,
          help: file.isShared
            ? "give the record a file of its own, or take over the change by hand"
            : "mend or move the file, or let it be overwritten with `--force`")
      ]
    }
    let error = Diagnostic(
      "conflict",
      isEdited
        ? "`\(file.path)` was edited since; the ledger has revision \(record.rev) of \(record.id) by \(record.recordedBy)"
        : "`\(file.path)` has comments that can't be kept; the ledger has revision \(record.rev) of \(record.id)",
      at: range,
      help: isEdited
        ? "`waymark apply` takes over what the file says; `--force` overwrites it with what the ledger says"
        : "take over what the ledger says below by hand, or write the file anew with `--force`")
    let most = 20
    let differences = FieldDifference.between(draft.fields, record.fields)
    let notes = differences.prefix(most).map { difference in
      Diagnostic(
        "conflict", .note,
        "\(difference.path): the file says \(side(difference.old)), the ledger \(side(difference.new))",
        at: range, help: nil)
    }
    let rest = differences.count - notes.count
    return [error] + notes
      + (rest > 0
        ? [Diagnostic("conflict", .note, "\(rest) more fields differ", at: range, help: nil)] : [])
  }

  private static func side(_ value: Value?) -> String {
    value.map(FieldDifference.short) ?? "nothing"
  }
}
