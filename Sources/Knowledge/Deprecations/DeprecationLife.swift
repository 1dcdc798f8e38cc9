import Primitives
import Records

/// The life of a deprecation as of a day: its moments, where it stands, what moved and what is owed.
public struct DeprecationLife: Sendable {
  /// Where a deprecation stands.
  public enum State: String, Sendable, Hashable, CaseIterable {
    case announced
    case warning
    case disabled
    case overdue
    case removed
    case soft
    case withdrawn
  }

  /// A promised end that was moved.
  public struct Slip: Sendable, Hashable {
    /// The end that had been promised.
    public let from: Moment
    /// When the plan changed.
    public let changedOn: PartialDate?
    /// Why it changed.
    public let reason: String?
    /// Who changed it.
    public let by: String?
    /// Days by which the next plan is later; negative if earlier, `nil` if a day is unknown.
    public let days: Int?
    /// Whether `days` is between two declared days, and not between months or years.
    public let isExact: Bool
    /// The revision that shows it; `nil` where the record only says so.
    public let recorded: Knowledge.Slip?
  }

  /// The deprecation.
  public let record: Record
  /// The id of the component whose part it is.
  public let component: String
  /// What ends.
  public let subject: String
  /// When it was first told.
  public let announced: Moment?
  /// From when users are warned.
  public let warns: Moment?
  /// When it is off unless switched on.
  public let disabled: Moment?
  /// When it gets no more fixes.
  public let endOfSupport: Moment?
  /// The end that is promised now.
  public let planned: Moment?
  /// When it went.
  public let removed: Moment?
  /// Where it stands on the day of the graph.
  public let state: State
  /// The ends that were promised before, oldest first.
  public let slips: [Slip]
  /// The notice given, against the notice promised.
  public let notice: Notice
  /// Days from the day of the graph to the planned removal; negative when it has passed, `nil` when
  /// it is gone already or no day is known.
  public let daysLeft: Int?

  /// The removal that counts: what happened, else what is planned.
  public var removal: Moment? { removed ?? planned }

  /// Whether it is still to come or going on.
  public var isOpen: Bool { state != .removed && state != .withdrawn && state != .soft }
}

extension Graph {
  /// The lives of all deprecations, ordered by the day of removal; those without one last.
  public var deprecations: [DeprecationLife] {
    Reads.note(ReadKey.kind("deprecation"))
    Reads.note(ReadKey.lives(""))
    return deprecationLives.all
  }

  /// The lives of a component's deprecations, in the same order.
  public func deprecations(of component: String) -> [DeprecationLife] {
    Reads.note(ReadKey.kind("deprecation", of: component))
    Reads.note(ReadKey.lives(component))
    return deprecationLives(of: component)
  }

  /// The life of one deprecation.
  public func life(of record: Record) -> DeprecationLife {
    let component = record.component ?? ""
    func moment(_ name: String) -> Moment? { self.moment(record[name], component: component) }
    let (announced, warns, disabled) = (
      moment("announced"), moment("warns"), moment("disabledByDefault")
    )
    let (planned, removed) = (moment("plannedRemoval"), moment("removed"))
    let isRemoved = removed.map { $0.isPast(on: day) ?? true } ?? (record.status == "removed")
    let state: DeprecationLife.State =
      if record.status == "withdrawn" {
        .withdrawn
      } else if isRemoved {
        .removed
      } else if record["soft"]?.bool == true {
        .soft
      } else if let on = planned?.on, on.last < day {
        .overdue
      } else if disabled?.isPast(on: day) == true {
        .disabled
      } else if warns?.isPast(on: day) == true {
        .warning
      } else {
        .announced
      }
    return DeprecationLife(
      record: record, component: component, subject: record["subject"]?.text ?? record.title,
      announced: announced, warns: warns, disabled: disabled, endOfSupport: moment("endOfSupport"),
      planned: planned, removed: removed, state: state,
      slips: slips(record, component, next: planned ?? removed),
      notice: notice(
        record, component, announced: announced, warns: warns, removed: removed, planned: planned),
      daysLeft: isRemoved ? nil : planned?.on.map { day.days(to: $0.first) })
  }
}
