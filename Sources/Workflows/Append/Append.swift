import Ledger
import Primitives
import Records

/// Adding to records without overwriting: every use case of this folder ends here.
///
/// The newest revision is taken and the next one written in one transaction of the ledger, so that
/// writers at the same time build on each other. A record's file follows in the same step
/// (`Mirror`): a later `apply` has nothing to undo.
public enum Append {
  /// Who appends, when and why.
  public struct Options: Sendable {
    /// Who appends.
    public var by = ""
    /// When; also the time of what is appended, where it has none of its own.
    public var at: Instant
    /// Why, in the user's words; what was appended is named when `nil`.
    public var reason: String?

    /// Makes options for an append at an instant.
    public init(at: Instant) { self.at = at }
  }

  /// The fields that a record is to have, made from its newest revision.
  struct Next {
    let id: RecordID
    let fields: Object
    /// What is done, such as `adds an event`.
    let reason: String
  }

  /// What one record became.
  public struct Change: Sendable {
    /// The record.
    public let id: RecordID
    /// The number of its newest revision now.
    public let revision: Int
    /// Whether there was no such record before.
    public let isNew: Bool
    /// Whether the ledger had all of it already: then there is no new revision.
    public let isUnchanged: Bool
    /// What became of the record's file.
    public let file: Mirror.Outcome
  }

  /// Plans on the newest revisions and appends, all in one transaction.
  ///
  /// - Throws: every problem of the new revisions; the ledger and the files are then as they were.
  static func run(
    _ workspace: Workspace, _ options: Options,
    _ plan: (LedgerTransaction) throws(Diagnostics) -> [Next]
  ) throws(Diagnostics) -> [Change] {
    do {
      return try workspace.ledger(.readWrite).write { transaction in
        let next = try plan(transaction)
        let problems = try next.flatMap { try self.problems($0, next, transaction) }
        if problems.containsError { throw Diagnostics(problems) }
        let at = try transaction.moment(notBefore: options.at)
        return try next.map { try append($0, options, at, workspace, &transaction) }
      }
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  private static func append(
    _ next: Next, _ options: Options, _ at: Instant, _ workspace: Workspace,
    _ transaction: inout LedgerTransaction
  ) throws -> Change {
    let newest = try transaction.newest(next.id)
    if let newest, newest.fields == next.fields, !newest.isRetired {
      return Change(
        id: next.id, revision: newest.rev, isNew: false, isUnchanged: true, file: .untouched)
    }
    let record = try transaction.append(
      next.id, fields: next.fields, by: options.by, reason: options.reason ?? next.reason, at: at)
    let file = try Mirror.update(workspace, from: newest, to: record, &transaction)
    return Change(
      id: next.id, revision: record.rev, isNew: newest == nil, isUnchanged: false, file: file)
  }

  /// What the record's kind and its new references say against the new fields.
  private static func problems(
    _ next: Next, _ all: [Next], _ transaction: LedgerTransaction
  ) throws -> [Diagnostic] {
    guard let kind = KindCatalog.kind(next.id.kind) else { return [] }
    let before = try transaction.newest(next.id)?.fields
    let known = before.map { Set(References.all(in: $0, of: kind).map(\.target)) } ?? []
    let broken = kind.rules.flatMap { rule in
      rule.findings(next.fields).map { Diagnostic(rule.id, $0.message, help: $0.help) }
    }
    let dangling = try References.all(in: next.fields, of: kind).filter { reference in
      guard !known.contains(reference.target), !all.contains(where: { $0.id == reference.target })
      else { return false }
      return try transaction.newest(reference.target)?.isRetired ?? true
    }
    let reserved =
      before == nil && Slug.isReserved(next.id.id)
      ? [
        Diagnostic(
          "reserved-id", "`\(next.id.id)` can't be an id: files of that name mean something else",
          help: "choose a longer one, such as `--id the-\(next.id.id)`")
      ] : []
    return try reserved + broken
      + dangling.map { path, target in
        let names = try transaction.ids().filter { $0.kind == target.kind }.map(\.id).sorted()
        return Diagnostic(
          "dangling-reference", "`\(path)` names \(target), which does not exist",
          help: Spelling.nearest(to: target.id, among: names).map { "did you mean `\($0)`?" }
            ?? "`waymark list \(target.kind)` shows those that there are")
      }
  }
}
