import Primitives
import Records

/// Which version brings each change to the reader of one version's notes or of those of a range.
struct Arrivals {
  private let graph: Graph
  private let component: String
  /// What the reader has already; the same as the end for the notes of one version.
  private let start: Reach
  private let end: Reach
  private let isRange: Bool

  /// `nil` for what no version has yet.
  init?(_ graph: Graph, _ component: String, _ scope: NotesScope) {
    (self.graph, self.component) = (graph, component)
    func reach(_ raw: String) -> Reach {
      Reach(graph, component, graph.version(raw, of: component))
    }
    switch scope {
    case .unreleased: return nil
    case .release(let raw):
      end = reach(raw)
      (start, isRange) = (end, false)
    case .range(let from, let to): (start, end, isRange) = (reach(from), reach(to), true)
    }
  }

  /// The version with which the reader gets the change; `nil` if that is outside of the scope.
  func arrival(of change: Record) -> Version? {
    let carriers = graph.carriers(of: change, component)
    guard isRange else {
      return carriers.contains { $0.version.isSame(as: end.version) } ? end.version : nil
    }
    // Nearly all changes of a component are in no version of the range.
    guard
      carriers.contains(where: {
        start.version.isOlder(than: $0.version) && !end.version.isOlder(than: $0.version)
      })
    else { return nil }
    let isKnown = carriers.contains {
      $0.line == start.line && !start.version.isOlder(than: $0.version)
    }
    guard !isKnown || carriers.count == 1 else { return nil }
    return end.among(carriers).map(\.version).filter { start.version.isOlder(than: $0) }.min()
      .map { collapsed($0, until: end.version) }
  }

  /// The release that follows a pre-release within a range; the version itself if there is none.
  private func collapsed(_ version: Version, until end: Version) -> Version {
    guard version.isPrerelease, !end.isPrerelease else { return version }
    let following = graph.records("release", of: component).compactMap { release in
      release["version"]?.text.map { graph.version($0, of: component) }
    }.filter { !$0.isPrerelease && !$0.isOlder(than: version) && !end.isOlder(than: $0) }
    return following.min() ?? version
  }
}
