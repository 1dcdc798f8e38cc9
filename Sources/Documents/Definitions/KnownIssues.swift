import Knowledge
import Primitives
import Records
import Templating

extension DocumentDefinition {
  /// What is wrong in which versions, and how to live with it.
  static let knownIssues = DocumentDefinition(
    "known-issues", title: "Known issues", plural: "Known issues",
    "What is wrong in which versions, how to tell, and how to live with it.", hasEditions: false,
    facts: [
      .field(
        "components",
        .rows(
          .field("component", Links.shape, "the component"),
          .field(
            "issues",
            .rows(
              .field(
                "declared", .object(RecordShape.of(KindCatalog.kind("known-issue")?.fields ?? [])),
                "what the record says"),
              .field("anchor", .link, "its place on the page"),
              .field("affected", .text, "the affected versions in words"),
              .maybe(
                "counterpart",
                .fields(
                  .field("component", Links.shape, "with what"),
                  .maybe("range", .text, "with which versions")), "with what it happens"),
              .maybe("change", Links.shape, "the change that brought it"),
              .maybe("open", .number, "for how many days it has been open")), "its issues")),
        "issues by component"),
      .field("count", .number, "how many there are"), IllustrationFacts.field,
      RetiredFacts.field,
    ],
    subjects: { RetiredFacts.hasPage("known-issue", $0) ? ["index"] : [] },
    model: { graph, subject in
      let issues = graph.records("known-issue")
      guard subject == "index", RetiredFacts.hasPage("known-issue", graph) else { return nil }
      let links = Links(graph, from: "known-issues")
      let names = Set(issues.compactMap(\.component)).sorted()
      let rows = names.map { name -> Value in
        [
          "component": links.to(RecordID(kind: "component", id: name)),
          "issues": .list(
            issues.about(name).gravestFirst.map { issue in
              var row = Object()
              row.append("declared", issue.data)
              row.append("anchor", .string(issue.id.id))
              row.append("affected", .string(graph.events(of: issue).text))
              if let with = issue["counterpart"], let component = with["component"]?.text {
                var counterpart: Object = [
                  "component": links.to(RecordID(kind: "component", id: component))
                ]
                counterpart.set("range", with["range"])
                row.append("counterpart", .object(counterpart))
              }
              row.set("change", links.to(graph.record("change", issue["change"]?.text)))
              if issue.isOpenIssue,
                let opened = issue["opened"]?.text.flatMap({ PartialDate($0) })
              {
                row.append("open", .int(opened.first.days(to: graph.day)))
              }
              return .object(row)
            }),
        ]
      }
      return DocumentModel(
        title: "Known issues",
        summary: "\(issues.count) known issues in \(names.count) components.",
        facts: [
          "components": .list(rows), "count": .int(issues.count),
          "illustrations": IllustrationFacts.rows(issues),
          "retired": RetiredFacts.rows(graph.retired("known-issue"), graph, links),
        ],
        sources: issues + graph.retired("known-issue"))
    })
}

extension Record {
  fileprivate var isOpenIssue: Bool {
    self["closed"] == nil && !["fixed", "not-affected"].contains(status)
  }
}

extension [Record] {
  /// Known issues: what is open before what is over, and the gravest first.
  fileprivate var gravestFirst: [Record] {
    let grades = ["critical", "high", "medium", "low"]
    func key(_ issue: Record) -> (Int, Int, RecordID) {
      let grade = issue["severity"]?.text.flatMap(grades.firstIndex) ?? grades.count
      return (issue.isOpenIssue ? 0 : 1, grade, issue.id)
    }
    return sorted { key($0) < key($1) }
  }
}
