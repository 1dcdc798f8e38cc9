import Knowledge
import Primitives
import Records
import Templating

/// The numbers at the top of the home page: how much is overdue, coming, changed, broken and learned.
enum HomeGlance {
  static let shape = Shape.rows(
    .field("count", .number, "how many"), .field("isNone", .bool, "whether there are none"),
    .field("label", .text, "of what"),
    .field("href", .link, "the part of the page that lists them"))

  /// Those of zero too: that nothing is overdue is news.
  ///
  /// - `overdueActions`: how many action items of incidents are overdue.
  static func rows(_ graph: Graph, overdueActions: Int, upgrades: Int, ending: Int) -> [Value] {
    let lives = graph.deprecations
    let overdue = lives.count { $0.state == .overdue } + overdueActions
    let coming = lives.count { life in
      life.isOpen && life.state != .overdue && life.daysLeft.map { $0 <= 365 } ?? false
    }
    let incidents = recent(graph.records("incident"), graph) {
      ($0["startedAt"] ?? $0["detectedAt"])?.text.flatMap { Instant($0) }?.day
    }
    let lessons = recent(graph.records("lesson").filter { $0.status == "accepted" }, graph) {
      ($0["acceptedOn"] ?? $0["since"])?.text.flatMap { CalendarDate($0) }
    }
    let releases = recent(graph.records("release").filter { $0.status != "planned" }, graph) {
      $0["date"]?.text.flatMap { CalendarDate($0) }
    }
    return [
      row(overdue, "overdue", "overdue", "overdue"),
      row(coming, "removal within a year", "removals within a year", "coming"),
      row(ending, "end of support within a year", "ends of support within a year", "ending"),
      row(upgrades, "upgrade to do", "upgrades to do", "upgrades"),
      row(releases, "release in a year", "releases in a year", "changed"),
      row(incidents, "incident in a year", "incidents in a year", "broke"),
      row(lessons, "lesson in a year", "lessons in a year", "learned"),
    ]
  }

  private static func row(_ count: Int, _ one: String, _ many: String, _ part: String) -> Value {
    [
      "count": .int(count), "isNone": .bool(count == 0),
      "label": .string(count == 1 ? one : many), "href": .string("#\(part)"),
    ]
  }

  /// How many have their day in the 365 days up to the day of the graph.
  private static func recent(
    _ records: [Record], _ graph: Graph, _ day: (Record) -> CalendarDate?
  ) -> Int {
    records.count { record in
      day(record).map { $0 <= graph.day && $0.days(to: graph.day) <= 365 } ?? false
    }
  }
}
