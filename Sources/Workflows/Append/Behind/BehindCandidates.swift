import Documents
import Knowledge
import Ledger
import Primitives
import Records

/// The documents that can be behind after an append, with all that is needed to look.
struct BehindCandidates {
  /// A document and what its newest edition was made from.
  struct Candidate {
    let key: DocumentKey
    let ground: EditionGround
    /// The records that were appended to, as the edition knew them: the revisions that it was made
    /// from, else those that were known then.
    let earlier: [Record]
  }

  /// As many as are looked at.
  private(set) var documents: [Candidate] = []
  /// How many more there are.
  private(set) var unseen = 0
  /// The records that were appended to, newest revisions.
  let changed: [Record]
  /// What else the documents were made from, newest revisions.
  private(set) var around: [Record] = []

  /// More would keep a person waiting who only wants to write something down.
  private static let most = 24
  /// How many plans a lesson without a component is tried on.
  private static let mostPlans = 48

  init(_ ids: [RecordID], _ ledger: LedgerSnapshot) throws {
    changed = try ledger.records(ids)
    var keys: [DocumentKey] = []
    var needed: Set<RecordID> = []
    for record in changed { try Self.collect(record, ledger, &keys, &needed) }
    var seen: Set<DocumentKey> = []
    for key in keys where seen.insert(key).inserted {
      guard DocumentCatalog.definition(key.document)?.hasEditions == true,
        let ground = try ledger.ground(of: key.path)
      else { continue }
      guard documents.count < Self.most else {
        unseen += 1
        continue
      }
      let earlier = try changed.compactMap { record in
        try ground.revisions[record.id].flatMap { try ledger.revision($0, of: record.id) }
          ?? ledger.record(record.id, knownAt: ground.knownAt)
      }
      documents.append(Candidate(key: key, ground: ground, earlier: earlier))
      needed.formUnion(ground.revisions.keys)
    }
    guard !documents.isEmpty else { return }
    around = try ledger.records(needed.subtracting(ids).sorted())
  }

  /// The documents that were made from a record, then those that may show it now.
  private static func collect(
    _ record: Record, _ ledger: LedgerSnapshot, _ keys: inout [DocumentKey],
    _ needed: inout Set<RecordID>
  ) throws {
    keys += own(record.id)
    keys += try ledger.documents(using: record.id).compactMap { DocumentKey(parsing: $0) }
    guard let kind = KindCatalog.kind(record.id.kind) else { return }
    let references = Set(References.all(in: record.fields, of: kind).map(\.target)).sorted()
    needed.formUnion(references)
    keys += references.flatMap(own)
    switch record.id.kind {
    case "lesson":
      let plans = try plans(of: record, ledger)
      needed.formUnion(plans)
      keys += plans.flatMap(own)
    case "deprecation":
      guard let component = record.component else { return }
      for kind in ["upgrade", "release"] {
        let found = try about(component, kind, ledger)
        needed.formUnion(found)
        keys += found.flatMap(own)
      }
    default:
      // A lesson that is named brings along where else it appears.
      for lesson in try ledger.records(references.filter { $0.kind == "lesson" }) {
        needed.formUnion(try plans(of: lesson, ledger))
      }
    }
  }

  /// The documents about a record.
  private static func own(_ id: RecordID) -> [DocumentKey] {
    switch id.kind {
    case "incident": [DocumentKey("incident-review", id.id)]
    case "upgrade": [DocumentKey("runbook", id.id), DocumentKey("migration-guide", id.id)]
    case "release": [DocumentKey("release-notes", id.id)]
    default: []
    }
  }

  /// The plans that a lesson's selectors can match.
  private static func plans(of lesson: Record, _ ledger: LedgerSnapshot) throws -> [RecordID] {
    let selectors = lesson["appliesTo"]?.items ?? []
    let components = selectors.map { $0["component"]?.text }
    guard !components.contains(nil) else {
      return try ledger.ids(ofKind: "upgrade", limit: mostPlans)
    }
    return try Set(components.compactMap(\.self)).sorted().flatMap {
      try about($0, "upgrade", ledger)
    }
  }

  private static func about(_ component: String, _ kind: String, _ ledger: LedgerSnapshot) throws
    -> [RecordID]
  {
    let term = FacetTerm("component", .equal, [.string(component)])
    return try ledger.ids(fulfilling: [term], kind: kind) ?? []
  }
}
