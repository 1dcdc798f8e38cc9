import Primitives
import Records
import Synchronization

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
    let retired: [String: [Record]]
    let retiredByComponent: [String: [String: [Record]]]
    let byComponent: [String: [String: [Record]]]
    let byID: [RecordID: Record]
    let observations: [String: [Observation]]
    let incoming = Computed<[RecordID: [RecordID]]>()
    let references: @Sendable (Record) -> [RecordID]
    let schemes: [String: VersionScheme]
    let versions: [String: KnownVersions]
    let cycles: [String: SupportCycles]
    let matches = Computed<LessonMatches>()
    let histories: Histories
    let componentSlips = Mutex<[String: [Slip]]>([:])
    let candidates = Computed<LessonCandidates>()
    /// Whether only some of it will be asked for: nothing is worked out for all records then.
    let isPartial: Bool
    let carriers = Computed<[String: [Version]]>()

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
      for component in byKind["component"] ?? [] {
        schemes[component.id.id] = component["versionScheme"]?.text.flatMap(VersionScheme.init)
      }
      self.schemes = schemes
      cycles = (byKind["component"] ?? []).reduce(into: [:]) { cycles, component in
        let id = component.id.id
        cycles[id] = SupportCycles(component, schemes[id] ?? .generic)
      }
      versions = isPartial ? [:] : KnownVersions.all(byComponent, schemes, cycles)
    }

    /// The records that refer to another, by that one; ordered by kind and id.
    func referring(to id: RecordID) -> [RecordID] {
      let all = incoming.value {
        var incoming: [RecordID: [RecordID]] = [:]
        for kind in byKind.keys.sorted() {
          for record in byKind[kind] ?? [] {
            for target in references(record) { incoming[target, default: []].append(record.id) }
          }
        }
        return incoming
      }
      return all[id] ?? []
    }
  }

  /// The records that one refers to, each once, in no order.
  public static func references(of record: Record) -> [RecordID] {
    guard let kind = KindCatalog.kind(record.id.kind) else { return [] }
    return Array(Set(References.all(in: record.fields, of: kind).map(\.target)))
  }

  /// Resolves records and observations as they are to be seen on a day.
  ///
  /// - `histories`: earlier revisions, from which slips are derived.
  public init(
    records: [Record], observations: [Observation] = [], histories: Histories = Histories(),
    day: CalendarDate
  ) {
    self.init(
      day: day,
      store: Reads.untraced {
        Store(
          records, observations, histories, isPartial: false, \.component, Self.references(of:))
      })
  }

  /// Resolves records of which only a few will be looked at.
  ///
  /// - `component`: the component that a record is about, known without reading its fields.
  /// - `references`: what each record refers to, known likewise.
  public init(
    partly records: [Record], observations: [Observation], histories: Histories,
    day: CalendarDate, component: (Record) -> String?,
    references: @escaping @Sendable (Record) -> [RecordID]
  ) {
    self.init(
      day: day,
      store: Reads.untraced {
        Store(records, observations, histories, isPartial: true, component, references)
      })
  }

  /// The same knowledge, looked at on another day.
  public func looked(on day: CalendarDate) -> Graph { Graph(day: day, store: store) }

  private init(day: CalendarDate, store: Store) {
    self.day = day
    self.store = store
    lives = Computed()
  }

  /// All records of a kind that are not retired, ordered by id.
  public func records(_ kind: String) -> [Record] {
    Reads.note(ReadKey.kind(kind))
    return store.byKind[kind] ?? []
  }

  /// The records of a kind that are retired, ordered by id.
  public func retired(_ kind: String) -> [Record] {
    Reads.note(ReadKey.kind(kind))
    return store.retired[kind] ?? []
  }

  /// The retired records of a kind that were about a component, ordered by id.
  public func retired(_ kind: String, of component: String) -> [Record] {
    Reads.note(ReadKey.kind(kind, of: component))
    return store.retiredByComponent[kind]?[component] ?? []
  }

  /// The records of a kind that are about a component, ordered by id; retired ones are left out.
  public func records(_ kind: String, of component: String) -> [Record] {
    Reads.note(ReadKey.kind(kind, of: component))
    return store.byComponent[kind]?[component] ?? []
  }

  /// The release of a component that has this version's text; `nil` if no record states one.
  public func release(_ version: String, of component: String) -> Record? {
    records("release", of: component).first { $0["version"]?.text == version }
  }

  /// The lives of all deprecations, computed once for the day.
  var deprecationLives: DeprecationLives {
    lives.value { Reads.untraced { DeprecationLives(self) } }
  }

  /// The revisions that a record had before and has now; empty where it has one only.
  func history(of id: RecordID) -> [Record] {
    Reads.note(ReadKey.whole(ReadKey.record(id)))
    return store.histories.byRecord[id] ?? []
  }

  /// The slips of a component's own dates, computed once: each deprecation that names a cycle asks.
  func slips(ofComponent component: String) -> [Slip] {
    let id = RecordID(kind: "component", id: component)
    Reads.note(ReadKey.whole(ReadKey.record(id)))
    return store.componentSlips.withLock { known in
      if let found = known[component] { return found }
      let found = Reads.untraced { slips(of: id) }
      known[component] = found
      return found
    }
  }

  /// The places of all lessons, computed once for the records.
  var lessonMatches: LessonMatches {
    store.matches.value { Reads.untraced { LessonMatches(self) } }
  }

  /// The lessons that may be shown at plans.
  var lessonCandidates: LessonCandidates {
    store.candidates.value { Reads.untraced { LessonCandidates(self) } }
  }

  /// Whether nothing is worked out for all records at once.
  var isPartial: Bool { store.isPartial }

  /// What the lives of deprecations were computed from, by the key that stands for them.
  public var livesReads: [UInt64: Reads] { deprecationLives.reads }

  /// The record with this address, retired or not; `nil` if there is none.
  public func record(_ id: RecordID) -> Record? {
    guard let record = store.byID[id] else {
      Reads.note(ReadKey.record(id))
      return nil
    }
    Reads.note(record.readKey)
    return record
  }

  /// The record of a kind with this id; `nil` if there is none.
  public func record(_ kind: String, _ id: String?) -> Record? {
    id.flatMap { record(RecordID(kind: kind, id: $0)) }
  }

  /// Every record, retired ones too, ordered by kind and id.
  public var all: [Record] {
    Reads.note(ReadKey.all)
    return store.byID.values.sorted { $0.id < $1.id }
  }

  /// The records that refer to this one, ordered by kind and id.
  public func referring(to id: RecordID) -> [Record] {
    Reads.note(ReadKey.referring(store.byID[id]?.readKey ?? ReadKey.record(id)))
    return store.referring(to: id).compactMap { store.byID[$0] }
  }

  /// The records of a kind that refer to this one.
  public func referring(to id: RecordID, kind: String) -> [Record] {
    referring(to: id).filter { $0.id.kind == kind }
  }

  /// All observations of a kind, in the order in which they were recorded.
  public func observations(_ kind: String) -> [Observation] { store.observations[kind] ?? [] }

  /// A version of a component, ordered by the component's scheme.
  public func version(_ raw: String, of component: String) -> Version {
    knownVersions(of: component)?[raw]?.version
      ?? Version(raw, store.schemes[component] ?? .generic)
  }

  /// The versions that records of a component name; `nil` where that was not worked out.
  func knownVersions(of component: String) -> KnownVersions? { store.versions[component] }

  /// The versions of a component that carry a change, oldest first; computed once for all.
  func changeCarriers(of component: String) -> [Version] {
    Reads.note(ReadKey.kind("change", of: component))
    // What is computed once is read by whoever asks.
    for bit in Self.carrying { Reads.note(field: bit, kind: Self.changes) }
    return Reads.untraced { changeCarriers[component] ?? [] }
  }

  static let changes = Record.number(ofKind: "change")
  static let carrying = ["backports", "release", "status"].map { ReadKey.bit(of: $0) }

  private var changeCarriers: [String: [Version]] {
    store.carriers.value {
      (store.byComponent["change"] ?? [:]).reduce(into: [:]) { carriers, changes in
        let texts = changes.value.filter { $0.status == "done" }.flatMap(Self.carrierNames)
        carriers[changes.key] = Set(texts).map { version($0, of: changes.key) }.sorted()
      }
    }
  }

  /// The support cycles of a component; `nil` if there is no record of it.
  func supportCycles(of component: String) -> SupportCycles? {
    Reads.note(ReadKey.whole(ReadKey.record(RecordID(kind: "component", id: component))))
    return store.cycles[component]
  }

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
