import Primitives
import Records

/// Records that are all in memory, found by what is asked for.
final class HeldRecords: GraphStore {
  let memo = GraphMemo()
  let isPartial: Bool
  private let byKind: [String: [Record]]
  private let retired: [String: [Record]]
  private let retiredByComponent: [String: [String: [Record]]]
  private let byComponent: [String: [String: [Record]]]
  private let byID: [RecordID: Record]
  private let observations: [String: [Observation]]
  private let incoming = Computed<[RecordID: [RecordID]]>()
  private let references: @Sendable (Record) -> [RecordID]
  private let schemes: [String: VersionScheme]
  private let versions: [String: KnownVersions]
  private let cycles: [String: SupportCycles]
  private let histories: Histories

  /// - `component`: the component that a record is about.
  /// - `references`: what a record refers to.
  init(
    _ records: [Record], _ observations: [Observation], _ histories: Histories, isPartial: Bool,
    _ component: (Record) -> String?,
    _ references: @escaping @Sendable (Record) -> [RecordID]
  ) {
    self.histories = histories
    self.isPartial = isPartial
    self.references = references
    let sorted = records.sorted { $0.id < $1.id }
    byKind = Dictionary(grouping: sorted.filter { !$0.isRetired }, by: \.id.kind)
    retired = Dictionary(grouping: sorted.filter(\.isRetired), by: \.id.kind)
    func grouped(_ records: [Record]) -> [String: [Record]] {
      var groups: [String: [Record]] = [:]
      for record in records {
        if let component = component(record) { groups[component, default: []].append(record) }
      }
      return groups
    }
    byComponent = byKind.mapValues(grouped)
    retiredByComponent = retired.mapValues(grouped)
    byID = Dictionary(sorted.map { ($0.id, $0) }, uniquingKeysWith: { _, newest in newest })
    self.observations = Dictionary(grouping: observations, by: \.kind)
    var schemes: [String: VersionScheme] = [:]
    for component in byKind["component"] ?? [] { schemes[component.id.id] = component.scheme }
    self.schemes = schemes
    cycles = (byKind["component"] ?? []).reduce(into: [:]) { cycles, component in
      let id = component.id.id
      cycles[id] = SupportCycles(component, schemes[id] ?? .generic)
    }
    versions = isPartial ? [:] : KnownVersions.all(byComponent, schemes, cycles)
  }

  func records(_ kind: String) -> [Record] { byKind[kind] ?? [] }

  func retired(_ kind: String) -> [Record] { retired[kind] ?? [] }

  func records(_ kind: String, of component: String) -> [Record] {
    byComponent[kind]?[component] ?? []
  }

  func retired(_ kind: String, of component: String) -> [Record] {
    retiredByComponent[kind]?[component] ?? []
  }

  func record(_ id: RecordID) -> Record? { byID[id] }

  func referring(to id: RecordID, kind: String?) -> [Record] {
    let all = incoming.value {
      var incoming: [RecordID: [RecordID]] = [:]
      for kind in byKind.keys.sorted() {
        for record in byKind[kind] ?? [] {
          for target in references(record) { incoming[target, default: []].append(record.id) }
        }
      }
      return incoming
    }
    return (all[id] ?? []).compactMap { kind == nil || $0.kind == kind ? byID[$0] : nil }
  }

  var all: [Record] { byID.values.sorted { $0.id < $1.id } }

  func observations(_ kind: String) -> [Observation] { observations[kind] ?? [] }

  func history(of id: RecordID) -> [Record] { histories.byRecord[id] ?? [] }

  func scheme(of component: String) -> VersionScheme? { schemes[component] }

  func supportCycles(of component: String) -> SupportCycles? { cycles[component] }

  func versions(of component: String) -> KnownVersions? { versions[component] }
}

extension Record {
  /// How the versions of a component are ordered; `nil` where it does not say.
  var scheme: VersionScheme? { self["versionScheme"]?.text.flatMap(VersionScheme.init) }
}
