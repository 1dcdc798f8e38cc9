import Knowledge
import Primitives
import Records
import Templating

extension DocumentDefinition {
  /// What a component is, what is supported, and the ways into and out of its versions.
  static let componentPage = DocumentDefinition(
    "component", title: "Component", plural: "Components",
    "What is supported until when, the upgrades into and out of it, what ends, and what went wrong.",
    kind: "component",
    hasEditions: false,
    facts: [
      .maybe("owner", Links.shape, "its owner"),
      .field(
        "cycles",
        .rows(
          .field("name", .text, "the cycle"), .field("state", .text, "where it stands"),
          .field("released", .text, "first release"),
          .field("eoas", .text, "end of active support"), .field("eol", .text, "end of life"),
          .field("latest", .text, "newest release"),
          .maybe("codename", .text, "its code name"),
          .field("left", .text, "time to the end of life"),
          .field("isLongTerm", .bool, "whether it has long-term support")),
        "support cycles, newest first"),
      .field(
        "supports",
        .rows(
          .field("cycle", .text, "the cycle"), .field("component", Links.shape, "with what"),
          .field("range", .text, "which of its versions")),
        "with which versions of others each cycle is declared to work"),
      .field("slips", SlipFacts.list, "dates of its cycles and releases that moved, oldest first"),
      .field("views", ViewFacts.list, "where its state can be seen, and runbooks kept elsewhere"),
      .field(
        "consumes",
        .rows(
          .field("component", Links.shape, "whose interface"),
          .maybe("interface", .text, "which of them"),
          .maybe("pin", .text, "the version that it asks for")), "whose interfaces it uses"),
      .field("dependsOn", .list(Links.shape), "what it can't work without"),
      .field("dependents", .list(Links.shape), "what can't work without it"),
      .field("upgrades", ComponentPaths.rows, "ways between its versions, the oldest first"),
      .field(
        "releases",
        .rows(
          .field("notes", Links.shape, "the release notes"),
          .field("date", .text, "when it came out"),
          .field("count", .text, "entries; a dash where none is recorded"),
          .field("breaking", .text, "breaking entries; a dash where no entry is recorded")),
        "its releases, newest first"),
      .field("open", DeprecationFacts.list, "what is to go"),
      .field("gone", DeprecationFacts.list, "what went"),
      .field("hasTimeline", .bool, "whether it has a deprecation timeline"),
      .field("timeline", .link, "the deprecation timeline"),
      .field("hasChangelog", .bool, "whether it has a changelog"),
      .field("changelog", .link, "the changelog"),
      .field("issues", .list(Links.shape), "its known issues"),
      .field("incidents", .list(Links.shape), "incidents that concern it"),
      .field("lessons", .list(Links.shape), "lessons that concern it"),
      .field("decisions", .list(Links.shape), "decisions about it"),
    ],
    subjects: { $0.records("component").map(\.id.id) },
    model: { graph, subject in
      graph.record("component", subject).map { ComponentFacts.model($0, graph) }
    })
}

/// The facts of a component's page.
enum ComponentFacts {
  static func model(_ component: Record, _ graph: Graph) -> DocumentModel {
    let id = component.id.id
    let links = Links(graph, from: "component")
    let cycles = graph.cycles(of: id)
    let lives = graph.deprecations(of: id)
    let changes = graph.records("change", of: id).filter { $0.status == "done" }
    let releases = graph.records("release", of: id).sorted {
      graph.version($0["version"]?.text ?? "", of: id)
        > graph.version($1["version"]?.text ?? "", of: id)
    }
    let referring = graph.referring(to: component.id)
    let upgrades = ComponentPaths.ordered(
      referring.filter { $0.id.kind == "upgrade" && $0.component == id }, graph)
    let lessons = referring.filter { $0.id.kind == "lesson" }
    let incidents = referring.filter { $0.id.kind == "incident" }
    let issues = graph.records("known-issue", of: id)
    func list(_ records: [Record]) -> Value { .list(records.map { links.to($0.id) }) }
    var facts = Object()
    facts.set("owner", links.to(graph.record("team", component["owner"]?.text)))
    facts.append("cycles", .list(cycles.reversed().map { row($0, graph) }))
    facts.append("supports", .list(supports(component, links)))
    facts.append("slips", SlipFacts.rows(component, releases, graph))
    facts.append("views", ViewFacts.rows(component))
    facts.append(
      "consumes",
      .list(
        (component["consumes"]?.items ?? []).compactMap { used in
          guard let other = used["component"]?.text else { return nil }
          var row: Object = ["component": links.to(RecordID(kind: "component", id: other))]
          row.set("interface", used["interface"])
          row.set("pin", used["pin"])
          return .object(row)
        }))
    facts.append(
      "dependsOn",
      list((component["dependsOn"]?.texts ?? []).compactMap { graph.record("component", $0) }))
    facts.append(
      "dependents",
      list(
        referring.filter {
          ($0["dependsOn"]?.texts ?? []).contains(id) && $0.id.kind == "component"
        }))
    facts.append(
      "upgrades",
      .list(
        upgrades.enumerated().map { ComponentPaths.row($1, number: $0 + 1, links) }))
    facts.append(
      "releases",
      .list(
        releases.filter { ReleaseFacts.hasNotes($0, graph) }.map { release in
          let found = changes.filter { $0["release"] == release["version"] }
          return [
            "notes": links.to(release.id), "date": .string(release["date"]?.text ?? "—"),
            "count": .string(found.isEmpty ? "—" : "\(found.count)"),
            "breaking": .string(
              found.isEmpty ? "—" : "\(found.count { $0["breaking"]?.bool == true })"),
          ]
        }))
    facts.append(
      "open", .list(lives.filter(\.isOpen).map { DeprecationFacts.row($0, graph, links) }))
    facts.append(
      "gone",
      .list(lives.filter { $0.state == .removed }.map { DeprecationFacts.row($0, graph, links) }))
    facts.append("hasTimeline", .bool(!lives.isEmpty))
    facts.append(
      "timeline",
      .string(links.address(of: DocumentKey("deprecation-timeline", lives.isEmpty ? "index" : id))))
    facts.append("hasChangelog", .bool(!changes.isEmpty))
    facts.append("changelog", .string(links.address(of: DocumentKey("changelog", id))))
    facts.append("issues", list(issues))
    facts.append("incidents", list(incidents))
    facts.append("lessons", list(lessons))
    facts.append("decisions", list(referring.filter { $0.id.kind == "decision" }))
    var model = DocumentModel(
      title: component.title,
      summary: Plain.sentence(
        component["summary"]?.text ?? component["description"]?.text ?? component.title),
      record: component,
      facts: facts, sources: referring + changes)
    model.badges = badges(component, cycles, graph)
    if let figure = figure(component, cycles, graph) {
      model.figures["support"] = .timeline(figure)
    }
    model.figures["paths"] = ComponentPaths.figure(component, upgrades, graph, links)
      .map(Figure.paths)
    return model
  }

