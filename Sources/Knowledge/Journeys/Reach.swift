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
  let line: String

  init(_ graph: Graph, _ component: String, _ version: Version) {
    (self.graph, self.component, self.version) = (graph, component, version)
    line = graph.line(of: version, component)
  }

  /// Those of the releases that carry a change by which the version has it; none if it lacks it.
  func among(_ carriers: [PlacedVersion]) -> [PlacedVersion] {
    let own = carriers.filter { $0.line == line }
    let reached = own.filter { !version.isOlder(than: $0.version) }
    // The line of the version got it later.
    guard own.isEmpty || !reached.isEmpty else { return [] }
    let older = carriers.filter { $0.line != line && $0.version.isOlder(than: version) }
    guard !older.isEmpty else { return reached }
    // Where the line has a release of its own with it, what came after the line began is no way.
    let bound = own.isEmpty ? date(version) : beginning
    return older.filter { isInTime($0.version, bound) } + reached
  }

  /// Whether the version can have what a release brought.
  func has(_ release: String) -> Bool {
    !among([graph.placed(release, of: component)]).isEmpty
  }

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
      release["version"]?.text.map { graph.placed($0, of: component).line == line } == true
    }.compactMap { graph.date($0["date"]) }.min { $0.first < $1.first }
      ?? graph.cycle(of: version, component: component)?.released
  }
}
