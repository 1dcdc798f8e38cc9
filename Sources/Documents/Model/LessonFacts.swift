import Knowledge
import Primitives
import Records
import Templating

/// Lessons as documents show them at the place that they matched.
enum LessonFacts {
  static let list = Shape.rows(
    .field("title", .text, "what it is called"),
    .field("statement", .markdown, "the lesson, as an order"),
    .field("href", .link, "its entry among the lessons"),
    .field("because", .text, "why it is shown here"),
    .field("severity", .text, "how bad it is to forget it"),
    .field("alert", .text, "the admonition that suits it"),
    .field("polarity", .text, "do, avoid, verify or know"),
    .field("evidence", .list(Links.shape), "where it was learned"))

  static func row(_ match: LessonMatch, _ links: Links, _ graph: Graph) -> Value {
    row(match, because: match.because, links)
  }

  private static func row(_ match: LessonMatch, because: String, _ links: Links) -> Value {
    let lesson = match.lesson
    return [
      "title": .string(lesson.title), "statement": lesson["statement"] ?? "",
      "href": .string(links.address(of: lesson.id) ?? ""), "because": .string(because),
      "severity": lesson["severity"] ?? "", "alert": .string(alert(lesson)),
      "polarity": lesson["polarity"] ?? "",
      "evidence": .list(evidence(lesson).map { links.to($0) }),
    ]
  }

  /// Each lesson once, where it first matched, with every reason.
  static func once(_ matches: [LessonMatch], _ links: Links, _ graph: Graph) -> [Value] {
    var order: [RecordID] = []
    let byLesson = Dictionary(grouping: matches) { $0.lesson.id }
    for match in matches where !order.contains(match.lesson.id) { order.append(match.lesson.id) }
    return order.compactMap { id in
      guard let found = byLesson[id], let first = found.first else { return nil }
      var reasons: [String] = []
      for match in found where !reasons.contains(match.because) { reasons.append(match.because) }
      return row(first, because: reasons.joined(separator: "; and because "), links)
    }
  }

  static func evidence(_ lesson: Record) -> [RecordID] {
    (lesson["evidence"]?.texts ?? []).compactMap { RecordID($0) }
  }

  /// Where a lesson is shown, in words: one text for each selector.
  static func selectors(_ lesson: Record, _ graph: Graph) -> [Value] {
    (lesson["appliesTo"]?.items ?? []).map { selector in
      func part(_ name: String, _ words: (String) -> String) -> String? {
        selector[name]?.text.map(words)
      }
      let parts = [
        part("component") {
          "the upgrade is one of \(graph.record("component", $0)?.title ?? $0)"
        },
        part("versions") { "it passes through \($0)" },
        part("strategy") { "it is done \(Plain.label($0).lowercased())" },
        part("environment") { "it runs in \($0)" },
        part("interface") { "the step touches \($0)" },
        part("phase") { "the step belongs to the phase \(Plain.label($0).lowercased())" },
        part("step") { "the step is \($0)" },
        part("command") { "its command holds \($0)" },
      ]
      return .string(parts.compactMap(\.self).joined(separator: " and "))
    }
  }

  private static func alert(_ lesson: Record) -> String {
    switch lesson["severity"]?.text {
    case "critical": "CAUTION"
    case "high": "WARNING"
    case "low": "NOTE"
    default: "TIP"
    }
  }
}
