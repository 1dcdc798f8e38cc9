import Primitives
import Records

extension Metric {
  /// D2: how many releases users had before something was removed.
  static let noticeInReleases = Metric(
    "D2", "notice-in-releases", title: "Notice in releases",
    definition: """
      Support cycles released from the announcement on and before the removal or else the planned \
      removal; cycles with long-term support are counted once more on their own line; a plan \
      beyond the last known cycle is open, for more may come; deprecations whose versions or days \
      are not known are left out and counted.
      """,
    source: "Kubernetes deprecation policy, rule 4a; PEP 387"
  ) { graph in
    var excluded = Exclusions()
    let lives = graph.endingLives(&excluded)
    var parts: [MetricResult.Part] = []
    for component in Set(lives.map(\.component)).sorted() {
      let own = lives.filter {
        $0.component == component && $0.notice.fromAnnouncement.contradiction == nil
      }
      excluded.add(
        "deprecation without the versions or days to count",
        "deprecations without the versions or days to count",
        count: own.count { $0.notice.fromAnnouncement.releases == nil })
      parts += [
        releasesPart(component, own, \.releases),
        releasesPart("\(component), long-term support only", own, \.longTermReleases),
      ].compactMap(\.self)
    }
    return MetricResult(
      total: parts.isEmpty ? .spread([], unit: "releases") : nil, parts: parts,
      excluded: excluded.texts)
  }

  private static func releasesPart(
    _ label: String, _ lives: [DeprecationLife], _ count: KeyPath<Notice.Length, Int?>
  ) -> MetricResult.Part? {
    var (values, open, rows): ([Int], Int, [MetricResult.Row]) = ([], 0, [])
    for life in lives {
      let length = life.notice.fromAnnouncement
      guard let releases = length[keyPath: count] else { continue }
      let words = "\(releases) \(releases == 1 ? "release" : "releases")"
      if length.isLowerBound {
        open += 1
        rows.append(
          MetricResult.Row("\(life.subject): at least \(words)", record: life.record.id))
      } else {
        values.append(releases)
        let mark = life.state == .removed ? "" : " (planned)"
        rows.append(
          MetricResult.Row("\(life.subject): \(words)\(mark)", record: life.record.id))
      }
    }
    return rows.isEmpty
      ? nil : MetricResult.Part(label, .spread(values, open: open, unit: "releases"), rows: rows)
  }
}
