import Knowledge
import Primitives
import Records
import Templating

/// Deprecations as documents show them.
enum DeprecationFacts {
  static let list = Shape.rows(
    .field("subject", .text, "what ends"), .field("component", Links.shape, "whose it is"),
    .maybe("owner", Links.shape, "who answers for it: its own owner, else the component's"),
    .field("anchor", .link, "its place on the timeline page"),
    .field("href", .link, "its entry on the timeline page"),
    .field(
      "declared", .object(RecordShape.of(KindCatalog.kind("deprecation")?.fields ?? [])),
      "what the record says"),
    .field("state", .text, "announced, warning, disabled, overdue, removed, soft or withdrawn"),
    .field("isOverdue", .bool, "whether the promised end has passed"),
    .field("announced", .text, "when it was announced"),
    .field("warns", .text, "since when users are warned"),
    .field("off", .text, "since when it is off by default"),
    .field("planned", .text, "the promised end"),
    .field("removed", .text, "when it went"), .field("end", .text, "when it went or is to go"),
    .maybe("daysLeft", .number, "days until the promised end"),
    .field("left", .text, "the same in words"),
    .field("isDerived", .bool, "whether a day in it was looked up from a release"),
    .maybe("replacement", .text, "what to use instead"),
    .field("given", .text, "the notice given"), .field("promised", .text, "the notice promised"),
    .field("verdict", .text, "kept, short, unknown, unpromised or exempt"),
    .maybe("policy", Links.shape, "the promise"),
    .field(
      "slips",
      .rows(
        .field("from", .text, "the end promised before"),
        .field("changed", .text, "when and by whom it was moved"),
        .maybe("reason", .text, "why"), .field("moved", .text, "by how much"),
        .maybe(
          "recorded", SlipFacts.evidence, "the revision that shows it; absent where none does")),
      "promised ends that were moved, oldest first"),
    .field(
      "consumers",
      .rows(
        .field("name", .text, "who uses it"), .maybe("owner", Links.shape, "who can change that"),
        .field("count", .number, "how often, at the newest count"),
        .field("method", .text, "how it was counted"),
        .field("measured", .date, "when"),
        .maybe("before", .number, "the first count by the same method")),
      "who still uses it, most first"))

  static func row(_ life: DeprecationLife, _ graph: Graph, _ links: Links) -> Value {
    let record = life.record
    var row = Object()
    row.append("subject", .string(life.subject))
    row.append("component", links.to(RecordID(kind: "component", id: life.component)))
    row.set("owner", links.to(owner(life, graph)))
    row.append("anchor", .string(record.id.id))
    row.append("href", .string(links.address(of: record.id) ?? ""))
    row.append("declared", record.data)
    row.append("state", .string(life.state.rawValue))
    row.append("isOverdue", .bool(life.state == .overdue))
    for (name, moment) in [
      ("announced", life.announced), ("warns", life.warns), ("off", life.disabled),
      ("planned", life.planned), ("removed", life.removed),
      ("end", life.removal),
    ] {
      row.append(name, .string(moment?.text ?? "—"))
    }
    row.set("daysLeft", life.daysLeft.map(Value.int))
    row.append("left", .string(left(life)))
    row.append("isDerived", .bool(life.notice.isDerived))
    row.set("replacement", replacement(record))
    row.append("given", .string(given(life.notice)))
    row.append("promised", .string(promised(life.notice)))
    row.append("verdict", .string(life.notice.verdict.rawValue))
    row.set("policy", life.notice.promise.map { links.to($0.policy) })
    row.append("slips", .list(life.slips.map(slip)))
    row.append("consumers", .list(consumers(record, graph, links)))
    return .object(row)
  }

  /// The team that answers for it: its own owner, else the component's.
  static func owner(_ life: DeprecationLife, _ graph: Graph) -> Record? {
    graph.record("team", life.record["owner"]?.text)
      ?? graph.record("team", graph.record("component", life.component)?["owner"]?.text)
  }

  static func left(_ life: DeprecationLife) -> String {
    if life.state == .removed { return "removed" }
    guard let days = life.daysLeft else {
      return life.state == .soft ? "no removal planned" : "no day known"
    }
    func words(_ days: Int) -> String { "\(days) \(days == 1 ? "day" : "days")" }
    guard let on = life.planned?.on, on.precision != .day else {
      if days < 0 { return "\(words(-days)) overdue" }
      return days == 0 ? "today" : "\(words(days)) left"
    }
    // Of a month or a year nobody promised a day: the first and the last one bound it.
    let most = days + on.first.days(to: on.last)
    if most < 0 { return "\(words(-most)) overdue" }
    return days > 0 ? "at least \(words(days)) left" : "within \(on)"
  }

  private static func replacement(_ record: Record) -> String? {
    guard let replacement = record["replacement"] else { return nil }
    let since = replacement["availableIn"]?.text.map { " (since \($0))" } ?? ""
    return replacement["what"]?.text.map { $0 + since }
      ?? replacement["reason"]?.text.map { "none: \($0)" }
  }

  private static func given(_ notice: Notice) -> String {
    let parts = [
      notice.days.map { "\($0) days" },
      notice.releases.map { "\($0) \($0 == 1 ? "release" : "releases")" },
    ].compactMap(\.self)
    return parts.isEmpty ? "unknown" : parts.joined(separator: ", ")
  }

  private static func promised(_ notice: Notice) -> String {
    guard let promise = notice.promise else { return "nothing" }
    let parts = [
      promise.days.map { "\($0) days" },
      promise.releases.map { "\($0) \($0 == 1 ? "release" : "releases")" },
    ].compactMap(\.self)
    return parts.isEmpty
      ? "nothing" : parts.joined(separator: promise.combine == "either" ? " or " : " and ")
  }

  private static func slip(_ slip: DeprecationLife.Slip) -> Value {
    var row = Object()
    row.append("from", .string(slip.from.text))
    let when = slip.changedOn.map { "on \($0)" } ?? "at an unknown date"
    row.append("changed", .string(when + (slip.by.map { " by \($0)" } ?? "")))
    row.set("reason", slip.reason)
    row.append("moved", .string(Slip.movement(slip.days, isExact: slip.isExact)))
    row.set("recorded", slip.recorded.map(SlipFacts.evidence))
    return .object(row)
  }

  private static func consumers(_ record: Record, _ graph: Graph, _ links: Links) -> [Value] {
    let counts = graph.observations("usage").filter { $0["deprecation"]?.text == record.id.id }
    let groups = Dictionary(grouping: counts) { $0["consumer"]?.text ?? "" }
    let rows = groups.keys.sorted().compactMap { name -> (Int, Value)? in
      let sorted = (groups[name] ?? []).sorted {
        ($0["measuredAt"]?.text ?? "") < ($1["measuredAt"]?.text ?? "")
      }
      guard let newest = sorted.last, let count = newest["count"]?.int else { return nil }
      var row = Object()
      row.append("name", .string(name))
      row.set("owner", links.to(graph.record("team", newest["owner"]?.text)))
      row.append("count", .int(count))
      row.append("method", newest["method"] ?? "")
      row.append(
        "measured",
        .string(newest["measuredAt"]?.text.flatMap { Instant($0) }?.day.description ?? ""))
      // A change of method breaks the series: only counts of the same method compare.
      if let first = sorted.first(where: { $0["method"] == newest["method"] }), first != newest {
        row.set("before", first["count"])
      }
      return (count, .object(row))
    }
    return rows.sorted { $0.0 > $1.0 }.map(\.1)
  }
}
