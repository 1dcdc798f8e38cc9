import Knowledge
import Primitives
import Records
import Templating

extension DocumentDefinition {
  /// What is coming, what is overdue, what changed, what broke, what was learned.
  static let home = DocumentDefinition(
    "index", title: "Home", plural: "Home",
    "What is coming, what is overdue, what changed, what broke, what was learned.",
    hasEditions: false,
    facts: [
      .field("glance", HomeGlance.shape, "the numbers that matter first"),
      .field(
        "counts",
        .rows(
          .field("label", .text, "what"), .field("count", .number, "how many"),
          .field("href", .link, "where")), "what there is"),
      .field(
        "upgrades",
        .rows(
          .field("runbook", Links.shape, "the runbook"),
          .field("component", Links.shape, "the component"),
          .field("from", .text, "where it starts"), .field("to", .text, "where it ends"),
          .field("status", .text, "where it stands")), "plans that are not done"),
      .field(
        "ending",
        .rows(
          .field("component", Links.shape, "the component"), .field("cycle", .text, "the cycle"),
          .field("on", .date, "end of life"), .field("left", .text, "time left")),
        "support that ends within a year, nearest first"),
      .maybe("moreEnding", .number, "how many more supports end within a year"),
      .field("coming", DeprecationFacts.list, "the next removals"),
      .field("overdue", DeprecationFacts.list, "removals that are overdue"),
      .field(
        "overdueActions",
        .rows(
          .field("text", .markdown, "what is to be done"),
          .field("incident", Links.shape, "where it came up"), .field("due", .text, "by when")),
        "action items that are overdue the longest"),
      .maybe("moreActions", .number, "how many more of them are overdue"),
      .field(
        "releases",
        .rows(
          .field("notes", Links.shape, "the release notes"),
          .field("component", Links.shape, "the component"),
          .maybe("date", .date, "when it came out"),
          .maybe("count", .number, "entries; absent where none is recorded")),
        "the newest releases with notes"),
      .field(
        "incidents",
        .rows(
          .field("review", Links.shape, "the review"), .maybe("date", .date, "when it started"),
          .field("severity", .number, "1 is the worst"),
          .maybe("duration", .duration, "how long it took")), "the newest incidents"),
      .field(
        "lessons",
        .rows(
          .field("lesson", Links.shape, "the lesson"),
          .field("statement", .markdown, "as an order"),
          .field("places", .number, "at how many places it is shown")), "the newest lessons"),
      .field("hasCompatibility", .bool, "whether there are compatibility results"),
    ],
    subjects: { _ in ["index"] },
    model: { graph, subject in subject == "index" ? HomeFacts.model(graph) : nil })
}

/// The facts of the home page.
enum HomeFacts {
  private static let most = 6

