import Primitives
import Records

extension Graph {
  /// The ends that were promised before: those that the record names, those that its revisions show
  /// without its saying so, and those that moved with a release, in the order of the changes.
  ///
  /// - `next`: the end that is promised now, or what happened.
  func slips(_ record: Record, _ component: String, next: Moment?) -> [DeprecationLife.Slip] {
    var changes = declaredChanges(record, component)
    let own = slips(of: record.id).filter { $0.path == "plannedRemoval" }
      .map { (from: moment($0.from, component), slip: $0) }
    let moved = (own + releaseSlips(record, component)).sorted { $0.slip.at < $1.slip.at }
    for (from, slip) in moved {
      if let index = changes.firstIndex(where: { $0.recorded == nil && $0.from.isPlan(from) }) {
        changes[index].recorded = slip
        continue
      }
      let day = slip.at.day
      let place = changes.lastIndex { change in
        if let recorded = change.recorded { return recorded.at <= slip.at }
        return change.changedOn.map { $0.last <= day } ?? true
      }
      changes.insert(
        Change(
          from: from, changedOn: PartialDate(day), reason: slip.reason, by: slip.by, recorded: slip),
        at: place.map { $0 + 1 } ?? 0)
    }
    return changes.indices.map { index in
      let change = changes[index]
      let following = index + 1 < changes.count ? changes[index + 1].from : next
      let days: Int? =
        if let a = change.from.on?.first, let b = following?.on?.first { a.days(to: b) } else {
          nil
        }
      return DeprecationLife.Slip(
        from: change.from, changedOn: change.changedOn, reason: change.reason, by: change.by,
        days: days,
        isExact: [change.from.on, following?.on].allSatisfy { ($0?.precision ?? .day) == .day },
        recorded: change.recorded)
    }
  }

  private struct Change {
    let from: Moment
    let changedOn: PartialDate?
    let reason: String?
    let by: String?
    var recorded: Slip?
  }

  private func declaredChanges(_ record: Record, _ component: String) -> [Change] {
    (record["earlierPlans"]?.items ?? []).compactMap { plan in
      moment(plan, component: component).map {
        Change(
          from: $0, changedOn: date(plan["changedOn"]), reason: plan["reason"]?.text,
          by: plan["by"]?.text)
      }
    }
  }

  private func moment(_ entry: PlannedDates.Entry, _ component: String) -> Moment {
    let derived =
      entry.on == nil ? entry.version.flatMap { releaseDate(of: $0, component: component) } : nil
    return Moment(
      version: entry.version.map { version($0, of: component) }, on: entry.on ?? derived,
      isDerived: derived != nil, confidence: entry.confidence)
  }
}

extension Moment {
  /// Whether both name the same plan.
  fileprivate func isPlan(_ other: Moment) -> Bool {
    version?.raw == other.version?.raw && on == other.on
  }
}
