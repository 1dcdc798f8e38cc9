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
    _ workspace: Workspace, kind: String?, _ view: Situation.View = .init(),
    where condition: String? = nil
  ) throws(Diagnostics) -> [Record] {
    if let kind { try known(kind) }
    let filter = try condition.map { text throws(Diagnostics) in try self.filter(text, kind) }
    do {
      return try workspace.ledger(.readOnly).read { ledger in
        guard let filter else { return try view.records(ledger, kinds: kind.map { [$0] }) }
        let records = try candidates(filter, kind, view, ledger).filter { !$0.isRetired }
        let schemes = try versionSchemes(of: Set(records.compactMap(\.component)), view, ledger)
        return records.filter { filter.matches($0) { schemes[$0] ?? .generic } }
      }
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  /// A revision of a record with its place in the ledger, which counts from 1.
  public struct Revision: Sendable {
    /// The revision.
    public let record: Record
    /// What `--as-of r12` names.
    public let sequence: Int
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
    _ filter: Filter, _ kind: String?, _ view: Situation.View, _ ledger: LedgerSnapshot
  ) throws -> [Record] {
    let terms = filter.indexed(kinds: kinds(kind)).terms
    if view.knownAt == nil, let ids = try ledger.ids(fulfilling: terms, kind: kind) {
      return try ledger.records(ids)
    }
    return try view.records(ledger, kinds: filter.kinds(among: kinds(kind)).map(\.name))
  }

  private static func versionSchemes(
    of components: Set<String>, _ view: Situation.View, _ ledger: LedgerSnapshot
  ) throws -> [String: VersionScheme] {
    let then = try view.sequence.map { try ledger.records(through: $0, kinds: ["component"]) }
    return try components.reduce(into: [:]) { schemes, id in
      let address = RecordID(kind: "component", id: id)
      let component =
        try then.map { $0.first { $0.id == address } }
        ?? ledger.record(address, knownAt: view.knownAt)
      schemes[id] = component?["versionScheme"]?.text.flatMap { VersionScheme(rawValue: $0) }
    }
  }

  /// The revisions of a record, oldest first; those that were recorded later are left out.
  public static func history(
    _ workspace: Workspace, _ text: String, _ view: Situation.View = .init()
  ) throws(Diagnostics) -> [Revision] {
    do {
      guard let id = RecordID(text) else {
        throw Diagnostics(
          Diagnostic(
            "bad-reference", "`\(text)` is no record",
            help: "write kind/id, such as upgrade/django-5.2"))
      }
      try known(id.kind)
      return try workspace.ledger(.readOnly).read { try history(id, $0, view) }
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  private static func history(
    _ id: RecordID, _ ledger: LedgerSnapshot, _ view: Situation.View
  ) throws -> [Revision] {
    let history = zip(try ledger.history(of: id), try ledger.sequences(of: id)).map(Revision.init)
    guard let first = history.first else {
      let near = Spelling.nearest(
        to: id.id, among: try ledger.ids().filter { $0.kind == id.kind }.map(\.id).sorted())
      throw Diagnostics(
        Diagnostic(
          "unknown-record", "there is no record \(id)",
          help: near.map { "did you mean `\(id.kind)/\($0)`?" }
            ?? "`waymark list \(id.kind)` shows those that there are"))
    }
    let known = history.filter { revision in
      if let sequence = view.sequence { return revision.sequence <= sequence }
      return view.knownAt.map { revision.record.recordedAt <= $0 } ?? true
    }
    guard !known.isEmpty else {
      throw Diagnostics(
        Diagnostic(
          "not-known-then", "\(id) was not known then",
          help: "its first revision, r\(first.sequence), was recorded at \(first.record.recordedAt)"
        ))
    }
    return known
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
