import Primitives
import Records

/// A line of releases with its support dates, as a component's record declares it.
public struct SupportCycle: Sendable, Hashable {
  /// Where a cycle stands on a day.
  public enum State: String, Sendable, Hashable {
    case upcoming
    case active
    /// Active support is over; holes are still closed.
    case security
    case ended
    /// Nobody said when it ends.
    case unknown
  }

  /// The id of the component.
  public let component: String
  /// The name of the cycle, as a version: `5.2`.
  public let version: Version
  /// What people call it.
  public let label: String
  /// Its code name, where it has one.
  public let codename: String?
  /// The first release.
  public let released: PartialDate?
  /// The end of active support.
  public let eoas: PartialDate?
  /// The end of life: the last day on which holes are closed.
  public let eol: PartialDate?
  /// Whether no end of life is planned.
  public let isNeverEnding: Bool
  /// Whether it has long-term support.
  public let isLongTerm: Bool
  /// The newest release, as declared.
  public let latest: String?
  /// How sure the dates ahead are: `actual`, `planned` or `estimated`, as declared.
  public let confidence: String?

  /// Where it stands on a day: a cycle is supported up to and including its last day.
  public func state(on day: CalendarDate) -> State {
    if let released, released.first > day { return .upcoming }
    if let eol, eol.last < day { return .ended }
    // Without an end nobody said that holes are still closed after active support.
    guard eol != nil || isNeverEnding else { return .unknown }
    if let eoas, eoas.last < day { return .security }
    return .active
  }

  /// Whether holes are closed on a day; `nil` when nobody said.
  public func isSupported(on day: CalendarDate) -> Bool? {
    switch state(on: day) {
    case .active, .security: true
    case .ended, .upcoming: false
    case .unknown: nil
    }
  }
}

extension Graph {
  /// The support cycles of a component, oldest version first.
  public func cycles(of component: String) -> [SupportCycle] {
    supportCycles(of: component)?.all ?? []
  }

  /// The cycle that a version belongs to: the one whose name begins the version.
  public func cycle(of version: Version, component: String) -> SupportCycle? {
    supportCycles(of: component)?.cycle(of: version)
  }

  /// When a version came out or is to: its release's date, else its cycle's first release.
  ///
  /// Derived, not declared: facts built on it are labelled so.
  public func releaseDate(of raw: String, component: String) -> PartialDate? {
    let wanted = version(raw, of: component)
    for release in records("release", of: component)
    where release["version"]?.text.map({ version($0, of: component).isSame(as: wanted) }) == true {
      if let date = date(release["date"]) { return date }
    }
    return cycles(of: component).first { $0.version.isSame(as: wanted) }?.released
  }

  func date(_ value: Value?) -> PartialDate? { value.flatMap(PartialDate.init(declared:)) }
}

/// The support cycles that one component declares, with the versions that each covers.
struct SupportCycles: Sendable {
  /// Oldest version first.
  let all: [SupportCycle]
  private let ranges: [VersionRange?]

  init(_ component: Record, _ scheme: VersionScheme) {
    all = (component["cycles"]?.items ?? []).compactMap { cycle in
      guard let name = cycle["name"]?.text else { return nil }
      func date(_ name: String) -> PartialDate? { cycle[name].flatMap(PartialDate.init(declared:)) }
      return SupportCycle(
        component: component.id.id, version: Version(name, scheme),
        label: cycle["label"]?.text ?? name, codename: cycle["codename"]?.text,
        released: date("released"), eoas: date("eoas"), eol: date("eol"),
        isNeverEnding: cycle["eolState"]?.text == "never", isLongTerm: cycle["lts"]?.bool ?? false,
        latest: cycle["latest"]?.text, confidence: cycle["confidence"]?.text)
    }.sorted { $0.version < $1.version }
    ranges = all.map { try? VersionRange(parsing: $0.version.raw, scheme: scheme) }
  }

  /// The cycle that a version of the component belongs to.
  func cycle(of version: Version) -> SupportCycle? { place(of: version).map { all[$0] } }

  /// The name of the cycle that a version belongs to, else the version's first two numbers.
  func line(of version: Version) -> String {
    place(of: version).map { all[$0].version.raw } ?? version.series(components: 2)
  }

  /// Asked for every version of every way, so cycles are looked at where they stand.
  private func place(of version: Version) -> Int? {
    all.indices.last { version.raw == all[$0].version.raw || ranges[$0]?.contains(version) == true }
  }
}

extension PartialDate {
  /// The date that a field declares; `nil` for anything else.
  init?(declared value: Value) {
    guard let text = value.text else { return nil }
    self.init(text)
  }
}
