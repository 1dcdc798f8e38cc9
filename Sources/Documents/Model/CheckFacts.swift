import Primitives
import Records
import Templating

/// Measurements with their thresholds, in words.
enum CheckFacts {
  static let list = Shape.rows(
    .field("title", .text, "what is measured"),
    .maybe("metric", .code, "the metric's name"),
    .maybe("query", .code, "the exact query or command"),
    .field("threshold", .text, "what must hold, in words"),
    .field("every", .text, "how often it is measured, in words"),
    .field("allowed", .number, "how many failed measurements are borne"),
    .field("failure", .text, "what to do when it fails, in words"))

  static func rows(_ checks: Value?) -> Value { .list((checks?.items ?? []).map(row)) }

  private static func row(_ check: Value) -> Value {
    var row = Object()
    row.append("title", check["title"] ?? "")
    row.set("metric", check["metric"])
    row.set("query", check["query"])
    row.append("threshold", .string(threshold(check)))
    row.append("every", .string(every(check)))
    row.append("allowed", check["failureLimit"] ?? 0)
    row.append("failure", .string(failure(check["onFailure"]?.text)))
    return .object(row)
  }

  /// The bound with its unit: `at most 0.2 %, canary against stable`.
  private static func threshold(_ check: Value) -> String {
    // A ratio has no unit that a sentence could name.
    let unit = check["unit"]?.text.flatMap { $0 == "ratio" ? nil : " \($0)" } ?? ""
    let bound = check["value"].flatMap(number).map { value in
      (check["op"]?.text.flatMap { words[$0] }.map { "\($0) " } ?? "") + value + unit
    }
    let baseline: String? =
      switch check["baseline"]?.text {
      case "previous-release": "against the previous release"
      case "canary-vs-stable": "canary against stable"
      default: nil
      }
    let parts = [bound, baseline].compactMap(\.self)
    return parts.isEmpty ? "—" : parts.joined(separator: ", ")
  }

  private static let words = [
    "lte": "at most", "gte": "at least", "lt": "below", "gt": "above", "eq": "exactly",
  ]

  private static func number(_ value: Value) -> String? {
    guard let double = value.number else { return nil }
    return double == double.rounded() && abs(double) < 1e15 ? String(Int(double)) : "\(double)"
  }

  private static func every(_ check: Value) -> String {
    let interval = check["interval"]?.text.flatMap { Span($0)?.words }
    let times = check["count"]?.int.map { $0 == 1 ? "once" : "\($0) times" }
    let parts = [interval, times].compactMap(\.self)
    return parts.isEmpty ? "—" : parts.joined(separator: ", ")
  }

  private static func failure(_ action: String?) -> String {
    switch action {
    case "rollback": "go back at once"
    case "hold": "stop and decide"
    case "continue": "note it and go on"
    default: "—"
    }
  }
}
