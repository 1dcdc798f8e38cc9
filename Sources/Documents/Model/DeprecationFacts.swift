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
    .maybe("introduced", .text, "when the thing itself came"),
    .field("announced", .text, "when it was announced"),
    .field("warns", .text, "since when users are warned"),
    .field("off", .text, "since when it is off by default"),
    .maybe("supportEnds", .text, "when it gets no more fixes"),
    .field("planned", .text, "the promised end"),
    .field("removed", .text, "when it went"), .field("end", .text, "when it went or is to go"),
    .maybe("daysLeft", .number, "days until the promised end"),
    .field("left", .text, "the same in words"),
    .field("isDerived", .bool, "whether a day in it was looked up from a release"),
    .maybe("replacement", .text, "what to use instead, or `none` with the reason"),
    .maybe("instead", .text, "what to use instead, or `nothing` with the reason"),
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
          "recorded", SlipFacts.evidence, "the revision that shows it; absent where none does"),
        .maybe(
          "because", Links.shape,
          "the release, or the component with its cycles, whose day moved; absent where the plan itself did"
        )),
      "promised ends that were moved, oldest first"),
    .field(
      "notes",
      .rows(.field("moment", .text, "which moment"), .field("text", .text, "what is said of it")),
      "what must be known of its moments"),
    .field(
      "consumers", .list(.object(ObjectShape(UsageFacts.members))), "who still uses it, most first")
  )

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
    row.set("introduced", graph.moment(record["introduced"], component: life.component)?.text)
    row.set("supportEnds", life.endOfSupport.map { .string($0.text) })
    row.set("daysLeft", life.daysLeft.map(Value.int))
    row.append("left", .string(left(life)))
    // Notice is counted up to a removal: without one nothing was given, promised or kept.
    let isSoft = life.state == .soft
    row.append("isDerived", .bool(!isSoft && life.notice.days != nil && life.notice.isDerived))
    row.set("replacement", replacement(record, else: "none"))
    row.set("instead", replacement(record, else: "nothing"))
    row.append("given", .string(isSoft ? "no removal is planned" : given(life.notice)))
    row.append("promised", .string(isSoft ? "nothing" : promised(life.notice)))
    row.append("verdict", .string(isSoft ? "unpromised" : life.notice.verdict.rawValue))
    row.set("policy", isSoft ? nil : life.notice.promise.map { links.to($0.policy) })
    row.append("slips", .list(life.slips.map { slip($0, links) }))
    row.append("notes", .list(notes(record)))
    row.append("consumers", .list(UsageFacts.rows(of: record, graph, links)))
    return .object(row)
  }

  private static func notes(_ record: Record) -> [Value] {
    [
      ("introduced", "When it came"), ("announced", "Its announcement"), ("warns", "The warning"),
      ("disabledByDefault", "Off by default"), ("endOfSupport", "The end of support"),
      ("plannedRemoval", "The planned removal"), ("removed", "The removal"),
    ].compactMap { name, moment in
      record[name]?["note"].map { ["moment": .string(moment), "text": $0] }
    }
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

  private static func replacement(_ record: Record, else none: String) -> String? {
    guard let replacement = record["replacement"] else { return nil }
    let since = replacement["availableIn"]?.text.map { " (since \($0))" } ?? ""
    return replacement["what"]?.text.map { $0 + since }
      ?? replacement["reason"]?.text.map { "\(none): \($0)" }
  }

  private static func given(_ notice: Notice) -> String {
    let parts = [
      notice.days.map { "\($0) \($0 == 1 ? "day" : "days")" }, notice.given.releaseWords,
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

  private static func slip(_ slip: DeprecationLife.Slip, _ links: Links) -> Value {
    var row = Object()
    row.append("from", .string(slip.from.text))
    let when = slip.changedOn.map { "on \($0)" } ?? "at an unknown date"
    row.append("changed", .string(when + (slip.by.map { " by \($0)" } ?? "")))
    row.set("reason", slip.reason)
    row.append("moved", .string(Slip.movement(slip.days, isExact: slip.isExact)))
    row.set("recorded", slip.recorded.map(SlipFacts.evidence))
    if let source = slip.recorded?.record, source.kind != "deprecation" {
      row.append("because", links.to(source))
    }
    return .object(row)
  }
}
