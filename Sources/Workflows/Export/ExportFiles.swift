import Ledger
import Primitives
import Records

/// Writes the records of a ledger back as record files: the way out of what `Apply` takes in.
///
/// Exporting twice gives the same bytes, and applying what was exported changes nothing. A file that
/// states its record already is left byte for byte, however it is laid out; one that somebody edited
/// since is never overwritten without saying so.
public enum ExportFiles {
  /// How to export.
  public struct Options: Sendable {
    /// `kind`, `kind/id` or `kind/id-prefix*`; everything when empty.
    public var selectors: [String] = []
    /// A condition in the language of `Filter`; `nil` for none.
    public var condition: String?
    /// The folder that gets `<kind>/<id>.yaml`; the workspace's own `records/` when `nil`.
    public var folder: String?
    /// Only tell what would be done.
    public var isDryRun = false
    /// Overwrite files that somebody edited.
    public var isForced = false

    /// Makes options that export everything to where it came from.
    public init() {}
  }

  /// What became of the record files.
  public struct Outcome: Sendable {
    /// Files that were not there, in order of their records.
    public var written: [String] = []
    /// Files that stated an earlier revision.
    public var updated: [String] = []
    /// Files that somebody had edited and that were overwritten, as asked.
    public var overwritten: [String] = []
    /// How many files state their record already.
    public var unchanged = 0
    /// Files that were left: for each an error, and notes with both sides.
    public var conflicts: [Diagnostic] = []
    /// Internal records among those that have files now.
    public var internals = 0
    /// Files of records that are retired: an apply would bring them back.
    public var stale: [String] = []

    /// Whether every file states its record.
    public var isClean: Bool {
      written.isEmpty && updated.isEmpty && overwritten.isEmpty && conflicts.isEmpty
    }
  }

  /// Exports the records of a view.
  ///
  /// - Throws: `as-of-in-place` for an earlier view without a folder of its own; unknown selectors.
  public static func run(_ workspace: Workspace, _ view: Situation.View, _ options: Options)
    throws(Diagnostics) -> Outcome
  {
    guard view.knownAt == nil || options.folder != nil else {
      throw Diagnostics(
        Diagnostic(
          "as-of-in-place", "the workspace's own files state what is known now",
          help: "name a folder for what was known then, with `--out`"))
    }
    let records = try selected(workspace, view, options)
    do {
      guard !options.isDryRun else {
        return try workspace.ledger(.readOnly).read { ledger in
          var outcome = Outcome()
          var places = try ExportPlaces(workspace, options.folder, ledger)
          for record in records { try export(record, &places, ledger, options, &outcome) }
          return outcome
        }
      }
      // In a transaction, so that no append changes a file between the look at it and the writing.
      return try workspace.ledger(.readWrite).write { transaction in
        var outcome = Outcome()
        var places = try ExportPlaces(workspace, options.folder, transaction)
        for record in records { try export(record, &places, transaction, options, &outcome) }
        try transaction.remember(places.stamps)
        return outcome
      }
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  private static func selected(
    _ workspace: Workspace, _ view: Situation.View, _ options: Options
  ) throws(Diagnostics) -> [Record] {
    let wanted = try options.selectors.map(Selector.init)
    let records = try Inventory.records(
      workspace, kind: nil, view, where: options.condition)
    guard !wanted.isEmpty else { return records }
    for selector in wanted where !records.contains(where: { selector.matches($0.id) }) {
      let known = records.map(\.id.description)
      throw Diagnostics(
        Diagnostic(
          "nothing-selected", "`\(selector.text)` selects no record",
          help: Spelling.nearest(to: selector.text, among: known).map { "did you mean `\($0)`?" }
            ?? "`waymark list` shows those that there are"))
    }
    return records.filter { record in wanted.contains { $0.matches(record.id) } }
  }

  private static func export(
    _ record: Record, _ places: inout ExportPlaces, _ ledger: some LedgerReading,
    _ options: Options, _ outcome: inout Outcome
  ) throws {
    let found = try places.file(of: record)
    guard !record.isRetired else {
      if let path = found?.path, found?.draft != nil { outcome.stale.append(path) }
      return
    }
    if !record.isPublic { outcome.internals += 1 }
    guard let kind = KindCatalog.kind(record.id.kind) else { return }
    guard let found else {
      let path = places.path(for: record, kind)
      let text = try places.text(record, kind, path)
      if !options.isDryRun { try places.write(text, path, record) }
      outcome.written.append(path)
      return
    }
    if let draft = found.draft, draft.fields == record.fields {
      outcome.unchanged += 1
      return
    }
    let isEdited = try places.isEdited(found, record, ledger)
    let patched = found.draft.flatMap { places.patched(found, $0, record, kind) }
    if !options.isForced, isEdited || patched == nil {
      outcome.conflicts += ExportConflict.diagnostics(found, record, isEdited: isEdited)
      return
    }
    let text = try patched ?? places.text(record, kind, found.path)
    if !options.isDryRun { try places.write(text, found.path, record) }
    if isEdited || patched == nil {
      outcome.overwritten.append(found.path)
    } else {
      outcome.updated.append(found.path)
    }
  }
}

/// Which records are meant: a kind, one record, or those whose ids begin alike.
private struct Selector {
  let text: String
  private let kind: String
  private let id: Substring?
  private let isPrefix: Bool

  init(_ text: String) throws(Diagnostics) {
    self.text = text
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    kind = String(parts.first ?? "")
    guard KindCatalog.kind(kind) != nil else {
      throw Diagnostics(
        Diagnostic(
          "unknown-kind", "there is no kind of record `\(kind)`",
          help: Spelling.nearest(to: kind, among: KindCatalog.names).map { "did you mean `\($0)`?" }
            ?? "write a kind such as lesson, or kind/id; the kinds are \(KindCatalog.names.joined(separator: ", "))"
        ))
    }
    isPrefix = parts.count == 2 && parts[1].hasSuffix("*")
    id = parts.count == 2 ? (isPrefix ? parts[1].dropLast() : parts[1]) : nil
  }

  func matches(_ record: RecordID) -> Bool {
    guard record.kind == kind else { return false }
    guard let id else { return true }
    return isPrefix ? record.id.hasPrefix(id) : record.id == id
  }
}
