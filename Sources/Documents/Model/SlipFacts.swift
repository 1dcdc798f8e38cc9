import Knowledge
import Primitives
import Records
import Templating

/// Planned dates that were moved, as documents show them: derived from revisions, never declared.
enum SlipFacts {
  /// `{rev, on, by}` of the revision that shows a slip.
  static let evidence = Shape.object(
    ObjectShape([
      FieldShape("rev", .number, meaning: "the revision that moved it"),
      FieldShape("on", .date, meaning: "when that was recorded"),
      FieldShape("by", .text, meaning: "who recorded it"),
    ]))

  static let list = Shape.rows(
    .field("what", .text, "which date"), .field("from", .text, "the plan before"),
    .field("to", .text, "the plan after"), .field("moved", .text, "by how much"),
    .maybe("reason", .text, "why, as the revision says"),
    .field("recorded", evidence, "the revision that shows it"))

  static func evidence(_ slip: Slip) -> Value {
    [
      "rev": .int(slip.rev), "on": .string(slip.at.day.description), "by": .string(slip.by),
    ]
  }

  /// The slips of a component's support cycles and of its releases, oldest first.
  static func rows(_ component: Record, _ releases: [Record], _ graph: Graph) -> Value {
    let slips = ([component] + releases).flatMap { record in
      graph.slips(of: record.id).map { (record, $0) }
    }
    return .list(
      slips.sorted { ($0.1.at, $0.1.record, $0.1.path) < ($1.1.at, $1.1.record, $1.1.path) }
        .map { record, slip in row(slip, what(slip, record)) })
  }

  private static func row(_ slip: Slip, _ what: String) -> Value {
    var row: Object = [
      "what": .string(what), "from": .string(slip.from.text),
      "to": .string(slip.to?.text ?? "no date"), "moved": .string(slip.movement),
    ]
    row.set("reason", slip.reason)
    row.append("recorded", evidence(slip))
    return .object(row)
  }

  /// `cycles[5.2].eol` as `5.2, end of life`; the date of a release as the release.
  private static func what(_ slip: Slip, _ record: Record) -> String {
    if record.id.kind == "release", slip.path == "date" { return record.title }
    let words = [
      "released": "first release", "eoas": "end of active support", "eol": "end of life",
      "eoes": "end of extended support", "ltsFrom": "long-term support",
      "discontinued": "no longer available",
    ]
    let parts = slip.path.split(separator: "]", maxSplits: 1)
    guard parts.count == 2, let open = parts[0].firstIndex(of: "[") else { return slip.path }
    let field = String(parts[1].dropFirst())
    return "\(parts[0][parts[0].index(after: open)...]), \(words[field] ?? field)"
  }
}
