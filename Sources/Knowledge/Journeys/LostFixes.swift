import Primitives
import Records

extension Graph {
  /// Fixes that one version has and another lacks, ordered by kind and id.
  ///
  /// A newer version can lack them: a hole closed in 4.2.16 and 5.0.9 is open again in 5.0.8. A hole
  /// that only came after `from` is new, not lost. Source: reference/domain.md §0.7, OSV ranges.
  func lostFixes(of component: String, from: Version, to: Version) -> [Record] {
    let ends = (from: Reach(self, component, from), to: Reach(self, component, to))
    let changes = records("change", of: component).filter {
      $0.status == "done" && $0["security"] != nil && isLost(change: $0, component, ends)
    }
    let issues = records("known-issue", of: component).filter {
      $0.status != "not-affected" && isLost(issue: $0, from, to)
    }
    return changes + issues
  }

  private func isLost(issue: Record, _ from: Version, _ to: Version) -> Bool {
    guard !affects(issue, from), affects(issue, to) else { return false }
    let component = issue.component ?? ""
    let fixes =
      (issue["affected"]?.items ?? []).compactMap { $0["fixed"]?.text }
      + (issue["fixedIn"]?.texts ?? [])
    return fixes.contains { !from.isOlder(than: version($0, of: component)) }
  }

  private func isLost(
    change: Record, _ component: String, _ ends: (from: Reach, to: Reach)
  ) -> Bool {
    let named =
      (change["security"]?["fixedIn"]?.texts ?? []) + (change["backports"]?.texts ?? [])
      + [change["release"]?.text].compactMap(\.self)
    let fixes = named.map { placed($0, of: component) }
    let known = ends.from.among(fixes)
    guard !known.isEmpty, ends.to.among(fixes).isEmpty else { return false }
    guard let text = change["security"]?["affected"]?.text, let range = range(text, of: component)
    else { return true }
    // Ranges such as `<3.1` forget the fixes of older lines; a fix that the record names tells.
    let isMended = known.contains { $0.line == ends.from.line }
    return range.contains(ends.to.version) && (isMended || !range.contains(ends.from.version))
  }

  /// The support cycle of a version, else its first two numbers.
  func line(of version: Version, _ component: String) -> String {
    let cycles = supportCycles(of: component)
    return knownVersions(of: component)?[version.raw]?.line ?? cycles?.line(of: version)
      ?? version.series(components: 2)
  }
}