  static func model(_ graph: Graph) -> DocumentModel {
    let links = Links(graph, from: "index")
    func first(_ records: [Record], by date: (Record) -> String?) -> [Record] {
      Array(records.sorted { (date($0) ?? "", $0.id) > (date($1) ?? "", $1.id) }.prefix(most))
    }
    let lives = graph.deprecations
    let upgrades = graph.records("upgrade").filter {
      $0.status == "planned" || $0.status == "active"
    }
    let releases = first(
      graph.records("release").filter { release in
        release.status != "planned" && ReleaseFacts.hasNotes(release, graph)
          && !changes(release, graph).isEmpty
      }
    ) { $0["date"]?.text }
    let incidents = first(graph.records("incident")) {
      $0["startedAt"]?.text ?? $0["detectedAt"]?.text
    }
    let lessons = first(graph.records("lesson").filter { $0.status == "accepted" }) {
      $0["acceptedOn"]?.text ?? $0["since"]?.text
    }
    let actions = overdueActions(graph, links)
    let ends = ending(graph, links)
    var facts = Object()
    facts.append(
      "glance",
      .list(
        HomeGlance.rows(
          graph, overdueActions: actions.count, upgrades: upgrades.count, ending: ends.count)))
    facts.append("counts", .list(counts(graph, links)))
    facts.append(
      "upgrades",
      .list(
        upgrades.prefix(12).map { upgrade in
          [
            "runbook": links.to(upgrade.id),
            "component": links.to(RecordID(kind: "component", id: upgrade.component ?? "")),
            "from": upgrade["from"] ?? "", "to": upgrade["to"] ?? "",
            "status": .string(upgrade.status),
          ]
        }))
    facts.append("ending", .list(Array(ends.prefix(most))))
    if ends.count > most { facts.append("moreEnding", .int(ends.count - most)) }
    facts.append(
      "coming",
      .list(
        lives.filter { $0.isOpen && $0.state != .overdue && $0.removal != nil }.prefix(most).map {
          DeprecationFacts.row($0, graph, links)
        }))
    facts.append(
      "overdue",
      .list(lives.filter { $0.state == .overdue }.map { DeprecationFacts.row($0, graph, links) }))
    facts.append("overdueActions", .list(Array(actions.prefix(most))))
    if actions.count > most { facts.append("moreActions", .int(actions.count - most)) }
    facts.append(
      "releases",
      .list(
        releases.map { release in
          var row = Object()
          row.append("notes", links.to(release.id))
          row.append(
            "component", links.to(RecordID(kind: "component", id: release.component ?? "")))
          row.set("date", release["date"])
          let count = changes(release, graph).count
          if count > 0 { row.append("count", .int(count)) }
          return .object(row)
        }))
    facts.append(
      "incidents",
      .list(
        incidents.map { incident in
          let times = IncidentTimes(incident)
          var row = Object()
          row.append("review", links.to(incident.id))
          row.set("date", (times.started ?? times.detected)?.day.description)
          row.append("severity", incident["severity"] ?? 5)
          row.set("duration", times.duration?.description)
          return .object(row)
        }))
    facts.append(
      "lessons",
      .list(
        lessons.map { lesson in
          [
            "lesson": links.to(lesson.id), "statement": lesson["statement"] ?? "",
            "places": .int(graph.appearances(of: lesson).count),
          ]
        }))
    facts.append("hasCompatibility", .bool(!graph.observations("compatibility").isEmpty))
    return DocumentModel(
      title: "What is going on", summary: "What is coming, overdue, changed, broken and learned.",
      facts: facts, sources: graph.all)
  }

  /// The entries of a release, drafts among them.
  private static func changes(_ release: Record, _ graph: Graph) -> [Record] {
    graph.records("change", of: release.component ?? "").filter {
      $0["release"] == release["version"]
    }
  }

  private static func counts(_ graph: Graph, _ links: Links) -> [Value] {
    [
      ("upgrade", "runbook", "runbook"), ("component", "component", "component"),
      ("deprecation", "deprecation", "deprecation-timeline"),
      ("incident", "incident", "incident-review"), ("lesson", "lesson", "lessons"),
      ("known-issue", "known issue", "known-issues"),
    ].compactMap { kind, word, document in
      let count = graph.records(kind).count
      let label = count == 1 ? word : word + "s"
      guard count > 0 else { return nil }
      return [
        "label": .string(label), "count": .int(count),
        "href": .string(links.address(of: DocumentKey(document))),
      ]
    }
  }

  private static func ending(_ graph: Graph, _ links: Links) -> [Value] {
    let cycles = graph.records("component").flatMap { graph.cycles(of: $0.id.id) }.filter { cycle in
      cycle.eol.map { graph.day <= $0.last && graph.day.days(to: $0.last) <= 365 } ?? false
    }
    return cycles.sorted {
      ($0.eol?.last ?? graph.day, $0.component) < ($1.eol?.last ?? graph.day, $1.component)
    }.map { cycle in
      [
        "component": links.to(RecordID(kind: "component", id: cycle.component)),
        "cycle": .string(cycle.label),
        "on": .string(cycle.eol?.description ?? ""),
        "left": .string(left(graph.day.days(to: cycle.eol?.last ?? graph.day))),
      ]
    }
  }

  private static func left(_ days: Int) -> String {
    days == 0 ? "today" : days == 1 ? "1 day left" : "\(days) days left"
  }

  /// Those that are due the longest first.
  private static func overdueActions(_ graph: Graph, _ links: Links) -> [Value] {
    let found = graph.records("incident").flatMap { incident in
      (incident["actions"]?.items ?? []).filter { action in
        action["state"]?.text == "open"
          && (action["due"]?.text.flatMap { PartialDate($0) }.map { $0.last < graph.day } ?? false)
      }.map {
        ["text": $0["text"] ?? "", "incident": links.to(incident.id), "due": $0["due"] ?? ""]
          as Value
      }
    }
    return found.enumerated().sorted {
      ($0.1["due"]?.text ?? "", $0.0) < ($1.1["due"]?.text ?? "", $1.0)
    }.map(\.1)
  }
}
