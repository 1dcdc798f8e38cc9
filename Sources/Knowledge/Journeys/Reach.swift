import Primitives
import Records

/// What one version has of what was released on several lines.
///
/// Numbers alone mislead: 2.0.2 of July is lower than 3.0.0 of June, and what it mended is not in
/// it. A version has what its own line got up to it, and of older lines what came out no later.
struct Reach {
  let graph: Graph
  let component: String
  let version: Version
  private let line: String

  init(_ graph: Graph, _ component: String, _ version: Version) {
    (self.graph, self.component, self.version) = (graph, component, version)
    line = graph.line(of: version, component)
  }

  /// Those of the releases that carry a change by which the version has it; none if it lacks it.
  func among(_ carriers: [Version]) -> [Version] {
    let own = carriers.filter(isOwn)
    let reached = own.filter { !version.isOlder(than: $0) }
    // The line of the version got it later.
    guard own.isEmpty || !reached.isEmpty else { return [] }
    let older = carriers.filter { $0.isOlder(than: version) && !isOwn($0) }
    guard !older.isEmpty else { return reached }
    // Where the line has a release of its own with it, what came after the line began is no way.
    let bound = own.isEmpty ? date(version) : beginning
    return older.filter { isInTime($0, bound) } + reached
  }

  /// Whether the version can have what a release brought.
  func has(_ release: Version) -> Bool { !among([release]).isEmpty }

  private func isOwn(_ other: Version) -> Bool { graph.line(of: other, component) == line }

  private func date(_ version: Version) -> PartialDate? {
    graph.releaseDate(of: version.raw, component: component)
  }

  /// Not known to have come out later.
  private func isInTime(_ release: Version, _ bound: PartialDate?) -> Bool {
    guard let bound, let out = date(release) else { return true }
    return out.first <= bound.last
  }

  /// When the first release of the version's line came out.
  private var beginning: PartialDate? {
    graph.records("release", of: component).filter { release in
      release["version"]?.text.map { isOwn(graph.version($0, of: component)) } == true
    }.compactMap { graph.date($0["date"]) }.min { $0.first < $1.first }
      ?? graph.cycle(of: version, component: component)?.released
  }
}
