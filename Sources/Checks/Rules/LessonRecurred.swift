import Knowledge
import Primitives
import Records

extension CheckRule {
  static let lessonRecurred = CheckRule(
    "lesson.recurred", .warning, title: "Lesson that was learned and happened again",
    explanation: """
      An incident repeats a lesson that had been learned before, so telling people was not enough. \
      Let a step, check, gate or test see to it, set the lesson to `encoded` and say under \
      `encodedAs` where. A lesson that was encoded on or after the day of the incident is let off.
      """,
    triggering: [
      RuleExample(
        "an incident after the lesson",
        [
          Sample.lesson(["occurrences": ["outage-again"]]),
          Sample.incident(
            ["startedAt": "2025-02-01T10:00:00Z", "resolvedAt": nil], id: "outage-again"),
        ]),
      RuleExample(
        "an incident whose review names a lesson that was accepted before",
        [
          Sample.lesson(["acceptedOn": "2024-04-01"]),
          Sample.incident(
            [
              "startedAt": "2025-02-01T10:00:00Z", "resolvedAt": nil,
              "lessons": ["warm-the-cache"],
            ], id: "outage-again"),
        ]),
    ],
    passing: [
      RuleExample(
        "encoded since",
        [
          Sample.lesson([
            "occurrences": ["outage-again"], "status": "encoded",
            "encodedAs": ["what": "check", "where": "cache-is-warm", "on": "2025-03-01"],
          ]),
          Sample.incident(
            ["startedAt": "2025-02-01T10:00:00Z", "resolvedAt": nil], id: "outage-again"),
        ]),
      RuleExample(
        "the incident that it was learned from",
        [
          Sample.lesson(["acceptedOn": "2024-03-01"]),
          Sample.incident(["lessons": ["warm-the-cache"]]),
        ]),
    ]
  ) { graph in
    graph.records("lesson").flatMap { lesson -> [Breach] in
      guard lesson.status != "retired", lesson.status != "proposed" else { return [] }
      let evidence = Set(lesson["evidence"]?.texts ?? [])
      let accepted = lesson.date("acceptedOn") ?? lesson.date("since")
      let named = (lesson["occurrences"]?.texts ?? []).compactMap { graph.record("incident", $0) }
      let found = graph.referring(to: lesson.id, kind: "incident").filter { incident in
        guard let accepted, let start = incident.instant("startedAt") else { return false }
        return accepted.last < start.day && !evidence.contains(incident.id.description)
      }
      let encoded = lesson["encodedAs"]?["on"]?.text.flatMap { PartialDate($0) }
      return Set((named + found).map(\.id)).sorted().compactMap { id -> Breach? in
        let start = graph.record(id)?.instant("startedAt")?.day
        if lesson.status == "encoded" {
          guard let encoded, let start, encoded.last < start else { return nil }
        }
        return Breach(
          lesson.id, lesson["occurrences"] == nil ? nil : "occurrences",
          "the lesson was learned, and \(id) repeats it" + (start.map { " on \($0)" } ?? ""),
          help: "let a step, check or test see to it, and say under `encodedAs` where",
          evidence: [id])
      }
    }
  }
}
