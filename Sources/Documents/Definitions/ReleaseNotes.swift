import Knowledge
import Primitives
import Records
import Templating

extension DocumentDefinition {
  /// What a release asks of whom, then everything else that changed.
  static let releaseNotes = DocumentDefinition(
    "release-notes", title: "Release notes", plural: "Release notes",
    "Who is affected by a release, what to do and by when, and everything else that changed.",
    facts: [
      .field("component", Links.shape, "the component"),
      .field("version", .text, "the version, or Unreleased"),
      .field("state", .text, "released, planned, yanked or unreleased"),
      .maybe("date", .date, "when it came out or is to"),
      .maybe(
        "release", .object(RecordShape.of(KindCatalog.kind("release")?.fields ?? [])),
        "what the release record declares"),
      .maybe("support", .text, "until when it is supported"),
      .field("actions", ChangeFacts.list, "entries that ask for something, nearest deadline first"),
      .field("breaking", ChangeFacts.list, "entries that may break working set-ups"),
      .field("sections", ChangeFacts.sections, "all entries by type, each once"),
      .field("count", .number, "how many entries there are"),
      .field(
        "deprecations", DeprecationFacts.list,
        "deprecations that this version announces or warns of"),
      .field("removals", DeprecationFacts.list, "what this version removes"),
      .field("knownIssues", .list(Links.shape), "known issues of this version"),
      .field("guides", .list(Links.shape), "plans that lead to this version"),
    ],
    subjects: { graph in
      let releases = graph.records("release").filter { ReleaseFacts.hasNotes($0, graph) }
        .map(\.id.id)
      let unreleased = Set(
        graph.records("change").filter { $0["release"] == nil && $0.status == "done" }
          .compactMap(\.component))
      return releases + unreleased.sorted().map { "\($0)-unreleased" }
    },
    model: { graph, subject in
      if let release = graph.record("release", subject), let component = release.component,
        let version = release["version"]?.text
      {
        return ReleaseFacts.model(component, version, release, graph)
      }
      guard subject.hasSuffix("-unreleased"), case let component = String(subject.dropLast(11)),
        graph.record("component", component) != nil
      else { return nil }
      return ReleaseFacts.model(component, nil, nil, graph)
    })
}

/// The facts of the notes of one release.
enum ReleaseFacts {
  /// Whether there is something to say about a release, so that it has a page of its own.
  static func hasNotes(_ release: Record, _ graph: Graph) -> Bool {
    release["notes"] != nil || release["upgradeNotes"] != nil
      || !(release["highlights"]?.items ?? []).isEmpty || release.status == "yanked"
      || graph.records("change", of: release.component ?? "").contains {
        $0["release"] == release["version"] && $0.status == "done"
      }
  }

  /// Whether a change surely has an entry: drafts, and what was replaced or taken back, have none.
  static func shows(_ change: Record, _ graph: Graph) -> Bool {
    change.status == "done" && change["reverts"] == nil
      && !graph.referring(to: change.id, kind: "change").contains {
        $0["reverts"]?.text == change.id.id
          || ($0["supersedes"]?.texts ?? []).contains(change.id.id)
      }
  }

  static func model(_ component: String, _ version: String?, _ release: Record?, _ graph: Graph)
    -> DocumentModel
  {
    let links = Links(graph, from: "release-notes")
    let owner = RecordID(kind: "component", id: component)
    let changes = graph.changes(of: component) { $0 == version }
    let name = graph.record(owner)?.title ?? component
    let lives =
      version.map { raw in
        graph.deprecations(of: component).filter {
          touches($0, graph.version(raw, of: component))
        }
      } ?? []
    let wanted = version.map { graph.version($0, of: component) }
    let removals = lives.filter { life in
      wanted.map { life.removed?.version?.isSame(as: $0) ?? false } ?? false
    }
    let announced = lives.filter { life in !removals.contains { $0.record.id == life.record.id } }
    let issues =
      wanted.map { wanted in
        graph.records("known-issue", of: component).filter { graph.affects($0, wanted) }
      } ?? []
    let plans = graph.records("upgrade", of: component).filter {
      $0["to"]?.text == version && version != nil
    }
    var facts = Object()
    facts.append("component", links.to(owner))
    facts.append("version", .string(version ?? "Unreleased"))
    facts.append("state", .string(release?.status ?? "unreleased"))
    facts.set("date", release?["date"])
    facts.set("release", release?.data)
    if let wanted, let cycle = graph.cycle(of: wanted, component: component), let eol = cycle.eol {
      facts.append("support", .string("until \(eol)"))
    }
    facts.append(
      "actions",
      .list(ChangeFacts.actions(changes, graph).map { ChangeFacts.row($0, graph, links) }))
    facts.append(
      "breaking",
      .list(
        changes.filter { $0["breaking"]?.bool == true }.map { ChangeFacts.row($0, graph, links) }))
    facts.append("sections", ChangeFacts.byType(changes, graph, links))
    facts.append("count", .int(changes.count))
    facts.append("deprecations", .list(announced.map { DeprecationFacts.row($0, graph, links) }))
    facts.append("removals", .list(removals.map { DeprecationFacts.row($0, graph, links) }))
    facts.append("knownIssues", .list(issues.map { links.to($0.id) }))
    facts.append("guides", .list(plans.map { links.to($0.id) }))
    let breaking = changes.count { $0["breaking"]?.bool == true }
    var model = DocumentModel(
      title: "\(name) \(version ?? "unreleased")",
      summary:
        "\(changes.count) \(changes.count == 1 ? "change" : "changes"), \(breaking) breaking.",
      record: release, component: component, facts: facts,
      sources: changes + lives.map(\.record) + issues + plans
        + [graph.record(owner)].compactMap(\.self))
    if release?.status == "yanked" { model.badges.append(.init("Yanked", "bad")) }
    if breaking > 0 { model.badges.append(.init("\(breaking) breaking", "caution")) }
    if release == nil { model.badges.append(.init("Unreleased")) }
    return model
  }

  private static func touches(_ life: DeprecationLife, _ version: Version) -> Bool {
    [life.announced, life.warns, life.disabled, life.removed].contains {
      $0?.version?.isSame(as: version) == true
    }
  }
}
