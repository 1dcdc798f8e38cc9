import Primitives
import Records

extension Graph {
  /// Whether something that is recorded has a version: a release, a support cycle or an entry.
  ///
  /// Also true where neither releases nor cycles of the component are recorded: nobody can say then.
  public func knows(_ raw: String, of component: String) -> Bool {
    let wanted = version(raw, of: component)
    let releases = records("release", of: component)
    if releases.isEmpty, cycles(of: component).isEmpty { return true }
    return cycle(of: wanted, component: component) != nil
      || releases.contains { release in
        release["version"]?.text.map { version($0, of: component).isSame(as: wanted) } == true
      } || carriesChanges(raw, of: component)
  }

  /// The names of a component's releases and support cycles, for those who mistyped one.
  public func versionNames(of component: String) -> [String] {
    records("release", of: component).compactMap { $0["version"]?.text }
      + cycles(of: component).map(\.version.raw)
  }
}
