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
    (record("component", component)?["cycles"]?.items ?? []).compactMap { cycle in
      guard let name = cycle["name"]?.text else { return nil }
      return SupportCycle(
        component: component, version: version(name, of: component),
        label: cycle["label"]?.text ?? name, released: date(cycle["released"]),
        eoas: date(cycle["eoas"]), eol: date(cycle["eol"]),
        isNeverEnding: cycle["eolState"]?.text == "never", isLongTerm: cycle["lts"]?.bool ?? false,
        latest: cycle["latest"]?.text)
    }.sorted { $0.version < $1.version }
  }

  /// The cycle that a version belongs to: the one whose name begins the version.
  public func cycle(of version: Version, component: String) -> SupportCycle? {
    cycles(of: component).last { cycle in
      version.raw == cycle.version.raw
        || (try? VersionRange(parsing: cycle.version.raw, scheme: version.scheme))?.contains(
          version) == true
    }
  }

  /// When a version came out or is to: its release's date, else its cycle's first release.
  ///
  /// Derived, not declared: facts built on it are labelled so.
  public func releaseDate(of raw: String, component: String) -> PartialDate? {
    let wanted = version(raw, of: component)
    for release in records("release", of: component)
    where release["version"]?.text.map({ version($0, of: component).isSame(as: wanted) }) == true
    {
      if let date = date(release["date"]) { return date }
    }
    return cycles(of: component).first { $0.version.isSame(as: wanted) }?.released
  }

  func date(_ value: Value?) -> PartialDate? { value?.text.flatMap { PartialDate($0) } }
}
