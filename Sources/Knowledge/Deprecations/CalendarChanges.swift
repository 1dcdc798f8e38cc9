import Primitives
import Records

/// How often what calendars show of a record changed, for iCalendar's SEQUENCE (RFC 5545 §3.8.7.4).
public struct CalendarChanges: Sendable, Hashable {
  /// Rises with each change and never falls, also when a plan moves back or names another version.
  public let count: Int
  /// When the newest of them was recorded.
  public let newest: Instant
}

extension Graph {
  /// The changes of a day that a deprecation declares, or takes from the release of a version.
  ///
  /// A day without a declaration of its own moves when the release that it names does; every version
  /// that was ever named counts, or going to another one would make the number fall.
  ///
  /// - `fields`: where the day stands, such as both what is planned and what happened.
  public func calendarChanges(of record: Record, at fields: [String]) -> CalendarChanges {
    let history = history(of: record.id)
    let revisions = history.isEmpty ? [record] : history
    func plan(_ revision: Record) -> [Value?] {
      fields.flatMap { [revision[$0]?["version"], revision[$0]?["on"]] }
        + [.bool(revision.status == "withdrawn")]
    }
    var (count, newest) = (0, revisions[0].recordedAt)
    for (before, after) in zip(revisions, revisions.dropFirst()) where plan(before) != plan(after) {
      count += 1
      newest = max(newest, after.recordedAt)
    }
    let component = record.component ?? ""
    let named = revisions.flatMap { revision in
      fields.compactMap { revision[$0]?["version"]?.text.map { version($0, of: component) } }
    }
    func isNamed(_ raw: String?) -> Bool {
      guard let raw, !named.isEmpty else { return false }
      return named.contains { $0.isSame(as: version(raw, of: component)) }
    }
    var sources = records("release", of: component).filter { isNamed($0["version"]?.text) }
      .map { changes(of: $0) { [$0["date"]] } }
    if !named.isEmpty, let owner = self.record("component", component) {
      sources.append(
        changes(of: owner) { owner in
          (owner["cycles"]?.items ?? []).filter { isNamed($0["name"]?.text) }.map { $0["released"] }
        })
    }
    return CalendarChanges(
      count: sources.reduce(count) { $0 + $1.count },
      newest: sources.reduce(newest) { max($0, $1.newest) })
  }

  /// The changes of the end of life of one of a component's support cycles.
  public func calendarChanges(of component: Record, cycle name: String) -> CalendarChanges {
    changes(of: component) { revision in
      [revision["cycles"]?.items.first { $0["name"]?.text == name }?["eol"]]
    }
  }

  private func changes(of record: Record, _ value: (Record) -> [Value?]) -> CalendarChanges {
    let history = history(of: record.id)
    var (count, newest) = (0, (history.first ?? record).recordedAt)
    for (before, after) in zip(history, history.dropFirst()) where value(before) != value(after) {
      count += 1
      newest = max(newest, after.recordedAt)
    }
    return CalendarChanges(count: count, newest: newest)
  }
}
