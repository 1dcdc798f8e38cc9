import Knowledge
import Primitives
import Records
import Templating

extension DocumentDefinition {
  /// What stays at the address of a record that was retired: when, why, and who still names it.
  ///
  /// Not in the catalogue: its documents have the keys that the record's own ones had.
  static let tombstone = DocumentDefinition(
    "tombstone", title: "Retired", plural: "Retired", "What a retired record leaves behind.",
    hasEditions: false,
    facts: [
      .field("kind", .text, "what it was"),
      .field("retiredOn", .date, "the day on which it was retired"),
      .maybe("reason", .text, "why, in the words of whoever retired it"),
      .maybe("summary", .markdown, "what it was about"),
      .field("mentions", .list(Links.shape), "the records that still name it"),
    ],
    subjects: { graph in
      graph.all.filter { pages[$0.id.kind] != nil && $0.isRetired }.map(\.id.description)
    },
    model: { graph, subject in
      guard let id = RecordID(subject), let record = graph.record(id), record.isRetired else {
        return nil
      }
      let links = Links(graph, from: "tombstone")
      let mentions = graph.referring(to: id)
      var facts: Object = [
        "kind": .string(KindCatalog.kind(id.kind)?.title.lowercased() ?? id.kind),
        "retiredOn": .string(record.recordedAt.day.description),
      ]
      facts.set("reason", record.reason)
      facts.set("summary", record["summary"]?.text)
      facts.append("mentions", .list(mentions.map { links.to($0.id) }))
      var model = DocumentModel(
        title: record.title, summary: "Retired on \(record.recordedAt.day).", record: record,
        facts: facts, sources: mentions)
      model.badges = [.init("Retired", "caution")]
      return model
    })

  /// The documents that records of a kind have pages of their own in.
  static let pages = [
    "upgrade": "runbook", "incident": "incident-review", "component": "component",
    "release": "release-notes",
  ]

  /// The document whose address a retired record's tombstone keeps.
  static func tombstoneKey(of record: RecordID) -> DocumentKey? {
    pages[record.kind].map { DocumentKey($0, record.id) }
  }
}
