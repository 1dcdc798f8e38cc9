import Knowledge
import Primitives
import Records
import Templating

extension DocumentDefinition {
  /// What a release asks of whom, then everything else that changed.
  static let releaseNotes = DocumentDefinition(
    "release-notes", title: "Release notes", plural: "Release notes",
    "Who is affected by a release, what to do and by when, and everything else that changed.",
    about: "release",
    facts: [
      .field("component", Links.shape, "the component"),
      .field("version", .text, "the version, or Unreleased"),
      .field("state", .text, "released, planned, yanked or unreleased"),
      .maybe("date", .date, "when it came out or is to"),
      .field("isPlanned", .bool, "whether it is still to come"),
      .maybe("confidence", .text, "planned or estimated, where the date is not sure"),
      .maybe(
        "release", .object(RecordShape.of(KindCatalog.kind("release")?.fields ?? [])),
        "what the release record declares"),
      .maybe("support", .text, "until when it is supported"),
      .maybe("withdrawal", ReleaseFacts.withdrawal, "set when nobody should take it"),
      .field(
        "takenOut",
        .rows(
          .field("title", .text, "what it said"), .field("on", .date, "when it was taken out"),
          .field("reason", .text, "why")),
        "entries that were withdrawn after the release came out"),
      .field("actions", ChangeFacts.list, "entries that ask for something, nearest deadline first"),
      .field("breaking", ChangeFacts.list, "entries that may break working set-ups"),
      .field("sections", ChangeFacts.sections, "all entries by type, each once"),
      .field("count", .number, "how many entries there are"),
      .field(
        "deprecations", DeprecationFacts.list,
        "deprecations that this version announces or warns of"),
      .field("removals", DeprecationFacts.list, "what this version removes"),
      .field("knownIssues", .list(Links.shape), "known issues of this version"),
      .field(
        "lostFixes", .list(Links.shape),
        "holes that are closed at the start and open at the end, in notes over several releases"),
      .field("guides", .list(Links.shape), "plans that lead to this version"),
      .maybe("from", .version, "where it starts, in notes over several releases"),
      .field(
        "releases",
        .rows(
          .field("notes", Links.shape, "its release notes"),
          .maybe("date", .date, "when it came out"),
          .maybe("yanked", .text, "why nobody should take it"),
          .field("highlights", .list(.markdown), "what it is remembered for")),
        "the releases in between, oldest first; empty in notes of one"),
      .maybe("audience", .text, "the readers that it is for; everybody when absent"),
      .field("isShort", .bool, "whether only title, who is affected and deadline are shown"),
      .maybe(
        "leftOut",
        .fields(
          .field("count", .number, "how many entries"),
          .field("said", .text, "what is left out or shortened, in words"),
          .field("whole", .link, "where all of it is")),
        "what was left out so that it is short enough"),
      .field("isFrame", .bool, "whether even the facts about the release are left out"),
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
        return NotesFacts.model(NotesRequest(component, .release(version)), release, graph)
      }
      if subject.hasSuffix("-unreleased"), case let component = String(subject.dropLast(11)),
        graph.record("component", component) != nil
      {
        return NotesFacts.model(NotesRequest(component, .unreleased), nil, graph)
      }
      return JourneyFacts.way(subject, graph).map { way in
        let scope = NotesScope.range(from: way.from, to: way.to)
        return NotesFacts.model(NotesRequest(way.component.id.id, scope), nil, graph)
      }
    })
}

extension Record {
  /// Why nobody should take a release; `nil` for one that was not withdrawn.
  var withdrawal: Value? {
    // `nil` in a ternary would be the value null, which is something.
    guard isWithdrawn else { return nil }
    return self["yanked"]?["reason"] ?? "no reason is recorded"
  }
}

/// Which releases have notes, and of what.
enum ReleaseFacts {
  static let withdrawal = Shape.fields(
    .field("reason", .text, "why it was withdrawn"),
    .maybe("instead", .text, "what to take instead"))

  /// Why nobody should take a version, and what to take; `nil` for one that was not withdrawn.
  static func withdrawal(of version: Version?, _ component: String, _ graph: Graph) -> Value? {
    guard let version, let release = graph.release(version, of: component),
      let reason = release.withdrawal
    else { return nil }
    var row: Object = ["reason": reason]
    row.set("instead", release["yanked"]?["instead"])
    return .object(row)
  }

  /// Whether there is something to say about a release, so that it has a page of its own.
  static func hasNotes(_ release: Record, _ graph: Graph) -> Bool {
    release["notes"] != nil || release["upgradeNotes"] != nil
      || !(release["highlights"]?.items ?? []).isEmpty || release.isWithdrawn
      || graph.carriesChanges(release["version"]?.text ?? "", of: release.component ?? "")
  }

  /// Whether a change surely has an entry: drafts, and what was replaced or taken back, have none.
  static func shows(_ change: Record, _ graph: Graph) -> Bool {
    change.status == "done" && change["reverts"] == nil
      && !graph.referring(to: change.id, kind: "change").contains {
        $0["reverts"]?.text == change.id.id
          || ($0["supersedes"]?.texts ?? []).contains(change.id.id)
      }
  }
}
