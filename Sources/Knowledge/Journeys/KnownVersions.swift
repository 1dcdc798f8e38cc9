import Primitives
import Records

/// A version with the name of the support cycle that it belongs to, else its first two numbers.
struct PlacedVersion: Sendable {
  let version: Version
  let line: String
}

/// The versions that the records of one component name, read once: each is compared with many others.
struct KnownVersions: Sendable {
  private var known: [String: PlacedVersion] = [:]
  /// The versions that carry each change, in the order in which it names them.
  private var carriers: [String: [PlacedVersion]] = [:]

  /// The version with this text.
  subscript(raw: String) -> PlacedVersion? { known[raw] }

  /// The versions that carry a change of the component.
  func carriers(of change: Record) -> [PlacedVersion]? { carriers[change.id.id] }

  /// For each component the versions that its releases, plans and changes name.
  static func all(
    _ records: [String: [String: [Record]]], _ schemes: [String: VersionScheme],
    _ cycles: [String: SupportCycles]
  ) -> [String: KnownVersions] {
    var all: [String: KnownVersions] = [:]
    for (kind, fields) in [("release", ["version"]), ("upgrade", ["from", "to"]), ("change", [])] {
      for (component, records) in records[kind] ?? [:] {
        var versions = all[component] ?? KnownVersions()
        func placed(_ text: String) -> PlacedVersion {
          if let known = versions.known[text] { return known }
          let version = Version(text, schemes[component] ?? .generic)
          let line = cycles[component]?.line(of: version) ?? version.series(components: 2)
          let placed = PlacedVersion(version: version, line: line)
          versions.known[text] = placed
          return placed
        }
        for record in records {
          for text in fields.compactMap({ record[$0]?.text }) { _ = placed(text) }
          if kind == "change" {
            versions.carriers[record.id.id] = Graph.carrierNames(of: record).map(placed)
          }
        }
        all[component] = versions
      }
    }
    return all
  }
}

extension Record {
  /// Whether a release was taken back by its makers: its status says so, or it says why.
  public var isWithdrawn: Bool { status == "yanked" || self["yanked"] != nil }
}

extension Graph {
  /// The versions that carry a change of a component.
  func carriers(of change: Record, _ component: String) -> [PlacedVersion] {
    if let known = knownVersions(of: component)?.carriers(of: change) {
      // What was read once is read by whoever asks.
      for bit in Self.carrying { Reads.note(field: bit, kind: Self.changes) }
      return known
    }
    return Self.carrierNames(of: change).map { placed($0, of: component) }
  }

  /// The version with this text, and its line.
  func placed(_ raw: String, of component: String) -> PlacedVersion {
    placed(version(raw, of: component), component)
  }

  func placed(_ version: Version, _ component: String) -> PlacedVersion {
    PlacedVersion(version: version, line: line(of: version, component))
  }

  /// The names of the versions that carry a change: its release, then those that it was brought to.
  static func carrierNames(of change: Record) -> [String] {
    [change["release"]?.text].compactMap(\.self) + (change["backports"]?.texts ?? [])
  }

  /// The release of a version, however either of them is written; `nil` if no record states one.
  public func release(_ version: Version, of component: String) -> Record? {
    records("release", of: component).first { release in
      release["version"]?.text.map { self.version($0, of: component).isSame(as: version) } == true
    }
  }

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