  private static func supports(_ component: Record, _ links: Links) -> [Value] {
    (component["cycles"]?.items ?? []).flatMap { cycle -> [Value] in
      (cycle["supports"]?.items ?? []).compactMap { supported in
        guard let other = supported["component"]?.text else { return nil }
        return [
          "cycle": cycle["label"] ?? cycle["name"] ?? "",
          "component": links.to(RecordID(kind: "component", id: other)),
          "range": supported["range"] ?? "",
        ]
      }
    }
  }

  private static func badges(_ component: Record, _ cycles: [SupportCycle], _ graph: Graph)
    -> [DocumentModel.Badge]
  {
    var badges: [DocumentModel.Badge] = [.init(Plain.label(component["type"]?.text ?? ""))]
    let supported = cycles.filter { $0.isSupported(on: graph.day) == true }
    if let oldest = supported.first, let newest = supported.last {
      badges.append(
        .init(
          oldest.version == newest.version
            ? "\(newest.label) supported" : "\(oldest.label) to \(newest.label) supported", "good"))
    }
    let soon = supported.filter { $0.eol.map { graph.day.days(to: $0.last) <= 180 } ?? false }
    for cycle in soon {
      badges.append(.init("\(cycle.label) ends \(cycle.eol?.description ?? "")", "caution"))
    }
    return badges
  }

  private static func row(_ cycle: SupportCycle, _ graph: Graph) -> Value {
    let left: String =
      if let eol = cycle.eol {
        eol.last < graph.day
          ? "ended \(eol.last.days(to: graph.day)) days ago"
          : left(until: eol, graph.day)
      } else {
        cycle.isNeverEnding ? "no end planned" : "unknown"
      }
    var row: Object = [
      "name": .string(cycle.label), "state": .string(cycle.state(on: graph.day).rawValue),
      "released": .string(text(cycle.released, cycle, graph.day)),
      "eoas": .string(text(cycle.eoas, cycle, graph.day)),
      "eol": .string(text(cycle.eol, cycle, graph.day)),
      "latest": .string(cycle.latest ?? "—"),
      "left": .string(left),
      "isLongTerm": .bool(cycle.isLongTerm),
    ]
    row.set("codename", cycle.codename)
    return .object(row)
  }

  /// A date of a cycle as exactly as it is declared; one that is still ahead with how sure it is.
  private static func text(_ date: PartialDate?, _ cycle: SupportCycle, _ day: CalendarDate)
    -> String
  {
    guard let date else { return "—" }
    guard date.last > day, let confidence = cycle.confidence, confidence != "actual" else {
      return "\(date)"
    }
    return "\(date), \(confidence)"
  }

  /// The days until an end; between which numbers they lie where no day is declared.
  private static func left(until end: PartialDate, _ day: CalendarDate) -> String {
    let most = day.days(to: end.last)
    guard end.precision != .day else { return "\(most) days" }
    let least = day.days(to: end.first)
    return least > 0 ? "\(least) to \(most) days" : "up to \(most) days"
  }

  private static func figure(_ component: Record, _ cycles: [SupportCycle], _ graph: Graph)
    -> Figure.Timeline?
  {
    let dated = cycles.filter { $0.released != nil }
    guard let first = dated.compactMap({ $0.released?.first }).min() else { return nil }
    let last = dated.compactMap { $0.eol?.last }.max() ?? graph.day
    let rows = dated.reversed().map { cycle -> Figure.Timeline.Row in
      let start = cycle.released?.first ?? first
      let end = cycle.eol?.last
      var spans: [Figure.Timeline.Span] = []
      // Without an end nobody said that it is supported today, nor that it is not.
      let isKnown = end != nil || cycle.isNeverEnding
      if let eoas = cycle.eoas?.last, eoas > start {
        spans.append(.init(from: start, to: eoas, phase: .supported))
        if end.map({ $0 > eoas }) ?? true {
          spans.append(.init(from: eoas, to: end, phase: isKnown ? .security : .unknown))
        }
      } else {
        spans.append(.init(from: start, to: end, phase: isKnown ? .supported : .unknown))
      }
      return Figure.Timeline.Row(
        label: cycle.label, href: nil, spans: spans, marks: [], isOverdue: false)
    }
    return Figure.Timeline(
      title: "Support of \(component.title)", from: first, to: max(last, graph.day),
      today: graph.day, rows: Array(rows))
  }
}
