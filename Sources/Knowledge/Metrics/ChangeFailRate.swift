import Primitives
import Records

extension Metric {
  /// U2: how many production upgrades needed somebody to step in.
  static let changeFailRate = Metric(
    "U2", "change-fail-rate", title: "Change fail rate",
    definition: """
      Production attempts that failed, were rolled back or led to an incident, over finished \
      production attempts that began in the trailing \(TrailingWindow.days) days, by component and \
      not blended; an incident that names no trigger is put down to the last attempt on its \
      component that ended at most \(IncidentAttribution.hours) hours before it, and an attempt \
      counts once.
      """,
    source: "DORA, change fail rate (dora.dev, guides/dora-metrics)"
  ) { graph in
    let window = TrailingWindow(upTo: graph.day)
    var excluded = Exclusions()
    let attempts = graph.productionAttempts(&excluded, counting: window)
    let blamed = IncidentAttribution(graph, attempts, window, &excluded).incidents
    var rows: [(label: String, row: MetricResult.Row)] = []
    for attempt in attempts where window.contains(attempt.startedAt) {
      let incidents = (blamed[attempt.record.id] ?? []).sorted().map(\.description)
      let words = incidents.isEmpty ? "" : ", led to \(incidents.joined(separator: ", "))"
      rows.append(
        (
          attempt.component,
          MetricResult.Row(
            attempt.text + words, counts: attempt.isFailure || !incidents.isEmpty,
            record: attempt.record.id)
        ))
    }
    if !rows.isEmpty { excluded.note(window.text) }
    let parts = MetricResult.shares(rows)
    return MetricResult(
      total: MetricResult.unblended(parts), parts: parts, excluded: excluded.texts)
  }
}

/// Which incidents are put down to which attempt.
struct IncidentAttribution {
  /// For how long after its end an attempt is taken to be behind an incident on its component.
  static let hours = 24

  /// The incidents by attempt.
  private(set) var incidents: [RecordID: Set<RecordID>] = [:]

  /// Looks for the attempt behind each incident; the attempts come oldest first.
  init(
    _ graph: Graph, _ attempts: [ProductionAttempt], _ window: TrailingWindow,
    _ excluded: inout Exclusions
  ) {
    for attempt in attempts {
      if let named = attempt.record["incident"]?.text {
        incidents[attempt.record.id, default: []].insert(RecordID(kind: "incident", id: named))
      }
    }
    let named = Set(incidents.values.flatMap(\.self))
    for incident in graph.records("incident") where !named.contains(incident.id) {
      let startedAt = graph.instant(incident["startedAt"])
      if let startedAt, startedAt >= window.end { continue }
      if let trigger = incident["triggeredBy"]?.text.flatMap({ RecordID($0) }) {
        let behind = attempts.last { attempt in
          Self.isBehind(attempt, trigger, graph)
            && startedAt.map { attempt.startedAt <= $0 } != false
        }
        if let behind { incidents[behind.record.id, default: []].insert(incident.id) }
      } else if let startedAt {
        let behind = attempts.last { attempt in
          attempt.component == incident.component && Self.isSoonAfter(attempt, startedAt)
        }
        if let behind { incidents[behind.record.id, default: []].insert(incident.id) }
      } else {
        excluded.add(
          "incident without a trigger or a start, put down to nothing",
          "incidents without a trigger or a start, put down to nothing")
      }
    }
  }

  /// Whether the attempt ran what set an incident off: itself, its plan, its goal or a migration.
  private static func isBehind(
    _ attempt: ProductionAttempt, _ trigger: RecordID, _ graph: Graph
  ) -> Bool {
    switch trigger.kind {
    case "attempt": return attempt.record.id == trigger
    case "upgrade": return attempt.upgrade.id == trigger
    case "migration":
      return (attempt.upgrade["migrations"]?.texts ?? []).contains(trigger.id)
    case "release":
      guard let release = graph.record(trigger), release.component == attempt.component,
        let version = release["version"]?.text, let to = attempt.upgrade["to"]?.text
      else { return false }
      return graph.version(to, of: attempt.component)
        .isSame(as: graph.version(version, of: attempt.component))
    default: return false
    }
  }

  private static func isSoonAfter(_ attempt: ProductionAttempt, _ start: Instant) -> Bool {
    let end = (attempt.endedAt ?? attempt.startedAt).milliseconds + hours * 3_600_000
    return attempt.startedAt <= start && start.milliseconds < end
  }
}
