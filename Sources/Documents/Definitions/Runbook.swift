import Knowledge
import Primitives
import Records
import Templating

extension DocumentDefinition {
  /// How to run an upgrade: the kit, every step, the way back, and what earlier runs taught.
  static let runbook = DocumentDefinition(
    "runbook", title: "Runbook", plural: "Runbooks",
    "How to run an upgrade: the kit, every step, the way back, and what earlier runs taught.",
    kind: "upgrade",
    facts: [
      .field("component", Links.shape, "the component"),
      .maybe("versionCommand", .code, "how to learn which version runs"),
      .maybe("owner", Links.shape, "the owner's entry"),
      .field("contacts", RunbookFacts.contacts, "whom to call, owner first"),
      .field("views", ViewFacts.list, "where the state of what is upgraded can be seen"),
      .field("guide", .link, "the migration guide for the same way"),
      .maybe("estimate", .duration, "the sum of the steps' estimates"),
      .maybe("unestimated", .number, "how many steps have no estimate, if any"),
      .maybe("downtime", .duration, "the sum of the estimates of steps that users notice"),
      .maybe(
        "unestimatedDowntime", .number, "how many steps that users notice have no estimate, if any"),
      .maybe("holds", .duration, "how long the stages hold together"),
      .maybe("overBudget", .bool, "true if that is more than the agreed budget"),
      .field("stepCount", .number, "how many steps there are"),
      .maybe(
        "pointOfNoReturn", RunbookFacts.stepLink, "the step after which the way back is closed"),
      .maybe("fromSupport", .text, "the support of the version it starts from"),
      .maybe("toSupport", .text, "the support of the version it ends at"),
      .field("lessons", LessonFacts.list, "lessons about the plan as a whole"),
      .field("lessonCount", .number, "how many lessons are shown on the page"),
      .field("phases", RunbookFacts.phases, "the steps in order, grouped by consecutive phase"),
      .field("rollbackSteps", RunbookFacts.steps, "the steps of the way back, in order"),
      .field("hasStages", .bool, "whether traffic moves in stages"),
      .field("signals", CheckFacts.list, "what is watched while traffic moves"),
      .field("acceptance", CheckFacts.list, "what must hold for the upgrade to be done"),
      .field("migrations", .list(Links.shape), "the migrations that belong to it"),
      .field("after", .list(Links.shape), "upgrades that must be done first"),
      .field("knownIssues", .list(Links.shape), "known issues of the version it ends at"),
      .field("attempts", AttemptFacts.list, "earlier runs, newest first"),
      .maybe("lastSuccess", .date, "the day of the newest successful production run"),
      .maybe("lastRehearsal", .date, "the day of the newest rehearsal or drill"),
    ],
    subjects: { $0.records("upgrade").map(\.id.id) },
    model: { graph, subject in
      graph.record("upgrade", subject).map { RunbookFacts.model($0, graph) }
    })
}

/// The facts of a runbook.
enum RunbookFacts {
  static let stepLink = Shape.fields(
    .field("number", .text, "its number; those of the way back begin with R"),
    .field("title", .text, "what it does"), .field("href", .link, "its place on the page"))

  static let contacts = Shape.rows(
    .field("name", .text, "the team"), .field("contact", .text, "how to reach it"),
    .field(
      "escalation",
      .rows(
        .field("who", .text, "whom to call next"), .maybe("contact", .text, "how"),
        .maybe("after", .duration, "after how long")), "whom to call when nobody answers"))

