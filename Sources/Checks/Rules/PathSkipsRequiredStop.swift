import Knowledge
import Primitives
import Records

extension CheckRule {
  static let pathSkipsRequiredStop = CheckRule(
    "path.skips-required-stop", .error, title: "Plan that leaves out a required stop",
    explanation: """
      Some versions may not be skipped: they carry data migrations that later ones no longer have. A \
      plan whose way passes over one that this plan, or another plan of the same component, names in \
      `requiredStops` has to list it under `through:`. Add the stop with its steps.
      """,
    triggering: [
      RuleExample(
        "a stop of its own that is not on the way",
        [
          Sample.component(),
          Sample.upgrade(["from": "1.0", "to": "3.0", "requiredStops": ["2.0"]]),
        ]),
      RuleExample(
        "a stop that another plan knows of",
        [
          Sample.component(),
          Sample.upgrade(["from": "1.0", "to": "3.0"], id: "app-1-to-3"),
          Sample.upgrade(
            ["from": "1.5", "to": "2.5", "through": ["2.0"], "requiredStops": ["2.0"]],
            id: "app-1.5-to-2.5"),
        ]),
    ],
    passing: [
      RuleExample(
        "the stop is on the way",
        [
          Sample.component(),
          Sample.upgrade([
            "from": "1.0", "to": "3.0", "through": ["2.0.4"], "requiredStops": ["2.0"],
          ]),
        ])
    ]
  ) { graph in
    graph.plans.flatMap { plan -> [Breach] in
      guard let component = plan.component, let from = plan["from"]?.text,
        let to = plan["to"]?.text
      else { return [] }
      let (start, end) = (graph.version(from, of: component), graph.version(to, of: component))
      let passed = (plan["through"]?.texts ?? []).map { graph.version($0, of: component) }
      var seen: Set<String> = []
      let declaring = [plan] + graph.plans.filter { $0.id != plan.id && $0.component == component }
      return declaring.flatMap { other in
        (other["requiredStops"]?.texts ?? []).compactMap { raw -> Breach? in
          let stop = graph.version(raw, of: component)
          guard start.isOlder(than: stop), stop.isOlder(than: end), seen.insert(raw).inserted,
            !passed.contains(where: { isIn($0, stop) })
          else { return nil }
          return Breach(
            plan.id, plan["through"] == nil ? "to" : "through",
            "the way from \(from) to \(to) passes over \(raw), which may not be skipped"
              + (other.id == plan.id ? "" : " as \(other.id) says"),
            help: "add \(raw) to `through:`, with the steps that it needs",
            evidence: other.id == plan.id ? [] : [other.id])
        }
      }
    }
  }

  /// Whether a version is a stop or belongs to the stop's series: 2.0.4 stops at 2.0.
  private static func isIn(_ version: Version, _ stop: Version) -> Bool {
    if version.isSame(as: stop) { return true }
    return (try? VersionRange(parsing: stop.raw, scheme: stop.scheme))?.contains(version) == true
  }
}
