import Knowledge
import Ledger
import Primitives
import Records

/// The records of the last whole build with what was revised since, and what of that is news since
/// the last build.
struct Revisions {
  private static let most = 400

  /// The newest revision of every record, in no order.
  let records: [Record]
  let component: (Record) -> String?
  let references: @Sendable (Record) -> [RecordID]
  let changes: RecordChanges
  /// Those that are news since the last build.
  let fresh: [Record]
  /// When the newest of them was recorded.
  let newest: Instant
  /// Whether there is a new deprecation, or one of another component.
  let touchesDeprecations: Bool

  /// `nil` where revisions are of a sort that only a whole build follows: too many, something
  /// retired, or internal in any revision, or a component whose versions are ordered in another way.
  init?(_ ledger: Ledger, _ store: RecordStore, since sequence: Int, at head: Int, isPublic: Bool) {
    guard store.sequence <= sequence, sequence <= head, head - store.sequence <= Self.most,
      let revisions = try? ledger.revisions(since: store.sequence),
      revisions.count == head - store.sequence
    else { return nil }
    var now: [RecordID: Record] = [:]
    for record in revisions.prefix(sequence - store.sequence) {
      // Found fit to be shown by the build that took it in.
      now[record.id] = isPublic ? store.secrets.shown(record, after: nil, isKnown: true) : record
    }
    let before = now
    var news: [RecordID: Record] = [:]
    for record in revisions.dropFirst(sequence - store.sequence) { news[record.id] = record }
    if isPublic {
      // What stands in the open now decides which editions are withheld.
      guard let guarded = try? ledger.idsThatHeldInternal(),
        !guarded.contains(where: { news[$0] != nil })
      else { return nil }
    }
    var changes = RecordChanges()
    let components = store.records.filter { $0.id.kind == "component" }.map(\.id.id)
    var touchesDeprecations = false
    var fresh: [Record] = []
    for id in news.keys.sorted() {
      guard let raw = news[id] else { continue }
      let old = before[id] ?? store.record(id)
      guard let new = isPublic ? Self.shown(raw, after: old, store.secrets, ledger) : raw,
        !new.isRetired, old?.isRetired != true,
        id.kind != "component" || (old != nil && old?["versionScheme"] == new["versionScheme"])
      else { return nil }
      let known =
        old == nil
        ? [] : before[id].map(Graph.references) ?? store.references(of: new)
      changes.insert(
        old, new, components: components, references: (known, Graph.references(of: new)))
      if id.kind == "deprecation" { touchesDeprecations = true }
      now[id] = new
      fresh.append(new)
    }
    let overlay = now
    records =
      store.records.map { overlay[$0.id] ?? $0 }
      + overlay.values.filter { store.record($0.id) == nil }
    component = { record in
      overlay[record.id] == nil ? store.component(of: record) : record.component
    }
    references = { record in
      overlay[record.id] == nil ? store.references(of: record) : Graph.references(of: record)
    }
    self.changes = changes
    self.fresh = fresh
    self.touchesDeprecations = touchesDeprecations
    newest = revisions.map(\.recordedAt).max() ?? Instant(milliseconds: 0)
  }

  /// A record as it may be shown; `nil` where its revision may change what else may be.
  private static func shown(
    _ new: Record, after old: Record?, _ secrets: Secrets, _ ledger: Ledger
  ) -> Record? {
    guard let old, !secrets.isEmpty else { return secrets.shown(new, after: old) }
    // What is known of the old revision is what was shown of it.
    guard let whole = try? ledger.history(of: new.id).first(where: { $0.rev == old.rev }) else {
      return nil
    }
    return secrets.shown(new, after: whole)
  }
}
