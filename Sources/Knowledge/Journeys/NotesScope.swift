import Primitives
import Records

/// What release notes are about.
public enum NotesScope: Sendable, Hashable {
  /// One version.
  case release(String)
  /// What no release has yet.
  case unreleased
  /// Everything after the first version up to and including the second.
  case range(from: String, to: String)
}

/// One entry of release notes, with what follows from where it was released.
public struct NotesEntry: Sendable {
  /// The entry as it is recorded now.
  public let change: Record
  /// The version with which the reader gets it; `nil` while it is unreleased.
  public let arrival: Version?
  /// The release in which it first appeared, where a backport brought it to `arrival`.
  public let origin: Version?
  /// Whether it was corrected after its release came out: when and why.
  public let correction: Correction?

  /// An erratum: a revision with a reason, recorded after the release.
  public struct Correction: Sendable, Hashable {
    /// The day of the revision, UTC.
    public let on: CalendarDate
    /// Why, as its author wrote.
    public let reason: String
  }
}

extension Graph {
  /// The entries of release notes, each once, by the version that brings them and then by weight.
  ///
  /// In a range pre-releases collapse into the release that follows them, what the line of the
  /// start has already by a backport is left out, because the reader has it, and so is what only
  /// older lines got after the end came out, because the reader does not get it.
  public func entries(of component: String, in scope: NotesScope) -> [NotesEntry] {
    var found: [RecordID: Version] = [:]
    let included: [Record]
    if let arrivals = Arrivals(self, component, scope) {
      included = changes(of: component) { (change: Record) in
        // Nearly all changes of a component are not: nothing is written for them.
        guard let arrival = arrivals.arrival(of: change) else { return false }
        found[change.id] = arrival
        return true
      }
    } else {
      included = changes(of: component) { (change: Record) in change["release"] == nil }
    }
    let entries = included.map { change in
      let arrival = found[change.id]
      return NotesEntry(
        change: change, arrival: arrival, origin: origin(of: change, component, arrival),
        correction: correction(of: change, component, arrival))
    }
    return entries.sorted { left, right in
      if let a = left.arrival, let b = right.arrival, !a.isSame(as: b) { return a < b }
      return (left.change["weight"]?.int ?? 0, left.change.id)
        < (right.change["weight"]?.int ?? 0, right.change.id)
    }
  }

  /// Whether a release has entries, of its own or brought to it from another.
  public func carriesChanges(_ raw: String, of component: String) -> Bool {
    let wanted = version(raw, of: component)
    let carriers = changeCarriers(of: component)
    var (low, high) = (0, carriers.count)
    while low < high {
      let middle = (low + high) / 2
      if carriers[middle].isOlder(than: wanted) { low = middle + 1 } else { high = middle }
    }
    return low < carriers.count && carriers[low].isSame(as: wanted)
  }

  /// The version that a change was made for, where it was brought from there to the one that it
  /// arrives with; `nil` for what arrives where it was made, however that version is written.
  public func origin(of change: Record, _ component: String, _ arrival: Version?) -> Version? {
    guard let arrival, !(change["backports"]?.texts ?? []).isEmpty,
      let release = change["release"]?.text.map({ version($0, of: component) }),
      !release.isSame(as: arrival),
      // A candidate of the very release is no origin: it collapses into it.
      !release.isPrerelease || arrival.isPrerelease
        || release.series(components: 3) != arrival.series(components: 3)
    else { return nil }
    return release
  }

  private func correction(
    of change: Record, _ component: String, _ arrival: Version?
  ) -> NotesEntry.Correction? {
    guard change.rev > 1, let arrival,
      let out = releaseDate(of: arrival.raw, component: component),
      out.last < change.recordedAt.day
    else { return nil }
    return NotesEntry.Correction(
      on: change.recordedAt.day, reason: change.reason ?? "Nobody recorded why.")
  }
}
