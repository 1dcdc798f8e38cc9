import Knowledge
import Ledger
import Primitives
import Records
import Synchronization

/// The records of a ledger as far as they may be seen, each read when a graph asks for it.
///
/// What goes wrong on the way is remembered: answers are only good if `isSound` says so afterwards.
final class AskedLedger: RecordSource {
  private let ledger: Ledger
  private let isPublic: Bool
  /// Where the ledger stood.
  let head: Head
  /// What may not be seen.
  let secrets: Secrets
  private let failed = Atomic<Bool>(false)

  /// `nil` where the ledger has no index to find records by.
  init?(_ ledger: Ledger, isPublic: Bool) throws {
    guard try ledger.hasFacets() else { return nil }
    (self.ledger, self.isPublic) = (ledger, isPublic)
    head = try ledger.head()
    secrets = isPublic ? try Self.secrets(ledger) : .none
  }

  /// Whether every answer was whole, and all of one state of the ledger.
  var isSound: Bool {
    !failed.load(ordering: .relaxed) && (try? ledger.head()) == head
  }

  /// What is secret, from the records that hold a mark and those that can't be without what is hidden.
  private static func secrets(_ ledger: Ledger) throws -> Secrets {
    var looked: [RecordID: Record] = [:]
    func secrets(with more: [Record]) -> Secrets {
      for record in more { looked[record.id] = record }
      return Secrets(in: Array(looked.values))
    }
    let marked = try ledger.idsHoldingInternal()
    guard !marked.isEmpty else { return .none }
    var known = secrets(with: try ledger.records(marked))
    // A key of a step is secret unless an open step of some plan has it too; attempts and lessons
    // speak of steps by their keys.
    if !known.steps.isEmpty {
      known = secrets(with: try ledger.records(kinds: ["attempt", "lesson", "upgrade"]))
    }
    var followed: Set<RecordID> = []
    while case let fresh = known.hidden.subtracting(followed), !fresh.isEmpty {
      followed.formUnion(fresh)
      let referring = try Set(fresh.flatMap { try ledger.ids(referringTo: $0) })
      known = secrets(with: try ledger.records(referring.filter { looked[$0] == nil }.sorted()))
    }
    return known
  }

  private func read<Answer>(_ ask: (Ledger) throws -> [Answer]) -> [Answer] {
    do {
      return try ask(ledger)
    } catch {
      failed.store(true, ordering: .relaxed)
      return []
    }
  }

  private func found(_ ask: (Ledger) throws -> [Record]) -> [Record] {
    Redaction.published(read(ask), secrets)
  }

  func records(_ kind: String, areRetired: Bool) -> [Record] {
    found { ledger in
      if areRetired { return try ledger.records(try ledger.retiredIDs(kind)) }
      return try ledger.records(kinds: [kind]).filter { !$0.isRetired }
    }
  }

  func records(_ kind: String, of component: String, areRetired: Bool) -> [Record] {
    if areRetired { return records(kind, areRetired: true).filter { $0.component == component } }
    if kind == "component" {
      return [record(RecordID(kind: kind, id: component))].compactMap(\.self)
        .filter { !$0.isRetired }
    }
    return found { ledger in
      let term = FacetTerm("component", .equal, [.string(component)])
      guard let ids = try ledger.ids(fulfilling: [term], kind: kind, limit: .max) else {
        return try ledger.records(kinds: [kind]).filter { !$0.isRetired }
      }
      return try ledger.records(ids)
    }.filter { $0.component == component }
  }

  func record(_ id: RecordID) -> Record? { found { try $0.records([id]) }.first }

  func referring(to id: RecordID, kind: String?) -> [Record] {
    found { ledger in
      let ids = try ledger.ids(referringTo: id)
      return try ledger.records(ids.filter { kind == nil || $0.kind == kind })
    }.filter { Graph.references(of: $0).contains(id) }
  }

  func all() -> [Record] { found { try $0.records() } }

  /// Every record as the ledger has it, internal ones too.
  func unredacted() -> [Record] { read { try $0.records() } }

  /// One of them; `nil` if there is none.
  func unredacted(_ id: RecordID) -> Record? { read { try $0.records([id]) }.first }

  func observations(_ kind: String) -> [Observation] {
    Redaction.published(read { try $0.observations(kind: kind) }, hiding: secrets.hidden)
  }

  func history(of id: RecordID) -> [Record] {
    let revisions = read { try $0.history(of: id) }
    return revisions.count > 1 ? revisions.filter { !isPublic || $0.isPublic } : []
  }
}
