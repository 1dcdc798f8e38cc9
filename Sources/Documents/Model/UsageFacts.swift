import Knowledge
import Primitives
import Records
import Templating

/// Who still uses what is deprecated.
enum UsageFacts {
  static let members: [FieldShape] = [
    .field("name", .text, "who uses it"), .maybe("owner", Links.shape, "who can change that"),
    .field("count", .number, "how often, at the newest count"),
    .field("method", .text, "how it was counted"), .field("measured", .date, "when"),
    .maybe("before", .number, "the first count by the same method"),
  ]

  static func rows(of record: Record, _ graph: Graph, _ links: Links) -> [Value] {
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

/// The consumers of several deprecations in one list: what a removal would hit.
struct BlastFacts {
  static let list = Shape.list(
    .object(
      ObjectShape(
        [
          .field("subject", .text, "what ends"), .field("anchor", .link, "its place on the page"),
          .field("left", .text, "the days until the promised end, in words"),
        ] + UsageFacts.members)))

  /// Fewest days left first, what has no day last; then most uses first.
  let rows: [Value]
  /// How many of the deprecations have no count of their uses.
  let unmeasured: Int

  init(_ lives: [DeprecationLife], _ graph: Graph, _ links: Links) {
    var unmeasured = 0
    var found: [(days: Int, place: Int, row: Value)] = []
    for life in lives {
      let users = UsageFacts.rows(of: life.record, graph, links)
      if users.isEmpty { unmeasured += 1 }
      for user in users where user["count"]?.int != 0 {
        var row: Object = [
          "subject": .string(life.subject), "anchor": .string(life.record.id.id),
          "left": .string(DeprecationFacts.left(life)),
        ]
        for member in user.object?.members ?? [] { row.append(member.name, member.value) }
        found.append((life.daysLeft ?? .max, found.count, .object(row)))
      }
    }
    rows = found.sorted { ($0.days, $0.place) < ($1.days, $1.place) }.map(\.row)
    self.unmeasured = unmeasured
  }
}
