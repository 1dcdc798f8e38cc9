import Knowledge
import Primitives
import Records
import Templating

/// The facts of release notes, whatever they are about and whoever reads them.
struct NotesFacts {
  private let request: NotesRequest
  private let graph: Graph
  private let links: Links
  private let release: Record?
  private let start: Version?
  private let end: Version?
  private let all: [NotesEntry]
  private let cuts: NotesCuts

  /// The notes that are asked for.
  static func model(_ request: NotesRequest, _ release: Record?, _ graph: Graph) -> DocumentModel {
    NotesFacts(request, release, graph).model
  }

  private init(_ request: NotesRequest, _ release: Record?, _ graph: Graph) {
    (self.request, self.graph, self.release) = (request, graph, release)
    links = Links(graph, from: "release-notes")
    all = request.entries(graph)
    cuts = NotesCuts(
      request.cuts > 0 ? NotesPolicy.cuts(all, graph).prefix(request.cuts) : [])
    func version(_ raw: String) -> Version { graph.version(raw, of: request.component) }
    switch request.scope {
    case .release(let raw): (start, end) = (nil, version(raw))
    case .unreleased: (start, end) = (nil, nil)
    case .range(let from, let to): (start, end) = (version(from), version(to))
    }
  }

  private var isShort: Bool { request.audience == "stakeholder" }

  /// Whether a version is what the notes are about.
  private func isMeant(_ version: Version?) -> Bool {
    guard let version, let end else { return false }
    guard let start else { return version.isSame(as: end) }
    return start.isOlder(than: version) && !end.isOlder(than: version)
  }

  private var model: DocumentModel {
    let component = request.component
    let owner = RecordID(kind: "component", id: component)
    let shown = all.filter { !cuts.hides($0.change) && !cuts.isFrame }
    let changes = shown.map(\.change)
    let lives = graph.deprecations(of: component).filter { life in
      [life.announced, life.warns, life.disabled, life.removed].contains {
        isMeant($0?.version)
      }
    }
    let removals = lives.filter { isMeant($0.removed?.version) }
    let announced = lives.filter { !isMeant($0.removed?.version) }
    let issues = graph.records("known-issue", of: component).filter { issue in
      end.map { graph.affects(issue, $0) } ?? false
    }
    let plans = graph.records("upgrade", of: component).filter(isWay)
    let journey = journey
    let releases = journey?.releases ?? []
    let lostFixes = cuts.isFrame ? [] : journey?.lostFixes ?? []
    let rows = Dictionary(shown.map { ($0.change.id, row($0)) }, uniquingKeysWith: { $1 })
    func list(_ changes: [Record]) -> Value { .list(changes.compactMap { rows[$0.id] }) }
    let breaking = changes.filter { $0["breaking"]?.bool == true }
    let allBreaking = all.count { $0.change["breaking"]?.bool == true }
    var facts = Object()
    facts.append("component", links.to(owner))
    facts.append("version", .string(end?.raw ?? "Unreleased"))
    facts.append("state", .string(state))
    facts.set("date", release?["date"])
    facts.append("isPlanned", .bool(release?.status == "planned"))
    facts.set(
      "confidence", release?["confidence"].flatMap { $0.text == "actual" ? Value?.none : $0 })
    facts.set("release", release.flatMap(declared))
    if let end, let cycle = graph.cycle(of: end, component: component), let eol = cycle.eol {
      facts.append("support", .string("until \(eol)"))
    }
    facts.set("withdrawal", ReleaseFacts.withdrawal(of: end, component, graph))
    facts.append("takenOut", .list(takenOut))
    facts.append("actions", list(ChangeFacts.actions(changes, graph)))
    facts.append("breaking", list(breaking))
    facts.append(
      "sections",
      .list(
        ChangeFacts.types.compactMap { type, title in
          let found = changes.filter { $0["type"]?.text == type }
          guard !found.isEmpty else { return nil }
          return ["title": .string(title), "anchor": .string(type), "entries": list(found)]
        }))
    facts.append("count", .int(all.count))
    func part(_ name: String, _ rows: () -> [Value]) {
      facts.append(name, .list(cuts.hides(name) ? [] : rows()))
    }
    part("deprecations") { announced.map { DeprecationFacts.row($0, graph, links) } }
    part("removals") { removals.map { DeprecationFacts.row($0, graph, links) } }
    part("knownIssues") { issues.map { links.to($0.id) } }
    facts.append("lostFixes", .list(lostFixes.map { links.to($0.id) }))
    part("guides") { plans.map { links.to($0.id) } }
    facts.set("from", start?.raw)
    part("releases") { releases.map(row) }
    facts.set("audience", request.audience)
    facts.append("isShort", .bool(isShort))
    facts.append("isFrame", .bool(cuts.isFrame))
    if let said = cuts.words(all.map(\.change)) {
      facts.append(
        "leftOut",
        [
          "count": .int(all.count - shown.count), "said": .string(said),
          "whole": .string(links.address(of: whole)),
        ])
    }
    let name = graph.record(owner)?.title ?? component
    var model = DocumentModel(
      title: start.map { "\(name) \($0) to \(end?.raw ?? "")" }
        ?? "\(name) \(end?.raw ?? "unreleased")",
      summary:
        "\(all.count) \(all.count == 1 ? "change" : "changes"), \(allBreaking) breaking.",
      record: release, component: component, facts: facts,
      sources: changes + lives.map(\.record) + issues + plans + releases + lostFixes
        + [graph.record(owner)].compactMap(\.self))
    if all.isEmpty { model.summary = "No changes are recorded." }
    model.happenedOn = release?["date"]?.text.flatMap { PartialDate($0) }?.first
    if let date = release?["date"]?.text { model.summary = "\(date). \(model.summary)" }
    if release?.isWithdrawn == true { model.badges.append(.init("Yanked", "bad")) }
    if allBreaking > 0 { model.badges.append(.init("\(allBreaking) breaking", "caution")) }
    if end == nil { model.badges.append(.init("Unreleased")) }
    return model
  }

