import Ledger
import Primitives
import Records

/// What a ledger holds.
public enum Inventory {
  /// The numbers of records, observations and editions.
  public static func run(_ workspace: Workspace) throws(Diagnostics) -> Counts {
    do {
      return try workspace.ledger(.readOnly).counts()
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  /// The newest revision of each record of a kind, or of all kinds, ordered by kind and id.
  public static func records(_ workspace: Workspace, kind: String?, knownAt: Instant?)
    throws(Diagnostics) -> [Record]
  {
    if let kind { try known(kind) }
    do {
      return try workspace.ledger(.readOnly).records(knownAt: knownAt, kinds: kind.map { [$0] })
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  /// The revisions of a record, oldest first.
  public static func history(_ workspace: Workspace, _ text: String) throws(Diagnostics) -> [Record]
  {
    do {
      let ledger = try workspace.ledger(.readOnly)
      guard let id = RecordID(text) else {
        throw Diagnostics(
          Diagnostic(
            "bad-reference", "`\(text)` is no record",
            help: "write kind/id, such as upgrade/django-5.2"))
      }
      try known(id.kind)
      let history = try ledger.history(of: id)
      guard !history.isEmpty else {
        let near = Spelling.nearest(
          to: id.id, among: try ledger.ids().filter { $0.kind == id.kind }.map(\.id).sorted())
        throw Diagnostics(
          Diagnostic(
            "unknown-record", "there is no record \(id)",
            help: near.map { "did you mean `\(id.kind)/\($0)`?" }
              ?? "`waymark list \(id.kind)` shows those that there are"))
      }
      return history
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  private static func known(_ kind: String) throws(Diagnostics) {
    guard KindCatalog.kind(kind) == nil else { return }
    let near = Spelling.nearest(to: kind, among: KindCatalog.names)
    throw Diagnostics(
      Diagnostic(
        "unknown-kind", "there is no kind of record `\(kind)`",
        help: near.map { "did you mean `\($0)`?" }
          ?? "the kinds are \(KindCatalog.names.joined(separator: ", "))"))
  }
}
