import Primitives
import Records
import Synchronization

/// Where a graph finds records that it was not given, such as a ledger with its indexes.
///
/// Every answer is what looking through all records would give. A source that can't answer returns
/// nothing and remembers why: whoever made it asks when the work is done.
public protocol RecordSource: Sendable {
  /// The records of a kind by id: the retired ones or the others.
  func records(_ kind: String, areRetired: Bool) -> [Record]
  /// Those of them that are about a component.
  func records(_ kind: String, of component: String, areRetired: Bool) -> [Record]
  /// The record with this address, retired or not.
  func record(_ id: RecordID) -> Record?
  /// The records that refer to another by kind and id, without retired ones; of one kind if named.
  func referring(to id: RecordID, kind: String?) -> [Record]
  /// Every record, retired ones too, by kind and id.
  func all() -> [Record]
  /// The observations of a kind, in the order in which they were recorded.
  func observations(_ kind: String) -> [Observation]
  /// The revisions of a record that may be seen, oldest first; empty where it has one only.
  func history(of id: RecordID) -> [Record]
}

/// Records that are fetched when somebody asks for them, each answer once.
final class AskedRecords: GraphStore {
  let memo = GraphMemo()
  let isPartial = true
  private let source: any RecordSource
  private let answers = Mutex<[Question: [Record]]>([:])
  private let components = Mutex<[String: Component]>([:])

  private enum Question: Hashable {
    case kind(String, areRetired: Bool)
    case about(String, kind: String, areRetired: Bool)
    case record(RecordID)
    case referring(RecordID, kind: String?)
    case history(RecordID)
    case all
  }

  private struct Component {
    let scheme: VersionScheme?
    let cycles: SupportCycles?
    let versions: KnownVersions?
  }

  init(_ source: any RecordSource) { self.source = source }

  private func answer(_ question: Question, _ ask: (any RecordSource) -> [Record]) -> [Record] {
    answers.withLock { answers in
      if let known = answers[question] { return known }
      let found = ask(source)
      answers[question] = found
      return found
    }
  }

  func records(_ kind: String) -> [Record] {
    answer(.kind(kind, areRetired: false)) { $0.records(kind, areRetired: false) }
  }

  func retired(_ kind: String) -> [Record] {
    answer(.kind(kind, areRetired: true)) { $0.records(kind, areRetired: true) }
  }

  func records(_ kind: String, of component: String) -> [Record] {
    answer(.about(component, kind: kind, areRetired: false)) {
      $0.records(kind, of: component, areRetired: false)
    }
  }

  func retired(_ kind: String, of component: String) -> [Record] {
    answer(.about(component, kind: kind, areRetired: true)) {
      $0.records(kind, of: component, areRetired: true)
    }
  }

  func record(_ id: RecordID) -> Record? {
    answer(.record(id)) { $0.record(id).map { [$0] } ?? [] }.first
  }

  func referring(to id: RecordID, kind: String?) -> [Record] {
    answer(.referring(id, kind: kind)) { $0.referring(to: id, kind: kind) }
  }

  var all: [Record] { answer(.all) { $0.all() } }

  func observations(_ kind: String) -> [Observation] { source.observations(kind) }

  func history(of id: RecordID) -> [Record] {
    Histories.kinds.contains(id.kind) ? answer(.history(id)) { $0.history(of: id) } : []
  }

  func scheme(of component: String) -> VersionScheme? { self.component(component).scheme }

  func supportCycles(of component: String) -> SupportCycles? { self.component(component).cycles }

  func versions(of component: String) -> KnownVersions? { self.component(component).versions }

  private func component(_ id: String) -> Component {
    components.remembered(id) {
      Reads.untraced {
        let record = record(RecordID(kind: "component", id: id)).flatMap { $0.isRetired ? nil : $0 }
        let scheme = record?.scheme
        let cycles = record.map { SupportCycles($0, scheme ?? .generic) }
        func of(_ kind: String) -> [String: [Record]] { [id: records(kind, of: id)] }
        let named = ["release": of("release"), "upgrade": of("upgrade"), "change": of("change")]
        let versions = KnownVersions.all(
          named, scheme.map { [id: $0] } ?? [:], cycles.map { [id: $0] } ?? [:])
        return Component(scheme: scheme, cycles: cycles, versions: versions[id])
      }
    }
  }
}
