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
          .maybe("withdrawal", .text, "why it was withdrawn"),
          .maybe("instead", .text, "what to take instead"),
          .maybe("isPlanned", .bool, "true if it is still to come"),
          .maybe("notes", Links.shape, "its release notes"),
          .field("sections", ChangeFacts.sections, "its entries by type")),
        "releases with entries, withdrawn ones and what to take instead, newest first")
    ],
    subjects: { graph in
      Set(graph.records("change").filter { $0.status == "done" }.compactMap(\.component)).filter {
        graph.record("component", $0) != nil
      }.sorted()
    },
    model: { graph, subject in
      guard let component = graph.record("component", subject) else { return nil }
      let links = Links(graph, from: "changelog")
      let changes = graph.records("change", of: subject).filter { $0.status == "done" }
      // By the text of the version as its release writes it, "" for what is unreleased; a backport
      // stands in each of its releases. What was taken back later was in the release all the same.
      var carried: [String: [Record]] = [:]
      let written = graph.records("release", of: subject).compactMap { $0["version"]?.text }
      var names = Dictionary(written.map { ($0, $0) }, uniquingKeysWith: { first, _ in first })
      names[""] = ""
      func name(_ raw: String) -> String {
        if let known = names[raw] { return known }
        let version = graph.version(raw, of: subject)
        let name = written.first { graph.version($0, of: subject).isSame(as: version) } ?? raw
        names[raw] = name
        return name
      }
      for change in changes {
        let release = change["release"]?.text
        for version in Set(([release ?? ""] + (change["backports"]?.texts ?? [])).map(name)) {
          carried[version, default: []].append(change)
        }
      }
      for (version, changes) in carried {
        let standing = graph.standing(changes, of: subject)
        carried[version] = standing.isEmpty ? nil : standing
      }
      for release in graph.records("release", of: subject) where release.isWithdrawn {
        carried[release["version"]?.text ?? "", default: []] += []
        // Whoever is told to take another release looks for it here.
        guard let instead = release["yanked"]?["instead"]?.text,
          let other = graph.release(instead, of: subject)?["version"]?.text
        else { continue }
        carried[other, default: []] += []
      }
      let released = carried.keys.filter { !$0.isEmpty }.map { graph.version($0, of: subject) }
        .sorted(by: >)
      let versions: [Version?] = (carried[""] == nil ? [] : [nil]) + released.map(Optional.some)
      let rows = versions.map { version -> Value in
        let record = version.flatMap { graph.release($0.raw, of: subject) }
        var row = Object()
        row.append("version", .string(version?.raw ?? "Unreleased"))
        row.set("date", record?["date"])
        if let record, let withdrawal = record.withdrawal {
          row.append("isYanked", true)
          row.append("withdrawal", withdrawal)
          row.set("instead", record["yanked"]?["instead"])
        }
        if record?.status == "planned" { row.append("isPlanned", true) }
        row.set("notes", links.to(record))
        row.append(
          "sections",
          ChangeFacts.byType(carried[version?.raw ?? ""] ?? [], of: version?.raw, graph, links))
        return .object(row)
      }
      return DocumentModel(
        title: "\(component.title) changelog",
        summary: "\(changes.count) changes in \(released.count) releases.",
        record: component, facts: ["releases": .list(rows)],
        sources: changes + graph.records("release", of: subject))
    })
}
