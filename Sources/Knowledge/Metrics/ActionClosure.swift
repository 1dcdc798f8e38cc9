import Primitives
import Records

extension Metric {
  /// L3: how many promised actions were done.
  static let actionClosure = Metric(
    "L3", "action-closure", title: "Action items done",
    definition: """
      Action items of incidents that are done, over those whose due date has come, by kind; those \
      done by their date are counted once more on their own line; cancelled ones, ones without a \
      due date and ones not due yet are left out and counted.
      """,
    source: "Google, The Site Reliability Workbook, chapter 10; Netflix Dispatch's tasks",
    breakdown: "kind"
  ) { graph in
    var excluded = Exclusions()
    var (rows, onTime): ([(label: String, row: MetricResult.Row)], [MetricResult.Row]) = ([], [])
    for incident in graph.records("incident") {
      for action in incident["actions"]?.items ?? [] {
        guard let due = graph.due(action, &excluded) else { continue }
        let resolved = graph.date(action["resolvedOn"])
        let isDone =
          action["state"]?.text == "done" && resolved.map { $0.first <= graph.day } != false
        let text = (action["text"]?.text ?? "").split(separator: "\n").first.map(String.init) ?? ""
        let words = isDone ? resolved.map { "done on \($0)" } ?? "done" : "open"
        let row = MetricResult.Row(
          "\(text): due \(due), \(words)", counts: isDone, record: incident.id)
        rows.append((action["kind"]?.text ?? "no kind", row))
        if isDone, resolved == nil {
          excluded.add(
            "done action without its day, left out of those on time",
            "done actions without their day, left out of those on time")
        } else {
          let isOnTime = isDone && resolved.map { $0.last <= due.last } == true
          onTime.append(MetricResult.Row(row.text, counts: isOnTime, record: incident.id))
        }
      }
    }
    var parts = MetricResult.shares(rows)
    if !onTime.isEmpty {
      parts.append(MetricResult.Part("done on time", .share(of: onTime), rows: onTime))
    }
    return MetricResult(
      total: .share(of: rows.map(\.row)), parts: parts, excluded: excluded.texts)
  }
}

extension Graph {
  /// The due date of an action that was due by the day; `nil`, and counted, for any other.
  fileprivate func due(_ action: Value, _ excluded: inout Exclusions) -> PartialDate? {
    if action["state"]?.text == "cancelled" {
      let isExplained = action["reason"] != nil
      excluded.add(
        "cancelled action \(isExplained ? "with" : "without") a reason",
        "cancelled actions \(isExplained ? "with" : "without") a reason")
      return nil
    }
    guard let due = date(action["due"]) else {
      let isDone = action["state"]?.text == "done"
      excluded.add(
        "\(isDone ? "done" : "open") action without a due date",
        "\(isDone ? "done" : "open") actions without a due date")
      return nil
    }
    guard due.last <= day else {
      excluded.add("action not due yet", "actions not due yet")
      return nil
    }
    return due
  }
}
