import Knowledge
import Records

extension CheckRule {
  static let releaseTwice = CheckRule(
    "release.twice", .error, title: "Same version in two release records",
    explanation: """
      Notes, guides and changelogs ask for the release of a version and take the first that they \
      find: what the other one says, its withdrawal for instance, reaches nobody. Merge both into \
      one record and retire the other.
      """,
    triggering: [
      RuleExample(
        "one version, written in two ways",
        [
          Sample.component("app", ["versionScheme": "pep440"]),
          Sample.release("1.1", "2024-02-01"), Sample.release("1.1.0", "2024-02-01"),
        ])
    ],
    passing: [
      RuleExample(
        "two versions",
        [
          Sample.component(), Sample.release("1.1.0", "2024-02-01"),
          Sample.release("1.2.0", "2024-03-01"),
        ])
    ]
  ) { graph in
    let byComponent = Dictionary(grouping: graph.records("release")) { $0.component ?? "" }
    return byComponent.keys.sorted().flatMap { component -> [Breach] in
      let releases = (byComponent[component] ?? []).compactMap { release in
        release["version"]?.text.map {
          (id: release.id, version: graph.version($0, of: component))
        }
      }.sorted { ($0.version, $0.id) < ($1.version, $1.id) }
      return zip(releases, releases.dropFirst()).compactMap { first, second -> Breach? in
        guard first.version.isSame(as: second.version) else { return nil }
        return Breach(
          second.id, "version", "\(first.id) is the release of \(second.version.raw) as well",
          help: "merge both into one record and retire the other", evidence: [first.id])
      }
    }
  }
}
