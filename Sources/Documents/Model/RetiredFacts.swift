import Knowledge
import Primitives
import Records
import Templating

/// Retired records on the page that they shared with others: links to their places stay alive.
enum RetiredFacts {
  static let field = FieldShape.field(
    "retired",
    .rows(
      .field("title", .text, "what it was called"),
      .field("anchor", .link, "its place on the page"),
      .field("on", .date, "when it was retired"),
      .maybe("reason", .text, "why, in the words of whoever retired it"),
      .field("mentions", .list(Links.shape), "the records that still name it")),
    "records that were retired, ordered by id")

  static func rows(_ retired: [Record], _ graph: Graph, _ links: Links) -> Value {
    .list(
      retired.map { record in
        var row: Object = [
          "title": .string(record.title), "anchor": .string(record.id.id),
          "on": .string(record.recordedAt.day.description),
        ]
        row.set("reason", record.reason)
        row.append("mentions", .list(graph.referring(to: record.id).map { links.to($0.id) }))
        return .object(row)
      })
  }

  /// Whether a page that records of a kind share has anything to show.
  static func hasPage(_ kind: String, _ graph: Graph) -> Bool {
    !graph.records(kind).isEmpty || !graph.retired(kind).isEmpty
  }
}
