import Knowledge
import Primitives
import Records
import Templating

/// The steps of a runbook, forward and back.
extension RunbookFacts {
  static let steps = Shape.rows(
    .field("number", .text, "its number; those of the way back begin with R"),
    .field("anchor", .link, "its place on the page"),
    .field("declared", .object(RecordShape.members("upgrade", "steps")), "what the record says"),
    .maybe("variables", .code, "the shell's lines that set the variables that it needs"),
    .maybe("owner", .text, "the team that does it, where that is not the plan's owner"),
    .maybe("doneBy", .text, "the team that does it: its own owner, else the plan's"),
    .maybe("lastTook", .duration, "how long it took in the newest run that timed it"),
    .maybe("lastPlace", .text, "where that run was"),
    .maybe("wayBack", .text, "what it costs to take it back, where that is not nothing"),
    .maybe("migration", Links.shape, "the migration that it runs"),
    .field("checks", CheckFacts.list, "what is watched while it runs"),
    .maybe("undoStep", stepLink, "the step that takes it back"),
    .maybe("failureStep", stepLink, "the step to go on with when it fails"),
    .field("failure", .text, "what to do when it fails, in words"),
    .maybe("isPointOfNoReturn", .bool, "true if the way back is closed after it"),
    .maybe("isAfterPointOfNoReturn", .bool, "true if the way back is closed when it is run"),
    .field("notes", LessonFacts.list, "the lessons that match it"))

  static let phases = Shape.rows(
    .field("name", .text, "the phase"), .field("steps", steps, "its steps"))

  static func phaseRows(
    _ upgrade: Record, _ matches: [LessonMatch], _ plan: PlanFacts, _ links: Links, _ graph: Graph,
    _ place: Places
  ) -> Value {
    var phases: [(name: String, steps: [Value])] = []
    for step in place.forward {
      let name = step["phase"]?.text ?? "apply"
      let row = row(step, upgrade, matches, plan, links, graph, place)
      if phases.last?.name == name {
        phases[phases.count - 1].steps.append(row)
      } else {
        phases.append((name, [row]))
      }
    }
    return .list(phases.map { ["name": .string($0.name), "steps": .list($0.steps)] })
  }

  static func row(
    _ step: Value, _ upgrade: Record, _ matches: [LessonMatch], _ plan: PlanFacts, _ links: Links,
    _ graph: Graph,
    _ place: Places
  ) -> Value {
    let key = step["key"]?.text ?? ""
    var row = Object()
    row.append("number", .string(place.number(key)))
    row.append("anchor", .string("step-\(key)"))
    row.append("declared", RecordShape.data(step.object ?? Object(), stepFields))
    row.set("variables", ShellWords.assignments(step["environment"]?.object))
    let owner = graph.record("team", step["owner"]?.text)
    row.set("owner", owner?.title)
    row.set("doneBy", (owner ?? graph.record("team", upgrade["owner"]?.text))?.title)
    let last = lastTook([key] + (step["aliases"]?.texts ?? []), plan)
    row.set("lastTook", last?.length)
    row.set("lastPlace", last?.place)
    row.set("wayBack", wayBack(step["reversible"]?.text))
    row.set("migration", links.to(graph.record("migration", step["migration"]?.text)))
    row.append("checks", CheckFacts.rows(step["checks"]))
    row.set("undoStep", step["undo"]?["step"]?.text.flatMap { place.link($0) })
    let action = step["onFailure"]?.text ?? "abort"
    row.set(
      "failureStep", action.hasPrefix("step:") ? place.link(String(action.dropFirst(5))) : nil)
    row.append("failure", .string(failure(action)))
    if let last = upgrade["rollback"]?["pointOfNoReturn"]?.text.flatMap({ place.position($0) }),
      let own = place.position(key)
    {
      if own == last { row.append("isPointOfNoReturn", true) }
      if own > last { row.append("isAfterPointOfNoReturn", true) }
    }
    row.append(
      "notes", .list(matches.filter { $0.step == key }.map { LessonFacts.row($0, links, graph) }))
    return .object(row)
  }

  private static func wayBack(_ reversible: String?) -> String? {
    switch reversible {
    case "lossy": "Taken back only with losses"
    case "restore-only": "Taken back only from a backup"
    case "no": "Can't be taken back"
    default: nil
    }
  }

  /// How long the step took in the newest run that timed it from start to end.
  ///
  /// Runs from before the step was renamed name it by one of its aliases.
  private static func lastTook(_ keys: [String], _ plan: PlanFacts) -> (
    length: String, place: String?
  )? {
    for attempt in plan.attempts {
      for step in attempt["steps"]?.items ?? [] {
        guard let key = step["key"]?.text, keys.contains(key),
          let start = step["startedAt"]?.text.flatMap({ Instant($0) }),
          let end = step["endedAt"]?.text.flatMap({ Instant($0) })
        else { continue }
        return (start.span(to: end).description, attempt["environment"]?.text)
      }
    }
    return nil
  }

  private static let stepFields =
    KindCatalog.kind("upgrade")?.fields.first { $0.name == "steps" }?.type.fields ?? []

  private static func failure(_ action: String) -> String {
    switch action {
    case "abort": "stop here"
    case "continue": "note it and go on"
    case "rollback": "go back, by the steps of the rollback"
    case let action where action.hasPrefix("retry("):
      "try again, \(times(action.dropFirst(6).dropLast())), then stop"
    default: "go on with"
    }
  }

  private static func times(_ number: Substring) -> String {
    switch number {
    case "1": "once"
    case "2": "at most twice"
    default: "at most \(number) times"
    }
  }
}
