import Primitives
import Records

/// One of the moments of a deprecation, with its day derived from the release where none is declared.
public struct Moment: Sendable, Hashable {
  /// The version with which it happens; `nil` if only a day is known.
  public let version: Version?
  /// The day; `nil` if only a version is known that has no release date.
  public let on: PartialDate?
  /// Whether the day was looked up from the version's release.
  public let isDerived: Bool
  /// `actual`, `planned` or `estimated`, as declared.
  public let confidence: String?

  /// Whether it has come by a day: its day has passed; without a day nobody can say.
  public func isPast(on day: CalendarDate) -> Bool? { on.map { $0.last <= day } }

  /// `3.12 (2023-10-02)`, `2027-Q1, estimated`, or whichever is known: never more exact than declared.
  public var text: String {
    let when =
      switch (version, on) {
      case (let version?, let on?): "\(version.raw) (\(on))"
      case (let version?, nil): version.raw
      case (nil, let on?): on.description
      case (nil, nil): "unknown"
      }
    guard let confidence, confidence != "actual" else { return when }
    return "\(when), \(confidence)"
  }

  /// What happened, with the planned day where it has none and the plan was for the same version.
  static func merged(_ actual: Moment?, _ planned: Moment?) -> Moment? {
    guard let actual else { return planned }
    guard actual.on == nil, let planned, let on = planned.on else { return actual }
    if let a = actual.version, let b = planned.version, !a.isSame(as: b) { return actual }
    return Moment(
      version: actual.version ?? planned.version, on: on, isDerived: planned.isDerived,
      confidence: planned.confidence)
  }
}

extension Graph {
  /// A moment as a record states it, with its day looked up from the release where it states none.
  ///
  /// `nil` if the value names neither a version nor a day.
  public func moment(_ value: Value?, component: String) -> Moment? {
    guard let value, value["version"] != nil || value["on"] != nil else { return nil }
    let raw = value["version"]?.text
    let declared = date(value["on"])
    let derived = declared == nil ? raw.flatMap { releaseDate(of: $0, component: component) } : nil
    return Moment(
      version: raw.map { version($0, of: component) }, on: declared ?? derived,
      isDerived: declared == nil && derived != nil, confidence: value["confidence"]?.text)
  }
}

extension Graph {
  /// By when a change asks for its action; `nil` if it names no deadline.
  public func deadline(of change: Record) -> Moment? {
    moment(change["deadline"], component: change.component ?? "")
  }
}
