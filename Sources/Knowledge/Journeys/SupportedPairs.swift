import Primitives
import Records

/// Which versions of which components work together: as declared, else as tested.
///
/// A declaration decides, for it is a promise; a test decides where neither side declares anything.
/// A pair of which nobody speaks is no conflict: untested is not failed.
struct SupportedPairs {
  private struct Counterpart: Hashable {
    let component: String
    let version: Version
    let other: String
  }

  private let declared: [Counterpart: [VersionRange]]
  private let matrices: [CompatibilityMatrix]

  init(_ graph: Graph) {
    var declared: [Counterpart: [VersionRange]] = [:]
    for component in graph.records("component") {
      for cycle in component["cycles"]?.items ?? [] {
        guard let name = cycle["name"]?.text else { continue }
        for entry in cycle["supports"]?.items ?? [] {
          guard let other = entry["component"]?.text,
            let range = entry["range"]?.text.flatMap({ graph.range($0, of: other) })
          else { continue }
          let key = Counterpart(
            component: component.id.id, version: graph.version(name, of: component.id.id),
            other: other)
          declared[key, default: []].append(range)
        }
      }
    }
    self.declared = declared
    matrices = graph.compatibilityMatrices
  }

  /// Why two versions do not work together; `nil` if they do or nobody says.
  func conflict(
    _ a: String, _ left: PathSearch.Stop, _ b: String, _ right: PathSearch.Stop
  ) -> String? {
    let (mine, yours) = (ranges(a, left, b), ranges(b, right, a))
    if let range = mine.first, !mine.contains(where: { holds($0, right) }) {
      return "\(a) \(left.version) supports \(b) \(range.text)"
    }
    if let range = yours.first, !yours.contains(where: { holds($0, left) }) {
      return "\(b) \(right.version) supports \(a) \(range.text)"
    }
    guard mine.isEmpty, yours.isEmpty else { return nil }
    let outcome = tested(a, left, b, right) ?? tested(b, right, a, left)
    guard outcome == .fail || outcome == .error else { return nil }
    return "its tests failed"
  }

  /// Whether nobody says that two versions work though somebody speaks of the two components.
  func isUnproven(
    _ a: String, _ left: PathSearch.Stop, _ b: String, _ right: PathSearch.Stop
  ) -> Bool {
    guard ranges(a, left, b).isEmpty, ranges(b, right, a).isEmpty else { return false }
    let outcome = tested(a, left, b, right) ?? tested(b, right, a, left)
    guard outcome != .pass else { return false }
    return declared.keys.contains {
      ($0.component == a && $0.other == b) || ($0.component == b && $0.other == a)
    }
      || matrices.contains {
        ($0.subject == a && $0.counterpart == b) || ($0.subject == b && $0.counterpart == a)
      }
  }

  private func ranges(_ component: String, _ stop: PathSearch.Stop, _ other: String)
    -> [VersionRange]
  {
    let version = stop.cycle?.version ?? stop.version
    return declared[Counterpart(component: component, version: version, other: other)] ?? []
  }

  /// Whether a version lies in a range; of a whole cycle its first or its newest release may.
  private func holds(_ range: VersionRange, _ stop: PathSearch.Stop) -> Bool {
    if range.contains(stop.version) { return true }
    guard let cycle = stop.cycle, cycle.version.raw == stop.version.raw, let latest = cycle.latest
    else { return false }
    return range.contains(Version(latest, stop.version.scheme))
  }

  private func tested(
    _ a: String, _ left: PathSearch.Stop, _ b: String, _ right: PathSearch.Stop
  ) -> CompatibilityMatrix.Outcome? {
    guard let matrix = matrices.first(where: { $0.subject == a && $0.counterpart == b }) else {
      return nil
    }
    let column = right.cycle?.version ?? right.version
    // Of several tested versions of one cycle the newest speaks for it.
    let rows = matrix.rows.filter { row in
      row == left.version
        || left.cycle.map { cycle in
          cycle.version.raw == left.version.raw && row.raw.hasPrefix(cycle.version.raw + ".")
        } ?? false
    }
    return rows.first.flatMap { matrix.cell($0, column) }.map(\.outcome)
  }
}
