import Knowledge
import Primitives
import Records
import Templating

/// The ways between the versions of a component, as a drawing and as the rows of its table.
enum ComponentPaths {
  static let rows = Shape.rows(
    .field("number", .number, "its number in the drawing"),
    .field("runbook", Links.shape, "the runbook"),
    .field("guide", .link, "the migration guide"),
    .field("from", .text, "where it starts"), .field("to", .text, "where it ends"),
    .maybe("stops", .text, "the versions on the way that may not be skipped"),
    .maybe("through", .text, "all versions on the way"),
    .field("strategy", .text, "how it is rolled out"),
    .field("status", .text, "where it stands"))

  /// Upgrades by where they start and end, the oldest versions first.
  static func ordered(_ upgrades: [Record], _ graph: Graph) -> [Record] {
    upgrades.sorted { left, right in
      for field in ["from", "to"] {
        let (a, b) = (version(left, field, graph), version(right, field, graph))
        if a != b { return a < b }
      }
      return left.id < right.id
    }
  }

  static func row(_ upgrade: Record, number: Int, _ links: Links) -> Value {
    var row = Object()
    row.append("number", .int(number))
    row.append("runbook", links.to(upgrade.id))
    row.append(
      "guide", .string(links.address(of: DocumentKey("migration-guide", upgrade.id.id))))
    row.append("from", upgrade["from"] ?? "")
    row.append("to", upgrade["to"] ?? "")
    for (name, field) in [("stops", "requiredStops"), ("through", "through")] {
      let versions = upgrade[field]?.texts ?? []
      if !versions.isEmpty { row.append(name, .string(versions.joined(separator: ", "))) }
    }
    row.append("strategy", upgrade["strategy"] ?? "")
    row.append("status", .string(upgrade.status))
    return .object(row)
  }

  /// `nil` where there is no way to draw.
  ///
  /// - `upgrades`: in the order of their numbers.
  static func figure(
    _ component: Record, _ upgrades: [Record], _ graph: Graph, _ links: Links
  ) -> Figure.Paths? {
    guard !upgrades.isEmpty else { return nil }
    let id = component.id.id
    let required = upgrades.flatMap { $0["requiredStops"]?.texts ?? [] }
      .map { graph.version($0, of: id) }
    let stops = versions(upgrades, graph, id)
    func place(_ raw: String?) -> Int? {
      raw.flatMap { raw in
        let wanted = graph.version(raw, of: id)
        return stops.firstIndex { $0.isSame(as: wanted) }
      }
    }
    let ways = upgrades.compactMap { upgrade -> Figure.Paths.Way? in
      guard let from = place(upgrade["from"]?.text), let to = place(upgrade["to"]?.text),
        from != to
      else { return nil }
      let passed = (upgrade["requiredStops"]?.texts ?? []).compactMap(place)
      return Figure.Paths.Way(
        from: from, to: to,
        through: passed.filter { min(from, to) < $0 && $0 < max(from, to) },
        label: "\(component.title) \(upgrade["from"]?.text ?? "") to \(upgrade["to"]?.text ?? "")",
        href: links.address(of: upgrade.id) ?? "", status: upgrade.status)
    }
    return Figure.Paths(
      title: "Ways between the versions of \(component.title)",
      stops: stops.map { version in
        stop(
          version, isRequired: required.contains { $0.isSame(as: version) },
          graph.cycle(of: version, component: id), graph)
      },
      ways: ways)
  }

  /// The versions that ways touch, and every other cycle that is supported or between them; newest
  /// first.
  private static func versions(_ upgrades: [Record], _ graph: Graph, _ id: String) -> [Version] {
    let touched = upgrades.flatMap { upgrade in
      [upgrade["from"]?.text, upgrade["to"]?.text].compactMap(\.self)
        + (upgrade["through"]?.texts ?? []) + (upgrade["requiredStops"]?.texts ?? [])
    }.map { graph.version($0, of: id) }
    guard let oldest = touched.min() else { return [] }
    var versions: [Version] = []
    let cycles = graph.cycles(of: id).filter { cycle in
      guard cycle.version > oldest else { return false }
      // A version on a way, such as 1.10.17, stands for its cycle.
      return !touched.contains {
        graph.cycle(of: $0, component: id)?.version.isSame(as: cycle.version) == true
      }
    }
    for version in touched + cycles.map(\.version)
    where !versions.contains(where: { $0.isSame(as: version) }) {
      versions.append(version)
    }
    return versions.sorted(by: >)
  }

  private static func stop(
    _ version: Version, isRequired: Bool, _ cycle: SupportCycle?, _ graph: Graph
  ) -> Figure.Paths.Stop {
    let end = cycle?.eol.map { "\($0)" }
    let term = cycle?.isLongTerm == true ? "long term, " : ""
    let (support, words): (Figure.Paths.Stop.Support, String) =
      switch cycle?.state(on: graph.day) {
      case .active: (.supported, "\(term)supported" + (end.map { " until \($0)" } ?? ""))
      case .security: (.security, "\(term)security fixes" + (end.map { " until \($0)" } ?? ""))
      case .ended: (.ended, "\(term)ended" + (end.map { " on \($0)" } ?? ""))
      case .upcoming:
        (.upcoming, "\(term)not out yet" + (cycle?.released.map { ", planned \($0)" } ?? ""))
      case .unknown, nil: (.unknown, "")
      }
    return Figure.Paths.Stop(
      label: version.raw, note: words, support: support, isRequired: isRequired)
  }

  private static func version(_ upgrade: Record, _ field: String, _ graph: Graph) -> Version {
    graph.version(upgrade[field]?.text ?? "", of: upgrade.component ?? "")
  }
}
