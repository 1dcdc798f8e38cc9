import Knowledge
import Primitives
import Records
import Templating

extension DocumentDefinition {
  /// Everything between two versions of a component, in the order in which it must be done.
  static let migrationGuide = DocumentDefinition(
    "migration-guide", title: "Migration guide", plural: "Migration guides",
    "Everything between two versions of a component, in the order in which it must be done.",
    about: "upgrade",
    facts: [
      .field("component", Links.shape, "the component"),
      .field("from", .version, "where it starts"),
      .field("to", .version, "where it ends"),
      .field("plans", .list(Links.shape), "runbooks for the way or parts of it"),
      .field("stops", .list(.version), "versions that may not be skipped"),
      .maybe("withdrawal", ReleaseFacts.withdrawal, "set when nobody should take the end"),
      .field("closed", .list(Links.shape), "holes that the way closes, by its releases"),
      .field("holes", ChangeFacts.list, "the same with all that their entries say"),
      .maybe(
        "isEmpty", .bool, "true if nothing is recorded of the way but plans and their lessons"),
      .maybe("fromSupport", .text, "the support at the start"),
      .maybe("toSupport", .text, "the support at the end"),
      .field(
        "releases",
        .rows(
          .field("notes", Links.shape, "its release notes"),
          .maybe("date", .date, "when it came out"),
          .maybe("yanked", .text, "why it was withdrawn, where it was"),
          .maybe("upgradeNotes", .markdown, "what to mind when moving to it")),
        "releases on the way, oldest first"),
      .field(
        "before", ChangeFacts.list,
        "what to do before the upgrade, with the fixes of the series that one leaves"),
      .field("ahead", ChangeFacts.list, "the same without what the upgrade brings anyway"),
      .field("during", ChangeFacts.list, "what to do with it"),
      .field("after", ChangeFacts.list, "what to do once it is done"),
      .field("others", ChangeFacts.list, "what to know besides"),
      .field("removals", DeprecationFacts.list, "what goes on the way"),
      .field("upcoming", DeprecationFacts.list, "what goes later"),
      .field("migrations", .list(Links.shape), "migrations in order"),
      .field(
        "lostFixes", .list(Links.shape), "holes that are closed at the start and open at the end"),
      .field("issuesAtEnd", .list(Links.shape), "known issues at the end"),
      .field(
        "workarounds",
        .rows(
          .field("issue", Links.shape, "the issue that is over"),
          .maybe("cleanup", .markdown, "what can be taken back")), "workarounds that can go"),
      .field("lessons", LessonFacts.list, "lessons of earlier runs"),
    ],
    subjects: { graph in graph.records("upgrade").map(\.id.id) },
    model: { graph, subject in
      if let upgrade = graph.record("upgrade", subject), let from = upgrade["from"]?.text,
        let to = upgrade["to"]?.text,
        let component = graph.record("component", upgrade.component)
      {
        return JourneyFacts.model(graph.journey(component, from: from, to: to), graph)
      }
      return JourneyFacts.parsed(subject, graph).map { JourneyFacts.model($0, graph) }
    })
}

/// The facts of a migration guide.
enum JourneyFacts {
  /// Reads `<component>-<from>-to-<to>`, for ways that no plan covers.
  static func parsed(_ subject: String, _ graph: Graph) -> Journey? {
    way(subject, graph).map { graph.journey($0.component, from: $0.from, to: $0.to) }
  }

  /// The parts of `<component>-<from>-to-<to>`; of several components the one whose id is longest.
  static func way(
    _ subject: String, _ graph: Graph
  ) -> (component: Record, from: String, to: String)? {
    for component in graph.records("component").reversed()
    where subject.hasPrefix(component.id.id + "-") {
      let rest = subject.dropFirst(component.id.id.utf8.count + 1)
      guard let split = rest.firstRange(of: "-to-") else { continue }
      let (from, to) = (String(rest[..<split.lowerBound]), String(rest[split.upperBound...]))
      guard !from.isEmpty, !to.isEmpty else { continue }
      return (component, from, to)
    }
    return nil
  }

