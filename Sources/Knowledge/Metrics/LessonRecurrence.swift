import Primitives
import Records

extension Metric {
  /// L1: how many incidents repeat what was known already.
  static let lessonRecurrence = Metric(
    "L1", "lesson-recurrence", title: "Lessons that came again",
    definition: """
      Incidents with a final review that repeat a lesson which had been accepted before they began \
      and which applies to them, over incidents with a final review; each says whether the lesson \
      was shown in the runbook then in use, and whether the attempt departed from that step.
      """,
    source: "Waymark"
  ) { graph in
    var excluded = Exclusions()
    var rows: [(label: String, row: MetricResult.Row)] = []
    for incident in graph.records("incident") {
      guard incident["review"]?.text == "final" else {
        excluded.add(
          "incident without a final review", "incidents without a final review")
        continue
      }
      let naming = graph.records("lesson").filter {
        $0.status != "proposed" && ($0["occurrences"]?.texts ?? []).contains(incident.id.id)
      }
      let startedAt = graph.instant(incident["startedAt"])
      if startedAt == nil, !naming.isEmpty {
        excluded.add(
          "repetition in an incident without a start", "repetitions in incidents without a start")
        continue
      }
      let repeated =
        startedAt.map { start in
          naming.filter { graph.isRepeated($0, in: incident, start, &excluded) }
        } ?? []
      let words = repeated.map { ": repeats \($0.id), \(graph.exposure(of: $0, in: incident))" }
      rows.append(
        (
          incident.component ?? "no component",
          MetricResult.Row(
            incident.title + words.joined(), counts: !repeated.isEmpty, record: incident.id)
        ))
    }
    return MetricResult(
      total: .share(of: rows.map(\.row)), parts: MetricResult.shares(rows),
      excluded: excluded.texts)
  }
}

extension Graph {
  /// Whether a lesson that names the incident had been accepted before it and applies to it.
  fileprivate func isRepeated(
    _ lesson: Record, in incident: Record, _ startedAt: Instant, _ excluded: inout Exclusions
  ) -> Bool {
    guard let accepted = date(lesson["acceptedOn"]) else {
      excluded.add(
        "repetition of a lesson without the day of its acceptance",
        "repetitions of lessons without the day of their acceptance")
      return false
    }
    // Of the same day nobody can say which came first.
    guard accepted.last < startedAt.day else {
      excluded.add(
        "repetition before the lesson was accepted", "repetitions before the lesson was accepted")
      return false
    }
    guard isInScope(lesson, incident) else {
      excluded.add(
        "repetition outside the lesson's scope", "repetitions outside the lesson's scope")
      return false
    }
    return true
  }

  /// Whether a selector of the lesson speaks of the incident's component or of none.
  private func isInScope(_ lesson: Record, _ incident: Record) -> Bool {
    (lesson["appliesTo"]?.items ?? []).contains { selector in
      selector["component"]?.text.map { $0 == incident.component } ?? true
    }
  }

  /// What the reader of the runbook in use saw of a lesson.
  fileprivate func exposure(of lesson: Record, in incident: Record) -> String {
    let trigger = incident["triggeredBy"]?.text.flatMap { RecordID($0) }.flatMap { record($0) }
    let attempt = trigger?.id.kind == "attempt" ? trigger : nil
    let plan =
      record("upgrade", incident["playbook"]?.text ?? attempt?["upgrade"]?.text)
      ?? (trigger?.id.kind == "upgrade" ? trigger : nil)
    let places = plan.map { lessons(for: $0).filter { $0.lesson.id == lesson.id } } ?? []
    guard !places.isEmpty else { return "not shown" }
    let departures = Set((attempt?["deviations"]?.items ?? []).compactMap { $0["step"]?.text })
    return places.contains { $0.step.map(departures.contains) == true }
      ? "shown and ignored" : "shown and insufficient"
  }
}
