import Knowledge
import Primitives
import Records
import Templating

/// Entries of release notes as documents show them.
enum ChangeFacts {
  /// One entry: what the record declares, and what leads to and from it.
  static let entry = Shape.fields(
    .field(
      "declared", .object(RecordShape.of(KindCatalog.kind("change")?.fields ?? [])),
      "what the record says"),
    .field("anchor", .link, "its place on the page"),
    .maybe("deadline", .text, "by when it must be done"),
    .maybe("deprecation", Links.shape, "the deprecation that it belongs to"),
    .maybe("alsoIn", .list(.text), "the other versions that carry it, in release notes"),
    .maybe("arrival", .text, "the version that brings it, in notes over several"),
    .maybe("origin", .text, "the release in which it first appeared, where that is another one"),
    .maybe(
      "correction", .fields(.field("on", .date, "when"), .field("reason", .text, "why")),
      "set when it was corrected after the release"),
    .maybe("details", .bool, "true if there is more to say than the title"))

  static let list = Shape.list(entry)

  /// Entries under one heading.
  static let sections = Shape.rows(
    .field("title", .text, "the heading"), .field("anchor", .link, "its place on the page"),
    .field("entries", list, "the entries, in order"))

  /// Keep a Changelog's headings in its order.
  static let types = [
    ("added", "Added"), ("changed", "Changed"), ("deprecated", "Deprecated"),
    ("removed", "Removed"),
    ("fixed", "Fixed"), ("security", "Security"),
  ]

  static func row(_ change: Record, _ graph: Graph, _ links: Links) -> Value {
    var row = Object()
    row.append("declared", change.data)
    row.append("anchor", .string(change.id.id))
    row.set("deadline", graph.deadline(of: change)?.text)
    row.set("deprecation", links.to(graph.record("deprecation", change["deprecation"]?.text)))
    let rich = [
      "details", "affected", "action", "verify", "rollback", "before", "after", "commands",
      "noAction",
    ]
    if rich.contains(where: { change[$0] != nil }) { row.append("details", true) }
    return .object(row)
  }

  static func needsAction(_ change: Record) -> Bool { change["action"] != nil }

  /// The entries that ask for something, those with a deadline first and the nearest of them first.
  static func actions(_ changes: [Record], _ graph: Graph) -> [Record] {
    let order = ["before": 0, "during": 1, "after": 2]
    let impact = ["critical": 0, "high": 1, "medium": 2, "low": 3]
    func key(_ change: Record) -> (CalendarDate, Int, Int, RecordID) {
      (
        graph.deadline(of: change)?.on?.first ?? CalendarDate(daysSinceEpoch: 2_900_000),
        order[change["when"]?.text ?? ""] ?? 1, impact[change["impact"]?.text ?? ""] ?? 2, change.id
      )
    }
    return changes.filter(needsAction).sorted { key($0) < key($1) }
  }

  /// The entries of each type under its heading; types without entries are left out.
  ///
  /// - `release`: the version that they are listed under; entries of another one say which.
  static func byType(
    _ changes: [Record], of release: String? = nil, _ graph: Graph, _ links: Links
  ) -> Value {
    func listed(_ change: Record) -> Value {
      guard case .object(var fields) = row(change, graph, links) else { return .null }
      let component = change.component ?? ""
      let arrival = release.map { graph.version($0, of: component) }
      if let origin = graph.origin(of: change, component, arrival) {
        fields.append("origin", .string(origin.raw))
      }
      return .object(fields)
    }
    return byType(changes, listed)
  }

  private static func byType(_ changes: [Record], _ listed: (Record) -> Value) -> Value {
    .list(
      types.compactMap { type, title in
        let found = changes.filter { $0["type"]?.text == type }
        guard !found.isEmpty else { return nil }
        return [
          "title": .string(title), "anchor": .string(type),
          "entries": .list(found.map(listed)),
        ]
      })
  }
}