  static func model(_ journey: Journey, _ graph: Graph) -> DocumentModel {
    let links = Links(graph, from: "migration-guide")
    func rows(_ changes: [Record]) -> Value {
      .list(changes.map { ChangeFacts.row($0, graph, links) })
    }
    func lives(_ lives: [DeprecationLife]) -> Value {
      .list(lives.map { DeprecationFacts.row($0, graph, links) })
    }
    func support(_ cycle: SupportCycle?) -> String? {
      cycle?.eol.map { eol in "\(eol.last < graph.day ? "ended" : "until") \(eol)" }
    }
    // To take a fix of the series that one leaves is no part of leaving it, but may not be all.
    func isClosedHole(_ change: Record) -> Bool {
      change["type"]?.text == "security" && change["security"] != nil
        && change["when"]?.text == "before"
    }
    let closed = journey.changes.filter(isClosedHole)
    let actions = journey.changes.filter(ChangeFacts.needsAction)
    let before = actions.filter { $0["when"]?.text == "before" }
    var facts = Object()
    facts.append("component", links.to(journey.component.id))
    facts.append("from", .string(journey.from.raw))
    facts.append("to", .string(journey.to.raw))
    facts.append("plans", .list(journey.upgrades.map { links.to($0.id) }))
    facts.append("stops", .list(journey.requiredStops.map { .string($0.raw) }))
    facts.set("fromSupport", support(journey.support.from))
    facts.set("toSupport", support(journey.support.to))
    facts.append(
      "releases",
      .list(
        journey.releases.map { release in
          var row = Object()
          row.append("notes", links.to(release.id))
          row.set("date", release["date"])
          row.set("yanked", release.withdrawal)
          row.set("upgradeNotes", release["upgradeNotes"])
          return .object(row)
        }))
    facts.append("before", rows(before))
    facts.append("ahead", rows(before.filter { !isClosedHole($0) }))
    facts.append("closed", .list(closed.map { links.to($0.id) }))
    facts.append("holes", rows(closed))
    facts.append(
      "during", rows(actions.filter { $0["when"]?.text == "during" || $0["when"] == nil }))
    facts.append("after", rows(actions.filter { $0["when"]?.text == "after" }))
    facts.set(
      "withdrawal", ReleaseFacts.withdrawal(of: journey.to, journey.component.id.id, graph))
    facts.append("others", rows(journey.changes.filter { !ChangeFacts.needsAction($0) }))
    facts.append("removals", lives(journey.removals))
    facts.append("upcoming", lives(journey.upcoming))
    facts.append("migrations", .list(journey.migrations.map { links.to($0.id) }))
    facts.append("lostFixes", .list(journey.lostFixes.map { links.to($0.id) }))
    facts.append("issuesAtEnd", .list(journey.issuesAtEnd.map { links.to($0.id) }))
    facts.append(
      "workarounds",
      .list(
        journey.issuesLeftBehind.filter { $0["workaround"] != nil }.map { issue in
          var row = Object()
          row.append("issue", links.to(issue.id))
          row.set("cleanup", issue["cleanup"])
          return .object(row)
        }))
    facts.append("lessons", .list(LessonFacts.once(journey.lessons, links, graph)))
    let holds = [
      "releases", "closed", "before", "during", "after", "others", "removals", "upcoming",
      "migrations", "lostFixes", "issuesAtEnd", "workarounds",
    ]
    if holds.allSatisfy({ facts[$0]?.items.isEmpty ?? true }) { facts.append("isEmpty", true) }
    let breaking = journey.changes.count { $0["breaking"]?.bool == true }
    var model = DocumentModel(
      title: "\(journey.component.title) \(journey.from.raw) to \(journey.to.raw)",
      summary:
        "\(actions.count) actions, \(breaking) breaking changes, \(journey.removals.count) removals on the way.",
      component: journey.component.id.id, facts: facts,
      sources: [journey.component] + journey.releases + journey.changes + journey.upgrades
        + (journey.removals + journey.upcoming).map(\.record) + journey.issuesAtEnd
        + journey.issuesLeftBehind + journey.lostFixes
        + journey.migrations + journey.lessons.map(\.lesson))
    if breaking > 0 { model.badges.append(.init("\(breaking) breaking", "caution")) }
    if journey.support.from?.state(on: graph.day) == .ended {
      model.badges.append(.init("\(journey.from.raw) is out of support", "bad"))
    }
    return model
  }
}
