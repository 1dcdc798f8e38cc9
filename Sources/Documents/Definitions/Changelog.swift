import Knowledge
import Primitives
import Records
import Templating

extension DocumentDefinition {
  /// A component's releases in the form of Keep a Changelog 1.1.
  static let changelog = DocumentDefinition(
    "changelog", title: "Changelog", plural: "Changelogs",
    "A component's releases, newest first, in the form of Keep a Changelog 1.1.", kind: "component",
    facts: [
      .field(
        "releases",
        .rows(
          .field("version", .text, "the version, or Unreleased"),
          .maybe("date", .date, "when it came out"),
          .maybe("isYanked", .bool, "true if nobody should take it"),
          .maybe("notes", Links.shape, "its release notes"),
          .field("sections", ChangeFacts.sections, "its entries by type")),
        "releases with entries, newest first")
    ],
    subjects: { graph in
      Set(graph.records("change").filter { $0.status == "done" }.compactMap(\.component)).filter {
        graph.record("component", $0) != nil
      }.sorted()
    },
    model: { graph, subject in
      guard let component = graph.record("component", subject) else { return nil }
      let links = Links(graph, from: "changelog")
      let changes = graph.changes(of: subject) { _ in true }
      let released = Set(changes.compactMap { $0["release"]?.text }).map {
        graph.version($0, of: subject)
      }.sorted(by: >)
      let versions: [Version?] =
        (changes.contains { $0["release"] == nil } ? [nil] : []) + released.map(Optional.some)
      let rows = versions.map { version -> Value in
        let record = version.flatMap { graph.release($0.raw, of: subject) }
        var row = Object()
        row.append("version", .string(version?.raw ?? "Unreleased"))
        row.set("date", record?["date"])
        if record?.status == "yanked" { row.append("isYanked", true) }
        row.set("notes", links.to(record))
        row.append(
          "sections",
          ChangeFacts.byType(changes.filter { $0["release"]?.text == version?.raw }, graph, links))
        return .object(row)
      }
      return DocumentModel(
        title: "\(component.title) changelog",
        summary: "\(changes.count) changes in \(released.count) releases.",
        record: component, facts: ["releases": .list(rows)],
        sources: changes + graph.records("release", of: subject))
    })
}
