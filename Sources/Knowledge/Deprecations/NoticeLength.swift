import Primitives
import Records

extension Graph {
  /// How long users had, or will have, between two moments of a component's life.
  func length(_ component: String, from start: Moment?, until end: Moment?) -> Notice.Length {
    var contradiction: String?
    var days: Int?
    if let a = start?.on, let b = end?.on {
      if b.last < a.first {
        contradiction = "the end on \(b) lies before the start on \(a)"
      } else {
        // A month or a year may hold both: then nobody was promised a day.
        days = max(0, a.last.days(to: b.first))
      }
    }
    if let a = start?.version, let b = end?.version, b.isOlder(than: a) {
      contradiction = "the end with \(b) lies before the start with \(a)"
    }
    guard contradiction == nil else {
      return Notice.Length(
        days: nil, releases: nil, longTermReleases: nil, isLowerBound: false,
        contradiction: contradiction)
    }
    let cycles = cycles(of: component)
    let counted = counted(cycles, from: start, until: end)
    return Notice.Length(
      days: days, releases: counted?.inside.count,
      longTermReleases: cycles.contains(where: \.isLongTerm)
        ? counted?.inside.count(where: \.isLongTerm) : nil,
      isLowerBound: counted?.isLowerBound ?? false, contradiction: nil)
  }

  /// The cycles in [start, end): by version where both ends name one, else by day; `nil` if nobody
  /// can say.
  private func counted(
    _ cycles: [SupportCycle], from start: Moment?, until end: Moment?
  ) -> (inside: [SupportCycle], isLowerBound: Bool)? {
    guard let oldest = cycles.first, let newest = cycles.last else { return nil }
    if let a = start?.version, let b = end?.version {
      let inside = cycles.filter { !$0.version.isOlder(than: a) && $0.version.isOlder(than: b) }
      // A removal beyond the newest cycle: those between are not declared yet.
      let isBeyond =
        newest.version.isOlder(than: b) && cycle(of: b, component: newest.component) == nil
      return (inside, a.isOlder(than: oldest.version) || isBeyond)
    }
    guard let a = start?.on?.first, let b = end?.on?.first, a <= b else { return nil }
    guard let dated = settled(cycles, a, b), let first = dated.first else { return nil }
    let inside = dated.filter { a <= $0.on && $0.on < b }.map(\.cycle)
    let reachesEnd = b <= day || dated.contains { $0.on >= b }
    return (inside, !reachesEnd || a < first.on)
  }

  /// Cycles with their first day, oldest first; `nil` if one without a day could lie in [a, b).
  ///
  /// Versions come in the order of days, but for branches; so one without a day lies outside when
  /// one before it came at or after the end, or one after it came before the start.
  private func settled(
    _ cycles: [SupportCycle], _ a: CalendarDate, _ b: CalendarDate
  ) -> [(cycle: SupportCycle, on: CalendarDate)]? {
    for (index, cycle) in cycles.enumerated() where cycle.released == nil {
      let isAfter = cycles[..<index].contains { $0.released.map { $0.first >= b } ?? false }
      let isBefore = cycles[(index + 1)...].contains { $0.released.map { $0.first < a } ?? false }
      guard isAfter || isBefore else { return nil }
    }
    return cycles.compactMap { cycle in cycle.released.map { (cycle, $0.first) } }
      .sorted { ($0.on, $0.cycle.version) < ($1.on, $1.cycle.version) }
  }
}
