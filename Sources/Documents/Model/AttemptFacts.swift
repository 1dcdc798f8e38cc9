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
    .maybe("operator", .text, "who ran it"), .maybe("summary", .markdown, "what it was about"),
    .maybe("length", .duration, "from start to end"),
    .maybe("downtime", .duration, "how long users noticed"),
    .maybe("failedStep", RunbookFacts.stepLink, "where it failed"),
    .field(
      "seen",
      .rows(
        .maybe("step", RunbookFacts.stepLink, "at which step"),
        .field("text", .text, "what was seen")),
      "what was written down step by step"),
    .field(
      "deviations",
      .rows(
        .maybe("step", RunbookFacts.stepLink, "at which step"),
        .field("text", .markdown, "what was done differently")),
      "where it left the runbook"),
    .maybe("rollback", .text, "how going back went, if it was tried"),
    .maybe("notes", .markdown, "anything else that was written down"),
    .maybe("incident", Links.shape, "the incident that it led to"),
    .field("lessons", .list(Links.shape), "what was learned"),
    .maybe("measuredBy", .text, "what measured the downtime"),
    .field(
      "links", .rows(.maybe("title", .text, "what is there"), .field("url", .link, "where")),
      "where more can be read"),
    .maybe("illustration", .markdown, "what in it was made up"))

  static func row(_ attempt: Record, _ place: Places, _ links: Links) -> Value {
    func instant(_ name: String) -> Instant? { attempt[name]?.text.flatMap { Instant($0) } }
    var row = Object()
    row.append("title", .string(attempt.title))
    row.append("anchor", .string("attempt-\(attempt.id.id)"))
    row.append("date", .string(instant("startedAt")?.day.description ?? ""))
    row.append("environment", attempt["environment"] ?? "")
    row.append("mode", attempt["mode"] ?? "")
    row.append("outcome", attempt["outcome"] ?? "running")
    row.set("operator", attempt["operator"])
    row.set("summary", attempt["summary"])
    if let start = instant("startedAt"), let end = instant("endedAt") {
      row.append("length", .string(start.span(to: end).description))
    }
    row.set("downtime", attempt["downtime"])
    row.set("failedStep", attempt["failedStep"]?.text.flatMap { place.link($0) })
    row.append(
      "seen",
      .list(
        (attempt["steps"]?.items ?? []).compactMap { step in
          guard let note = step["note"] else { return nil }
          var row: Object = ["text": note]
          row.set("step", step["key"]?.text.flatMap { place.link($0) })
          return .object(row)
        }))
    row.append(
      "deviations",
      .list(
        (attempt["deviations"]?.items ?? []).map { deviation in
          var row = Object()
          row.set("step", deviation["step"]?.text.flatMap { place.link($0) })
          row.append("text", deviation["text"] ?? "")
          return .object(row)
        }))
    row.set("rollback", rollback(attempt["rollback"]))
    row.set("notes", attempt["notes"])
    row.set(
      "incident",
      attempt["incident"]?.text.map { links.to(RecordID(kind: "incident", id: $0)) })
    row.append(
      "lessons",
      .list(
        (attempt["lessons"]?.texts ?? []).map { links.to(RecordID(kind: "lesson", id: $0)) }))
    row.set("measuredBy", attempt["downtimeMeasuredBy"])
    row.append("links", attempt["links"] ?? .list([]))
    row.set("illustration", attempt["illustration"])
    return .object(row)
  }

  private static func rollback(_ rollback: Value?) -> String? {
    guard let rollback else { return nil }
    let length = rollback["startedAt"]?.text.flatMap { Instant($0) }.flatMap { start in
      rollback["endedAt"]?.text.flatMap { Instant($0) }.map { start.span(to: $0).words }
    }
    let result: String? =
      switch rollback["ok"]?.bool {
      case true?: "worked"
      case false?: "did not work"
      case nil: nil
      }
    return [length.map { "took \($0)" }, result].compactMap(\.self).joined(separator: " and ")
  }
}
