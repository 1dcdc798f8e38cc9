import Knowledge
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
  ///
  /// The condition is in the language of `Filter`; retired records fulfil none.
  public static func records(
    _ workspace: Workspace, kind: String?, knownAt: Instant?, where condition: String? = nil
  ) throws(Diagnostics) -> [Record] {
    if let kind { try known(kind) }
    let filter = try condition.map { text throws(Diagnostics) in try self.filter(text, kind) }
    do {
      return try workspace.ledger(.readOnly).read { ledger in
        guard let filter else {
          return try ledger.records(knownAt: knownAt, kinds: kind.map { [$0] })
        }
        let records = try candidates(filter, kind, knownAt, ledger).filter { !$0.isRetired }
        let schemes = try versionSchemes(of: Set(records.compactMap(\.component)), knownAt, ledger)
        return records.filter { filter.matches($0) { schemes[$0] ?? .generic } }
      }
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  /// What the columns of the newest revisions say of the records that fulfil a condition, ordered
  /// by kind and id; `nil` where their fields have to be read for it.
  public static func summaries(
    _ workspace: Workspace, kind: String?, where condition: String
  ) throws(Diagnostics) -> [RecordSummary]? {
    if let kind { try known(kind) }
    let indexed = try filter(condition, kind).indexed(kinds: kinds(kind))
    guard indexed.isWhole else { return nil }
    do {
      return try workspace.ledger(.readOnly).read { ledger in
        try ledger.ids(fulfilling: indexed.terms, kind: kind).map { try ledger.summaries($0) }
      }
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  private static func kinds(_ name: String?) -> [Kind] {
    name.flatMap(KindCatalog.kind).map { [$0] } ?? KindCatalog.all
  }

  private static func filter(_ text: String, _ kind: String?) throws(Diagnostics) -> Filter {
    try Filter(parsing: text, kinds: kinds(kind))
  }

  /// The records that may fulfil a filter: what the index finds, or all.
  ///
  /// The index knows what is current; of what was known earlier every record is looked at.
  private static func candidates(
    _ filter: Filter, _ kind: String?, _ knownAt: Instant?, _ ledger: LedgerSnapshot
  ) throws -> [Record] {
    let terms = filter.indexed(kinds: kinds(kind)).terms
    if knownAt == nil, let ids = try ledger.ids(fulfilling: terms, kind: kind) {
      return try ledger.records(ids)
    }
    return try ledger.records(knownAt: knownAt, kinds: kind.map { [$0] })
  }

  private static func versionSchemes(
    of components: Set<String>, _ knownAt: Instant?, _ ledger: LedgerSnapshot
  ) throws -> [String: VersionScheme] {
    try components.reduce(into: [:]) { schemes, id in
      let component = try ledger.record(RecordID(kind: "component", id: id), knownAt: knownAt)
      schemes[id] = component?["versionScheme"]?.text.flatMap { VersionScheme(rawValue: $0) }
    }
  }

  /// The revisions of a record, oldest first; those that were recorded later are left out.
  public static func history(
    _ workspace: Workspace, _ text: String, knownAt: Instant? = nil
  ) throws(Diagnostics) -> [Record] {
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
      let known = history.filter { revision in knownAt.map { revision.recordedAt <= $0 } ?? true }
      guard !known.isEmpty else {
        throw Diagnostics(
          Diagnostic(
            "not-known-then", "\(id) was not known then",
            help: "its first revision was recorded at \(history[0].recordedAt)"))
      }
      return known
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
