import Primitives
import Records

/// A planned date that was moved, as the revisions of its record show.
///
/// Nobody has to say that a plan slipped: two revisions that follow each other say it. Source:
/// reference/domain.md §4.2 D4.
public struct Slip: Sendable, Hashable {
  /// Whose date it is.
  public let record: RecordID
  /// Which of its dates, such as `plannedRemoval` or `cycles[5.2].eol`.
  public let path: String
  /// The plan before.
  public let from: PlannedDates.Entry
  /// The plan after; `nil` where it was taken back.
  public let to: PlannedDates.Entry?
  /// Days by which the new plan is later, negative if earlier, between the first days that they
  /// allow; `nil` if a day is not known.
  public let days: Int?
  /// Who recorded it.
  public let by: String
  /// When it was recorded.
  public let at: Instant
  /// Why, as the revision says.
  public let reason: String?
  /// The revision that moved it.
  public let rev: Int

  /// `90 days later`, `about 90 days later` where a day is not declared, and the like.
  public var movement: String {
    guard let to else { return "taken back" }
    return Self.movement(
      days, isExact: (from.on?.precision ?? .day) == .day && (to.on?.precision ?? .day) == .day)
  }

  /// How far a plan moved, in words.
  ///
  /// - `days`: later, or earlier when negative; `nil` where nobody knows.
  /// - `isExact`: whether both plans name a day.
  public static func movement(_ days: Int?, isExact: Bool) -> String {
    guard let days else { return "by an unknown time" }
    guard days != 0 else { return isExact ? "to the same day" : "to about the same time" }
    let count = "\(abs(days)) \(abs(days) == 1 ? "day" : "days") \(days > 0 ? "later" : "earlier")"
    return isExact ? count : "about \(count)"
  }
}

extension Slip {
  /// The slips of one record, oldest first.
  ///
  /// A date counts where its plan still lay ahead when it was changed, or lies ahead since: changing
  /// a day that has passed on both sides corrects history. A revision whose reason begins with
  /// `correction` moves no plan either.
  ///
  /// - `history`: all revisions of the record, oldest first.
  /// - `released`: the day of a version of the record's component, where it is known.
  public static func all(
    in history: [Record], released: (String) -> PartialDate? = { _ in nil }
  ) -> [Slip] {
    guard let first = history.first, let kind = KindCatalog.kind(first.id.kind) else { return [] }
    var before = PlannedDates.all(in: first.fields, of: kind)
    var slips: [Slip] = []
    for revision in history.dropFirst() {
      let after = PlannedDates.all(in: revision.fields, of: kind)
      let isCorrection = revision.reason?.lowercased().hasPrefix("correction") ?? false
      if !revision.isRetired, !isCorrection, before != after {
        slips += before.compactMap { moved($0, after, revision, released) }
      }
      before = after
    }
    return slips
  }

  private static func moved(
    _ from: PlannedDates.Entry, _ after: [PlannedDates.Entry], _ revision: Record,
    _ released: (String) -> PartialDate?
  ) -> Slip? {
    let to = after.first { $0.path == from.path }
    // A member that is gone took its dates with it; its plan was not moved.
    if to == nil, from.path.utf8.contains(UInt8(ascii: "[")) { return nil }
    if let to, to.on == from.on, to.version == from.version { return nil }
    let (old, new) = (from.day(released), to?.day(released))
    let today = revision.recordedAt.day
    let wasAhead = old.map { $0.last >= today } ?? (from.confidence != "actual")
    guard wasAhead || (new.map { $0.first > today } ?? false) else { return nil }
    let days: Int? = if let old, let new { old.first.days(to: new.first) } else { nil }
    // The day that a version came out on was looked up: naming it moves nothing.
    if days == 0, old == new { return nil }
    return Slip(
      record: revision.id, path: from.path, from: from, to: to, days: days,
      by: revision.recordedBy, at: revision.recordedAt, reason: revision.reason,
      rev: revision.rev)
  }
}

extension PlannedDates.Entry {
  fileprivate func day(_ released: (String) -> PartialDate?) -> PartialDate? {
    on ?? version.flatMap(released)
  }
}
