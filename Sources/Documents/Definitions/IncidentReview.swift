import Knowledge
import Primitives
import Records
import Templating

extension DocumentDefinition {
  /// What happened, and where its lessons appear now.
  static let incidentReview = DocumentDefinition(
    "incident-review", title: "Incident review", plural: "Incidents",
    "What happened, what made it possible, what is being done, and where its lessons appear now.",
    kind: "incident",
    facts: [
      .maybe("component", Links.shape, "what it happened to"),
      .maybe("trigger", Links.shape, "what set it off"),
      .maybe("toDetect", .duration, "from the first effect to the detection"),
      .maybe("toRestore", .duration, "from the first effect to its end"),
      .maybe("duration", .duration, "from the first effect to the end of the cause"),
      .maybe(
        "comparison",
        .fields(
          .field("text", .text, "in words"),
          .field("differs", .bool, "whether no computed length is near it")),
        "how the length that the report states compares with the timestamps"),
      .maybe("oddity", .text, "what is odd about the timestamps"),
      .field(
        "timeline",
        .rows(
          .field("at", .instant, "when"), .maybe("until", .instant, "until when"),
          .field("text", .markdown, "what happened"),
          .maybe("who", .text, "who did or saw it"),
          .maybe("source", .text, "how it is known"),
          .maybe("evidence", .link, "where it can be seen")), "what happened, oldest first"),
      .field(
        "actions",
        .rows(
          .field("text", .markdown, "what is to be done"),
          .field("state", .text, "open, done or cancelled"),
          .field("owner", .text, "who does it"), .field("due", .text, "by when"),
          .field("kind", .text, "what it is for"),
          .maybe("reason", .text, "why it was cancelled"),
          .maybe("ticket", .link, "where it is tracked"),
          .field("isOverdue", .bool, "whether it should be done by now")), "what is to be done"),
      .field("openActions", .number, "how many are still open"),
      .field(
        "lessons",
        .rows(
          .field("lesson", Links.shape, "the lesson"), .field("status", .text, "how far it is"),
          .field("statement", .markdown, "the lesson, as an order"),
          .field("places", LessonPlaces.shape, "where it is shown")),
        "what was learned, and where it appears"),
      .maybe("playbook", Links.shape, "the runbook that was in use"),
    ],
    subjects: { $0.records("incident").map(\.id.id) },
    model: { graph, subject in
      guard let incident = graph.record("incident", subject) else { return nil }
      let links = Links(graph, from: "incident-review")
      let times = IncidentTimes(incident)
      let lessons = graph.records("lesson").filter { lesson in
        (lesson["evidence"]?.texts ?? []).contains("incident/\(subject)")
          || (incident["lessons"]?.texts ?? []).contains(lesson.id.id)
      }
      let matches = lessons.map { graph.appearances(of: $0) }
      let actions = incident["actions"]?.items ?? []
      var facts = Object()
      facts.set("component", links.to(graph.record("component", incident.component)))
      facts.set(
        "trigger",
        incident["triggeredBy"]?.text.flatMap { RecordID($0) }.flatMap { graph.record($0) }.map {
          links.to($0.id)
        })
      facts.set("toDetect", times.toDetect?.description)
      facts.set("toRestore", times.toRestore?.description)
      facts.set("duration", times.duration?.description)
      if let comparison = times.comparison {
        facts.append(
          "comparison",
          ["text": .string(comparison.text), "differs": .bool(comparison.differs)])
      }
      facts.set("oddity", times.oddity)
      facts.append("timeline", .list(Self.timeline(incident)))
      facts.append(
        "actions",
        .list(
          actions.map { action in
            let due = action["due"]?.text.flatMap { PartialDate($0) }
            var row: Object = [
              "text": action["text"] ?? "", "state": action["state"] ?? "",
              "kind": action["kind"] ?? "—",
              "owner": .string(graph.record("team", action["owner"]?.text)?.title ?? "nobody"),
              "due": .string(due?.description ?? "no date"),
              "isOverdue": .bool(
                action["state"]?.text == "open" && (due.map { $0.last < graph.day } ?? false)),
            ]
            row.set("reason", action["reason"])
            row.set("ticket", action["ticket"])
            return .object(row)
          }))
      facts.append("openActions", .int(actions.count { $0["state"]?.text == "open" }))
      facts.append(
        "lessons",
        .list(
          zip(lessons, matches).map { lesson, matches in
            [
              "lesson": links.to(lesson.id), "status": .string(lesson.status),
              "statement": lesson["statement"] ?? "",
              "places": .list(matches.map { LessonPlaces.row($0, links, graph) }),
            ]
          }))
      facts.set("playbook", links.to(graph.record("upgrade", incident["playbook"]?.text)))
      var model = DocumentModel(
        title: incident.title,
        summary: Plain.sentence(incident["impact"]?["text"]?.text ?? incident.title),
        record: incident,
        facts: facts,
        sources: lessons + matches.flatMap(\.self).compactMap { graph.record($0.upgrade) })
      let severity = incident["severity"]?.int ?? 5
      model.happenedOn = (times.started ?? times.detected)?.day
      if let day = model.happenedOn {
        model.summary = "\(day), severity \(severity): \(model.summary)"
      }
      model.badges = [
        .init(
          "Severity \(severity)", severity <= 2 ? "bad" : severity == 3 ? "caution" : "neutral"),
        .init(
          "Review \(Plain.label(incident["review"]?.text ?? "").lowercased())",
          incident["review"]?.text == "final" ? "good" : "caution"),
      ]
      return model
    })
}

extension DocumentDefinition {
  /// What happened in the order of its times: appended events stand where they belong.
  fileprivate static func timeline(_ incident: Record) -> [Value] {
    let events = (incident["timeline"]?.items ?? []).enumerated().map { index, event in
      (event["at"]?.text.flatMap { Instant($0) } ?? Instant(milliseconds: 0), index, event)
    }
    return events.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { _, _, event in
      var row = Object()
      row.set("at", event["at"])
      row.set("text", event["text"])
      row.set("until", event["endedAt"])
      row.set("who", event["who"])
      row.set("source", event["source"])
      row.set("evidence", event["evidence"])
      return .object(row)
    }
  }
}

/// Places where lessons are shown.
enum LessonPlaces {
  static let shape = Shape.rows(
    .field("document", Links.shape, "the runbook"), .maybe("step", Links.shape, "the step"),
    .field("because", .text, "why it is shown there"))

  static func row(_ match: LessonMatch, _ links: Links, _ graph: Graph) -> Value {
    var row = Object()
    row.append("document", links.to(match.upgrade))
    if let key = match.step, let upgrade = graph.record(match.upgrade),
      let step = Places(upgrade).link(key)
    {
      let base = links.address(of: match.upgrade) ?? ""
      row.append("step", ["title": step["title"] ?? "", "href": .string("\(base)#step-\(key)")])
    }
    row.append("because", .string(match.because))
    return .object(row)
  }
}