  static func model(_ upgrade: Record, _ graph: Graph) -> DocumentModel {
    let plan = graph.facts(of: upgrade)
    let links = Links(graph, from: "runbook")
    let matches = graph.lessons(for: upgrade)
    let component = upgrade.component ?? ""
    let place = Places(upgrade)
    var facts = Object()
    facts.append("component", links.to(RecordID(kind: "component", id: component)))
    facts.set("versionCommand", graph.record("component", component)?["versionCommand"])
    facts.set("owner", links.to(graph.record("team", upgrade["owner"]?.text)))
    facts.append("contacts", .list(contactRows(upgrade, graph)))
    facts.append("views", ViewFacts.rows(graph.record("component", component)))
    facts.append("guide", .string(links.address(of: DocumentKey("migration-guide", upgrade.id.id))))
    facts.set("estimate", plan.estimate?.description)
    if plan.unestimated > 0 { facts.append("unestimated", .int(plan.unestimated)) }
    facts.set("downtime", plan.downtime?.description)
    if plan.unestimatedDowntime > 0 {
      facts.append("unestimatedDowntime", .int(plan.unestimatedDowntime))
    }
    facts.set("holds", plan.holds?.description)
    if plan.isWithinBudget == false { facts.append("overBudget", true) }
    facts.append("stepCount", .int(place.forward.count))
    facts.set(
      "pointOfNoReturn", upgrade["rollback"]?["pointOfNoReturn"]?.text.flatMap { place.link($0) })
    facts.set("fromSupport", support(upgrade["from"]?.text, component, graph))
    facts.set("toSupport", support(upgrade["to"]?.text, component, graph))
    facts.append(
      "lessons", .list(matches.filter { $0.step == nil }.map { LessonFacts.row($0, links, graph) }))
    facts.append("lessonCount", .int(matches.count))
    facts.append("phases", phaseRows(upgrade, matches, plan, links, graph, place))
    facts.append(
      "rollbackSteps",
      .list(
        (upgrade["rollback"]?["steps"]?.items ?? []).map {
          row($0, upgrade, matches, plan, links, graph, place)
        }))
    facts.append("signals", CheckFacts.rows(upgrade["promotion"]?["signals"]))
    facts.append("acceptance", CheckFacts.rows(upgrade["acceptance"]))
    facts.append("hasStages", .bool(!(upgrade["promotion"]?["stages"]?.items ?? []).isEmpty))
    let migrations = (upgrade["migrations"]?.texts ?? []).compactMap {
      graph.record("migration", $0)
    }
    facts.append("migrations", .list(migrations.map { links.to($0.id) }))
    facts.append(
      "after",
      .list((upgrade["after"]?.texts ?? []).map { links.to(RecordID(kind: "upgrade", id: $0)) }))
    let target = graph.version(upgrade["to"]?.text ?? "", of: component)
    let issues = graph.records("known-issue", of: component).filter { graph.affects($0, target) }
    facts.append("knownIssues", .list(issues.map { links.to($0.id) }))
    facts.append("attempts", .list(plan.attempts.map { AttemptFacts.row($0, place, links) }))
    facts.set("lastSuccess", day(plan.lastSuccess))
    facts.set("lastRehearsal", day(plan.lastRehearsal))
    var model = DocumentModel(
      title: upgrade.title, summary: Plain.sentence(upgrade["summary"]?.text ?? upgrade.title),
      record: upgrade, facts: facts,
      sources: plan.attempts + matches.map(\.lesson) + migrations + issues
        + matches.flatMap { LessonFacts.evidence($0.lesson).compactMap { graph.record($0) } }
        + teams(upgrade).compactMap { graph.record("team", $0) }
        + (upgrade["after"]?.texts ?? []).compactMap { graph.record("upgrade", $0) }
        + [graph.record("component", component)].compactMap(\.self))
    model.badges = badges(upgrade, plan)
    if let stages = figure(upgrade) { model.figures["stages"] = .stages(stages) }
    return model
  }

  private static func badges(_ upgrade: Record, _ plan: PlanFacts) -> [DocumentModel.Badge] {
    var badges = [
      DocumentModel.Badge(
        Plain.label(upgrade.status), upgrade.status == "abandoned" ? "caution" : "neutral")
    ]
    badges.append(.init(Plain.label(upgrade["strategy"]?.text ?? "")))
    if plan.isWithinBudget == false { badges.append(.init("Over its downtime budget", "bad")) }
    if plan.lastRehearsal == nil { badges.append(.init("Never rehearsed", "caution")) }
    return badges
  }

  private static func figure(_ upgrade: Record) -> Figure.Stages? {
    let stages = (upgrade["promotion"]?["stages"]?.items ?? []).map { stage in
      Figure.Stages.Stage(
        weight: stage["weight"]?.int ?? 0, hold: stage["hold"]?.text.flatMap { Span($0)?.words },
        note: stage["note"]?.text)
    }
    return stages.isEmpty ? nil : Figure.Stages(title: "Share of traffic by stage", stages: stages)
  }

  private static func day(_ attempt: Record?) -> String? {
    attempt?["startedAt"]?.text.flatMap { Instant($0) }?.day.description
  }

  private static func support(_ raw: String?, _ component: String, _ graph: Graph) -> String? {
    guard let raw,
      let cycle = graph.cycle(of: graph.version(raw, of: component), component: component)
    else { return nil }
    let end = cycle.eol.map { " (end of life \($0))" } ?? ""
    return switch cycle.state(on: graph.day) {
    case .upcoming: "not released yet\(end)"
    case .active: "supported\(end)"
    case .security: "security fixes only\(end)"
    case .ended: "out of support\(end)"
    case .unknown: nil
    }
  }

  /// The teams that the page names: the owner, the contacts and whoever does a step.
  private static func teams(_ upgrade: Record) -> [String] {
    let steps = (upgrade["steps"]?.items ?? []) + (upgrade["rollback"]?["steps"]?.items ?? [])
    return ([upgrade["owner"]] + steps.map { $0["owner"] }).compactMap { $0?.text }
      + (upgrade["contacts"]?.texts ?? [])
  }

  private static func contactRows(_ upgrade: Record, _ graph: Graph) -> [Value] {
    var seen: Set<String> = []
    let ids = [upgrade["owner"]?.text].compactMap(\.self) + (upgrade["contacts"]?.texts ?? [])
    return ids.filter { seen.insert($0).inserted }.compactMap { graph.record("team", $0) }.map {
      team in
      [
        "name": .string(team.title), "contact": team["contact"] ?? "",
        "escalation": team["escalation"] ?? [],
      ]
    }
  }
}
