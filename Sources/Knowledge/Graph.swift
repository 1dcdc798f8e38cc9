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
  private let store: any GraphStore
  private let lives: Lives

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
        HeldRecords(
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
        HeldRecords(records, observations, histories, isPartial: true, component, references)
      })
  }

  /// Resolves records that are fetched from elsewhere, each when somebody asks for it.
  public init(asking source: any RecordSource, day: CalendarDate) {
    self.init(day: day, store: AskedRecords(source))
  }

  /// The same knowledge, looked at on another day.
  public func looked(on day: CalendarDate) -> Graph { Graph(day: day, store: store) }

  private init(day: CalendarDate, store: any GraphStore) {
    self.day = day
    self.store = store
    lives = Lives()
  }

  /// All records of a kind that are not retired, ordered by id.
  public func records(_ kind: String) -> [Record] {
    Reads.note(ReadKey.kind(kind))
    return store.records(kind)
  }

  /// The records of a kind that are retired, ordered by id.
  public func retired(_ kind: String) -> [Record] {
    Reads.note(ReadKey.kind(kind))
    return store.retired(kind)
  }

  /// The retired records of a kind that were about a component, ordered by id.
  public func retired(_ kind: String, of component: String) -> [Record] {
    Reads.note(ReadKey.kind(kind, of: component))
    return store.retired(kind, of: component)
  }

  /// The records of a kind that are about a component, ordered by id; retired ones are left out.
  public func records(_ kind: String, of component: String) -> [Record] {
    Reads.note(ReadKey.kind(kind, of: component))
    return store.records(kind, of: component)
  }

  /// The release of a component that has this version's text; `nil` if no record states one.
  public func release(_ version: String, of component: String) -> Record? {
    records("release", of: component).first { $0["version"]?.text == version }
  }

  /// The lives of all deprecations, computed once for the day.
  var deprecationLives: DeprecationLives {
    lives.all.value { Reads.untraced { DeprecationLives(self) } }
  }

  /// The lives of a component's deprecations, in the same order, likewise.
  func deprecationLives(of component: String) -> [DeprecationLife] {
    guard isPartial else { return deprecationLives.byComponent[component] ?? [] }
    return lives.byComponent.remembered(component) {
      Reads.untraced {
        DeprecationLives.ordered(records("deprecation", of: component).map(life(of:)))
      }
    }
  }

  /// The revisions that a record had before and has now; empty where it has one only.
  func history(of id: RecordID) -> [Record] {
    Reads.note(ReadKey.whole(ReadKey.record(id)))
    return store.history(of: id)
  }

  /// The slips of a component's own dates, computed once: each deprecation that names a cycle asks.
  func slips(ofComponent component: String) -> [Slip] {
    let id = RecordID(kind: "component", id: component)
    Reads.note(ReadKey.whole(ReadKey.record(id)))
    return store.memo.slips.remembered(component) { Reads.untraced { slips(of: id) } }
  }

  /// The places of all lessons, computed once for the records.
  var lessonMatches: LessonMatches {
    store.memo.matches.value { Reads.untraced { LessonMatches(self) } }
  }

  /// The lessons that may be shown at plans.
  var lessonCandidates: LessonCandidates {
    store.memo.candidates.value { Reads.untraced { LessonCandidates(self) } }
  }

  /// Whether nothing is worked out for all records at once.
  var isPartial: Bool { store.isPartial }

  /// What the lives of deprecations were computed from, by the key that stands for them.
  public var livesReads: [UInt64: Reads] { deprecationLives.reads }

  /// The record with this address, retired or not; `nil` if there is none.
  public func record(_ id: RecordID) -> Record? {
    guard let record = store.record(id) else {
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
    return store.all
  }

  /// The records that refer to this one, ordered by kind and id.
  public func referring(to id: RecordID) -> [Record] {
    noteReferring(to: id)
    return store.referring(to: id, kind: nil)
  }

  /// The records of a kind that refer to this one.
  public func referring(to id: RecordID, kind: String) -> [Record] {
    noteReferring(to: id)
    return store.referring(to: id, kind: kind)
  }

  private func noteReferring(to id: RecordID) {
    Reads.note(ReadKey.referring(store.record(id)?.readKey ?? ReadKey.record(id)))
  }

  /// All observations of a kind, in the order in which they were recorded.
  public func observations(_ kind: String) -> [Observation] { store.observations(kind) }

  /// A version of a component, ordered by the component's scheme.
  public func version(_ raw: String, of component: String) -> Version {
    knownVersions(of: component)?[raw]?.version
      ?? Version(raw, store.scheme(of: component) ?? .generic)
  }

  /// The versions that records of a component name; `nil` where that was not worked out.
  func knownVersions(of component: String) -> KnownVersions? {
    store.versions(of: component)
  }

  /// The versions of a component that carry a change, oldest first; computed once for all.
  func changeCarriers(of component: String) -> [Version] {
    Reads.note(ReadKey.kind("change", of: component))
    // What is computed once is read by whoever asks.
    for bit in Self.carrying { Reads.note(field: bit, kind: Self.changes) }
    return store.memo.carriers.remembered(component) {
      Reads.untraced {
        let changes = store.records("change", of: component).filter { $0.status == "done" }
        return Set(changes.flatMap(Self.carrierNames)).map { version($0, of: component) }.sorted()
      }
    }
  }

  static let changes = Record.number(ofKind: "change")
  static let carrying = ["backports", "release", "status"].map { ReadKey.bit(of: $0) }

  /// The support cycles of a component; `nil` if there is no record of it.
  func supportCycles(of component: String) -> SupportCycles? {
    Reads.note(ReadKey.whole(ReadKey.record(RecordID(kind: "component", id: component))))
    return store.supportCycles(of: component)
  }

  /// A range of versions of a component; `nil` if the text is no range.
  public func range(_ text: String, of component: String) -> VersionRange? {
    try? VersionRange(parsing: text, scheme: store.scheme(of: component) ?? .generic)
  }
}

extension Record {
  /// The component that the record is about: the field `component`, or itself.
  public var component: String? {
    id.kind == "component" ? id.id : self["component"]?.text
  }
}
