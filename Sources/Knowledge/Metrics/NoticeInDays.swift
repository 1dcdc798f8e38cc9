import Primitives
import Records

extension Metric {
  /// D1: how many days users had before something was removed.
  static let noticeInDays = Metric(
    "D1", "notice-in-days", title: "Notice in days",
    definition: """
      Days from the announcement, and apart from the first warning, to the removal or else to the \
      planned removal, at least, where a date is no day; a day derived from a release is marked; \
      open are those without a day of removal; withdrawn and soft deprecations are left out, and a \
      removal before the announcement is an error and no number.
      """,
    source: "RFC 9745 and RFC 8594, Deprecation and Sunset; GitLab's milestones"
  ) { graph in
    var excluded = Exclusions()
    let lives = graph.endingLives(&excluded)
    var parts: [MetricResult.Part] = []
    for component in Set(lives.map(\.component)).sorted() {
      let own = lives.filter { $0.component == component }
      let announced = daysPart(component, own, graph, \.fromAnnouncement, \.announced)
      let warned = daysPart(
        "\(component), from the warning", own, graph, \.fromWarning, \.warns)
      parts += [announced, warned].compactMap(\.self)
      excluded.add(
        "deprecation without a day of announcement", "deprecations without a day of announcement",
        count: own.count {
          $0.announced?.on == nil && $0.notice.fromAnnouncement.contradiction == nil
        })
    }
    return MetricResult(
      total: parts.isEmpty ? .spread([], unit: "days") : nil, parts: parts,
      excluded: excluded.texts)
  }

  private static func daysPart(
    _ label: String, _ lives: [DeprecationLife], _ graph: Graph,
    _ length: KeyPath<Notice, Notice.Length>, _ start: KeyPath<DeprecationLife, Moment?>
  ) -> MetricResult.Part? {
    var (values, open, rows): ([Int], Int, [MetricResult.Row]) = ([], 0, [])
    for life in lives {
      guard let from = life[keyPath: start], let on = from.on,
        life.notice[keyPath: length].contradiction == nil
      else { continue }
      if let days = life.notice[keyPath: length].days {
        values.append(days)
        let marks = [
          life.state == .removed ? nil : "planned",
          from.isDerived || life.removal?.isDerived == true ? "derived from a release" : nil,
        ].compactMap(\.self)
        let words = marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))"
        rows.append(
          MetricResult.Row(
            "\(life.subject): \(days) \(days == 1 ? "day" : "days")\(words)",
            record: life.record.id))
      } else {
        open += 1
        rows.append(
          MetricResult.Row("\(life.subject): open since \(on)", record: life.record.id))
      }
    }
    return rows.isEmpty
      ? nil : MetricResult.Part(label, .spread(values, open: open, unit: "days"), rows: rows)
  }
}

extension Graph {
  /// The deprecations that end, with a note for each whose dates contradict themselves.
  func endingLives(_ excluded: inout Exclusions) -> [DeprecationLife] {
    let lives = deprecations
    excluded.add(
      "withdrawn deprecation", "withdrawn deprecations",
      count: lives.count { $0.state == .withdrawn })
    excluded.add(
      "soft deprecation", "soft deprecations", count: lives.count { $0.state == .soft })
    let ending = lives.filter { $0.state != .withdrawn && $0.state != .soft }
    for life in ending {
      if let wrong = life.notice.fromAnnouncement.contradiction {
        excluded.note("error in \(life.record.id): \(wrong)")
      } else if let wrong = life.notice.fromWarning.contradiction {
        excluded.note("error in \(life.record.id), counted from the warning: \(wrong)")
      }
    }
    return ending
  }
}
