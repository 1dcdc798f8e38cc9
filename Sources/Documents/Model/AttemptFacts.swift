import Knowledge
import Primitives
import Records
import Templating

/// Earlier runs of a plan as a runbook shows them.
enum AttemptFacts {
  static let list = Shape.rows(
    .field("title", .text, "what it is called"), .field("anchor", .link, "its place on the page"),
    .field("date", .date, "when it started"), .field("environment", .text, "where it ran"),
    .field("mode", .text, "run, rehearsal or drill"), .field("outcome", .text, "how it ended"),
    .maybe("length", .duration, "from start to end"), .maybe("downtime", .duration, "how long users noticed"),
    .maybe("failedStep", RunbookFacts.stepLink, "where it failed"),
    .field(
      "deviations",
      .rows(.maybe("step", RunbookFacts.stepLink, "at which step"), .field("text", .markdown, "what was done differently")),
      "where it left the runbook"),
    .maybe("illustration", .markdown, "what in it was made up"))

  static func row(_ attempt: Record, _ place: Places) -> Value {
    func instant(_ name: String) -> Instant? { attempt[name]?.text.flatMap { Instant($0) } }
    var row = Object()
    row.append("title", .string(attempt.title))
    row.append("anchor", .string("attempt-\(attempt.id.id)"))
    row.append("date", .string(instant("startedAt")?.day.description ?? ""))
    row.append("environment", attempt["environment"] ?? "")
    row.append("mode", attempt["mode"] ?? "")
    row.append("outcome", attempt["outcome"] ?? "running")
    if let start = instant("startedAt"), let end = instant("endedAt") {
      row.append("length", .string(start.span(to: end).description))
    }
    row.set("downtime", attempt["downtime"])
    row.set("failedStep", attempt["failedStep"]?.text.flatMap { place.link($0) })
    row.append(
      "deviations",
      .list((attempt["deviations"]?.items ?? []).map { deviation in
        var row = Object()
        row.set("step", deviation["step"]?.text.flatMap { place.link($0) })
        row.append("text", deviation["text"] ?? "")
        return .object(row)
      }))
    row.set("illustration", attempt["illustration"])
    return .object(row)
  }
}
