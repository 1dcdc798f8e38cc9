import Knowledge
import Primitives
import Records
import Templating

extension DocumentDefinition {
  /// Why things were decided, and how they turned out.
  static let decisions = register(
    "decisions", kind: "decision", title: "Decisions",
    "Why things were decided, and how they turned out.", reference: "concerns")

  /// What notice is promised.
  static let policies = register(
    "policies", kind: "policy", title: "Policies",
    "What notice users are promised, and what was given.", reference: nil)

  /// Who owns what, and whom to call.
  static let teams = register(
    "teams", kind: "team", title: "Teams", "Who owns what, and whom to call.", reference: nil)

  /// Changes of data, schema and configuration, and whether they can be taken back.
  static let migrations = register(
    "migrations", kind: "migration", title: "Migrations",
    "Changes of data, schema and configuration, and whether they can be taken back.", reference: nil
  )

  /// A page that lists thousands of mentions of one record helps nobody; the rest is counted.
  private static let mostMentions = 40

  /// A document that lists every record of a kind with what refers to it.
  private static func register(
    _ name: String, kind: String, title: String, _ meaning: String, reference: String?
  ) -> DocumentDefinition {
    DocumentDefinition(
      name, title: title, plural: title, meaning, hasEditions: false,
      facts: [
        .field(
          "entries",
          .rows(
            .field(
              "declared", .object(RecordShape.of(KindCatalog.kind(kind)?.fields ?? [])),
              "what the record says"),
            .field("anchor", .link, "its place on the page"),
            .maybe("component", Links.shape, "the component"),
            .field("concerns", .list(Links.shape), "what it is about"),
            .field("mentions", .list(Links.shape), "the records that name it"),
            .maybe("more", .number, "how many more name it")),
          "all of them, ordered by id"),
        .field("count", .number, "how many there are"), IllustrationFacts.field,
        RetiredFacts.field,
      ],
      subjects: { RetiredFacts.hasPage(kind, $0) ? ["index"] : [] },
      model: { graph, subject in
        let records = graph.records(kind)
        guard subject == "index", RetiredFacts.hasPage(kind, graph) else { return nil }
        let links = Links(graph, from: name)
        let rows = records.map { record -> Value in
          var row = Object()
          row.append("declared", record.data)
          row.append("anchor", .string(record.id.id))
          row.set("component", links.to(graph.record("component", record["component"]?.text)))
          let concerns = reference.map { record[$0]?.texts ?? [] } ?? []
          row.append("concerns", .list(concerns.compactMap { RecordID($0) }.map { links.to($0) }))
          let mentions = graph.referring(to: record.id)
          row.append("mentions", .list(mentions.prefix(mostMentions).map { links.to($0.id) }))
          if mentions.count > mostMentions {
            row.append("more", .int(mentions.count - mostMentions))
          }
          return .object(row)
        }
        return DocumentModel(
          title: title, summary: meaning,
          facts: [
            "entries": .list(rows), "count": .int(records.count),
            "illustrations": IllustrationFacts.rows(records),
            "retired": RetiredFacts.rows(graph.retired(kind), graph, links),
          ],
          sources: records + records.flatMap { graph.referring(to: $0.id) } + graph.retired(kind))
      })
  }
}
