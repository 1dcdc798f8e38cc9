import Primitives
import Records

/// Everything that was known on a day, resolved: what documents, metrics and checks are functions of.
///
/// Holds the newest revision of each record that was recorded by then, and the observations. Cheap to
/// pass around: it is one immutable reference inside.
public struct Graph: Sendable {
  /// The day on which it is looked at: decides what is supported, due or overdue.
  public let day: CalendarDate
  private let store: Store
  private let lives: Computed<DeprecationLives>

  private final class Store: Sendable {
    let byKind: [String: [Record]]
    let byComponent: [String: [String: [Record]]]
    let byID: [RecordID: Record]
    let observations: [String: [Observation]]
    let incoming: [RecordID: [RecordID]]
    let schemes: [String: VersionScheme]
    let versions: [String: [String: Version]]
    let cycles: [String: SupportCycles]
    let matches = Computed<LessonMatches>()
    let carriers = Computed<[String: [Version]]>()

    init(_ records: [Record], _ observations: [Observation]) {
      let sorted = records.sorted { $0.id < $1.id }
      byKind = Dictionary(grouping: sorted.filter { !$0.isRetired }, by: \.id.kind)
      byComponent = byKind.mapValues { records in
        Dictionary(grouping: records.filter { $0.component != nil }) { $0.component ?? "" }
      }
      byID = Dictionary(sorted.map { ($0.id, $0) }, uniquingKeysWith: { _, newest in newest })
      self.observations = Dictionary(grouping: observations, by: \.kind)
      var incoming: [RecordID: [RecordID]] = [:]
      var schemes: [String: VersionScheme] = [:]
      for record in sorted where !record.isRetired {
        guard let kind = KindCatalog.kind(record.id.kind) else { continue }
        for target in Set(References.all(in: record.fields, of: kind).map(\.target)) {
          incoming[target, default: []].append(record.id)
        }
        if record.id.kind == "component" {
          schemes[record.id.id] = record["versionScheme"]?.text.flatMap(VersionScheme.init)
        }
      }
      self.incoming = incoming
      self.schemes = schemes
      versions = Graph.versions(byComponent, schemes)
      cycles = (byKind["component"] ?? []).reduce(into: [:]) { cycles, component in
        let id = component.id.id
        cycles[id] = SupportCycles(component, schemes[id] ?? .generic)
      }
    }
  }

  /// The versions that records name for their component: each is compared with many others.
  private static func versions(
    _ records: [String: [String: [Record]]], _ schemes: [String: VersionScheme]
  ) -> [String: [String: Version]] {
    var versions: [String: [String: Version]] = [:]
    for (kind, names) in [("release", ["version"]), ("upgrade", ["from", "to"])] {
      for (component, records) in records[kind] ?? [:] {
        let texts = Set(records.flatMap { record in names.compactMap { record[$0]?.text } })
        for text in texts where versions[component]?[text] == nil {
          versions[component, default: [:]][text] = Version(text, schemes[component] ?? .generic)
        }
      }
    }
    return versions
  }

  /// Resolves records and observations as they are to be seen on a day.
  public init(records: [Record], observations: [Observation] = [], day: CalendarDate) {
    self.init(day: day, store: Store(records, observations))
  }

  /// The same knowledge, looked at on another day.
  public func looked(on day: CalendarDate) -> Graph { Graph(day: day, store: store) }

  private init(day: CalendarDate, store: Store) {
    self.day = day
    self.store = store
    lives = Computed()
  }

  /// All records of a kind that are not retired, ordered by id.
  public func records(_ kind: String) -> [Record] { store.byKind[kind] ?? [] }

  /// The records of a kind that are about a component, ordered by id; retired ones are left out.
  public func records(_ kind: String, of component: String) -> [Record] {
    store.byComponent[kind]?[component] ?? []
  }

  /// The release of a component that has this version's text; `nil` if no record states one.
  public func release(_ version: String, of component: String) -> Record? {
    records("release", of: component).first { $0["version"]?.text == version }
  }

  /// The lives of all deprecations, computed once for the day.
  var deprecationLives: DeprecationLives { lives.value { DeprecationLives(self) } }

  /// The places of all lessons, computed once for the records.
  var lessonMatches: LessonMatches { store.matches.value { LessonMatches(self) } }

  /// The record with this address, retired or not; `nil` if there is none.
  public func record(_ id: RecordID) -> Record? { store.byID[id] }

  /// The record of a kind with this id; `nil` if there is none.
  public func record(_ kind: String, _ id: String?) -> Record? {
    id.flatMap { store.byID[RecordID(kind: kind, id: $0)] }
  }

  /// Every record, retired ones too, ordered by kind and id.
  public var all: [Record] { store.byID.values.sorted { $0.id < $1.id } }

  /// The records that refer to this one, ordered by kind and id.
  public func referring(to id: RecordID) -> [Record] {
    (store.incoming[id] ?? []).compactMap { store.byID[$0] }
  }

  /// The records of a kind that refer to this one.
  public func referring(to id: RecordID, kind: String) -> [Record] {
    referring(to: id).filter { $0.id.kind == kind }
  }

  /// All observations of a kind, in the order in which they were recorded.
  public func observations(_ kind: String) -> [Observation] { store.observations[kind] ?? [] }

  /// A version of a component, ordered by the component's scheme.
  public func version(_ raw: String, of component: String) -> Version {
    store.versions[component]?[raw] ?? Version(raw, store.schemes[component] ?? .generic)
  }

  /// The versions of each component that carry a change, oldest first; computed once.
  var changeCarriers: [String: [Version]] {
    store.carriers.value {
      (store.byComponent["change"] ?? [:]).reduce(into: [:]) { carriers, changes in
        let texts = changes.value.filter { $0.status == "done" }.flatMap { change in
          ([change["release"]?.text].compactMap(\.self)) + (change["backports"]?.texts ?? [])
        }
        carriers[changes.key] = Set(texts).map { version($0, of: changes.key) }.sorted()
      }
    }
  }

  /// The support cycles of a component; `nil` if there is no record of it.
  func supportCycles(of component: String) -> SupportCycles? { store.cycles[component] }

  /// A range of versions of a component; `nil` if the text is no range.
  public func range(_ text: String, of component: String) -> VersionRange? {
    try? VersionRange(parsing: text, scheme: store.schemes[component] ?? .generic)
  }
}

extension Record {
  /// The component that the record is about: the field `component`, or itself.
  public var component: String? {
    id.kind == "component" ? id.id : self["component"]?.text
  }
}