  /// Entries of the release that were withdrawn after it came out: whoever read them looks for them.
  private var takenOut: [Value] {
    guard !cuts.isFrame, release != nil, let end,
      let out = graph.releaseDate(of: end.raw, component: request.component)
    else { return [] }
    return graph.retired("change", of: request.component).filter { change in
      change["release"]?.text.map { graph.version($0, of: request.component).isSame(as: end) }
        == true && change.status == "done" && out.last < change.recordedAt.day
    }.map { change in
      [
        "title": .string(change.title), "on": .string(change.recordedAt.day.description),
        "reason": .string(change.reason ?? "No reason was recorded."),
      ]
    }
  }

  private var state: String {
    if let release { return release.status }
    guard let end else { return "unreleased" }
    return NotesRequest(request.component, .release(end.raw)).release(graph)?.status ?? "unrecorded"
  }

  private func isWay(_ upgrade: Record) -> Bool {
    guard let end, let to = upgrade["to"]?.text.map({ graph.version($0, of: request.component) })
    else { return false }
    guard let start else { return to.raw == end.raw }
    let from = graph.version(upgrade["from"]?.text ?? "", of: request.component)
    return !from.isOlder(than: start) && !end.isOlder(than: to)
  }

  private var journey: Journey? {
    guard let start, let end, let component = graph.record("component", request.component) else {
      return nil
    }
    return graph.journey(component, from: start.raw, to: end.raw)
  }

  private func row(_ release: Record) -> Value {
    var row = Object()
    row.append("notes", links.to(release.id))
    row.set("date", release["date"])
    row.set("yanked", release.withdrawal)
    row.append("highlights", release["highlights"] ?? .list([]))
    return .object(row)
  }

  private func row(_ entry: NotesEntry) -> Value {
    guard var row = ChangeFacts.row(entry.change, graph, links).object else { return .null }
    let lost = cuts.lost(entry.change)
    if isShort || !lost.isEmpty {
      row["declared"] = without(isShort ? lost.union(Self.working) : lost, entry.change)
    }
    row.set("alsoIn", alsoIn(entry))
    if start != nil { row.set("arrival", entry.arrival?.raw) }
    row.set("origin", entry.origin?.raw)
    row.set(
      "correction",
      entry.correction.map { ["on": .string($0.on.description), "reason": .string($0.reason)] })
    return .object(row)
  }

  /// What only those need who do the work.
  private static let working: Set<String> = [
    "details", "action", "noAction", "commands", "before", "after", "language", "verify",
    "rollback", "upgradeNotes", "notes", "lockfile", "affects",
  ]

  /// What is declared, but for some fields.
  private func without(_ names: Set<String>, _ record: Record) -> Value {
    let kept = (record.data.object?.members ?? []).filter { !names.contains($0.name) }
    return .object(Object(kept.map { ($0.name, $0.value) }))
  }

  /// What the release declares, as far as it is shown.
  private func declared(_ release: Record) -> Value? {
    guard !cuts.isFrame || release["yanked"] != nil else { return nil }
    let parts = Set(["highlights", "upgradeNotes", "notes"].filter(cuts.hides))
    let rest: Set<String> = cuts.isFrame ? ["lockfile", "summary", "source", "links"] : []
    let lost = (isShort ? Self.working : []).union(parts).union(rest)
    return lost.isEmpty ? release.data : without(lost, release)
  }

  /// The versions that carry an entry besides the one that the notes are about.
  private func alsoIn(_ entry: NotesEntry) -> Value? {
    let others = (entry.change["backports"]?.texts ?? []).filter { raw in
      entry.arrival.map { !graph.version(raw, of: request.component).isSame(as: $0) } ?? true
    }
    return others.isEmpty ? nil : .list(others.map(Value.string))
  }

  /// The document that holds every entry: a range has no page, the changelog has its releases.
  private var whole: DocumentKey {
    start == nil ? request.key(graph) : DocumentKey("changelog", request.component)
  }
}
