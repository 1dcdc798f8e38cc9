import Knowledge
import Primitives
import Records

extension CheckRule {
  static let reviewOverdue = CheckRule(
    "review.overdue", .warning, title: "Incident review past its day",
    explanation: """
      A review is written while people remember. It is due on `reviewDue`, or else five business days \
      after the incident ended (PagerDuty's practice), for incidents that are closed. Finish it and \
      set `review: final`, or agree on another `reviewDue`.
      """,
    triggering: [
      RuleExample(
        "no final review five business days after the end", on: "2024-03-12",
        [Sample.incident(["review": "in-review"])])
    ],
    passing: [
      RuleExample(
        "on the fifth business day", on: "2024-03-11",
        [Sample.incident(["review": "in-review"])]),
      RuleExample(
        "a later day was agreed", on: "2024-03-20",
        [Sample.incident(["review": "draft", "reviewDue": "2024-03-29"])]),
    ]
  ) { graph in
    graph.records("incident").compactMap { incident -> Breach? in
      guard incident["review"]?.text != "final" else { return nil }
      let ended = incident.instant("resolvedAt") ?? incident.instant("closedAt")
      let agreed = incident.date("reviewDue")?.last
      guard agreed != nil || incident.status == "closed",
        let due = agreed ?? ended.map({ BusinessDays.day(5, after: $0.day) }), due < graph.day
      else { return nil }
      return Breach(
        incident.id, incident["reviewDue"] == nil ? "review" : "reviewDue",
        "the review was due on \(due) and is `\(incident["review"]?.text ?? "draft")`",
        help: "finish it and set `review: final`, or agree on another `reviewDue`")
    }
  }
}

/// Counting days from Monday to Friday; holidays differ too much to be counted.
enum BusinessDays {
  static func day(_ count: Int, after start: CalendarDate) -> CalendarDate {
    var (day, left) = (start, count)
    while left > 0 {
      day = day.adding(days: 1)
      // 1970-01-01 was a Thursday: remainder 2 is a Saturday, 3 a Sunday.
      let weekday = ((day.daysSinceEpoch % 7) + 7) % 7
      if weekday != 2, weekday != 3 { left -= 1 }
    }
    return day
  }
}
