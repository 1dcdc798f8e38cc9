import Knowledge
import Primitives
import Records

extension CheckRule {
  static let pathUnsupportedIntermediate = CheckRule(
    "path.unsupported-intermediate", .error, title: "Stop at a version that nobody supports",
    explanation: """
      An upgrade that gets stuck half-way stays where it stopped, so every version on the way and the \
      last one should be supported on the day of the plan and not withdrawn. Take another stop. A \
      stop that may not be skipped is let off when `requiredStops` names it. The day is that of the \
      window, else of the first run, else today for plans that are still to be done.
      """,
    triggering: [
      RuleExample(
        "a stop whose life is over",
        [
          Sample.component(
            "app", ["cycles": [["name": "2.0", "released": "2020-01-01", "eol": "2022-01-01"]]]),
          Sample.upgrade(["from": "1.0", "to": "3.0", "through": ["2.0.9"]]),
        ]),
      RuleExample(
        "a release that was withdrawn",
        [
          Sample.component(), Sample.release("2.0.0", "2024-01-01", status: "yanked"),
          Sample.upgrade(["from": "1.0.0", "to": "2.0.0"]),
        ]),
    ],
    passing: [
      RuleExample(
        "a stop that has to be made",
        [
          Sample.component(
            "app", ["cycles": [["name": "2.0", "released": "2020-01-01", "eol": "2022-01-01"]]]),
          Sample.upgrade([
            "from": "1.0", "to": "3.0", "through": ["2.0.9"], "requiredStops": ["2.0.9"],
          ]),
        ]),
      RuleExample(
        "a plan that was carried out while it was supported",
        [
          Sample.component(
            "app", ["cycles": [["name": "2.0", "released": "2020-01-01", "eol": "2025-01-01"]]]),
          Sample.upgrade(["from": "1.0", "to": "3.0", "through": ["2.0.9"], "status": "done"]),
          Sample.attempt("run", ["startedAt": "2024-03-01T10:00:00Z"]),
        ]),
    ]
  ) { graph in
    graph.plans.flatMap { plan -> [Breach] in
      guard let component = plan.component, let day = day(of: plan, graph) else { return [] }
      let required = plan["requiredStops"]?.texts ?? []
      let stops =
        (plan["through"]?.texts ?? []).enumerated()
        .map { ($1, FieldPath("through").appending($0)) }
        + [plan["to"]?.text].compactMap { $0.map { ($0, FieldPath("to")) } }
      return stops.compactMap { raw, path -> Breach? in
        guard !required.contains(raw) else { return nil }
        let version = graph.version(raw, of: component)
        if let release = graph.records("release").first(where: {
          $0.component == component && $0.status == "yanked"
            && graph.version($0["version"]?.text ?? "", of: component).isSame(as: version)
        }) {
          return Breach(
            plan.id, path, "\(component) \(raw) was withdrawn",
            help: "take \(release["yanked"]?["instead"]?.text ?? "another release") instead",
            evidence: [release.id])
        }
        guard let cycle = graph.cycle(of: version, component: component),
          cycle.state(on: day) == .ended
        else { return nil }
        return Breach(
          plan.id, path,
          "\(component) \(raw) was out of support\(cycle.eol.map { " since \($0)" } ?? "") "
            + "on \(day), the day of the plan",
          help:
            "take a supported version, or list it in `requiredStops` if there is no way round it",
          evidence: [RecordID(kind: "component", id: component)])
      }
    }
  }

  /// The day that counts for a plan; `nil` for one that was done on a day that nobody recorded.
  private static func day(of plan: Record, _ graph: Graph) -> CalendarDate? {
    if let start = plan["window"]?["start"]?.text.flatMap({ Instant($0) }) { return start.day }
    let attempts = graph.facts(of: plan).attempts
    if let first = attempts.last?.instant("startedAt") { return first.day }
    return plan.status == "done" ? nil : graph.day
  }
}
