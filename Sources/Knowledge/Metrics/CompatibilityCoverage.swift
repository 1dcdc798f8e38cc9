import Primitives
import Records

extension Metric {
  /// C2: how many of the pairs that must work were tested lately.
  static let compatibilityCoverage = Metric(
    "C2", "compatibility-coverage", title: "Compatibility coverage",
    definition: """
      Supported versions of the subject times supported cycles of the counterpart that have a \
      conclusive test result of the trailing \(TrailingWindow.days) days, over all such pairs; a \
      component without support cycles counts with its newest version, and cycles whose end of \
      life nobody said are left out.
      """,
    source: "Waymark; the support dates are endoflife.date's", breakdown: "pair"
  ) { graph in
    let window = TrailingWindow(upTo: graph.day)
    var excluded = Exclusions()
    let runs = graph.testRuns
    var lines: [String: SupportedLines] = [:]
    for pair in graph.testedOrDeclaredPairs(runs) {
      for component in [pair.subject, pair.counterpart] where lines[component] == nil {
        lines[component] = SupportedLines(of: component, graph, runs, &excluded)
      }
    }
    var tested: [TestRun.Pair: Bool] = [:]
    for run in runs where run.isConclusive {
      let (subject, counterpart) = (run.pair.subject, run.pair.counterpart)
      guard let a = lines[subject]?.line(of: run.pair.subjectVersion),
        let b = lines[counterpart]?.line(of: run.pair.counterpartVersion)
      else { continue }
      let pair = TestRun.Pair(
        subject: subject, subjectVersion: a, counterpart: counterpart, counterpartVersion: b)
      tested[pair] = tested[pair] == true || window.contains(run.ranAt)
    }
    var rows: [(label: String, row: MetricResult.Row)] = []
    for (subject, counterpart) in graph.testedOrDeclaredPairs(runs) {
      for a in lines[subject]?.versions ?? [] {
        for b in lines[counterpart]?.versions ?? [] {
          let pair = TestRun.Pair(
            subject: subject, subjectVersion: a, counterpart: counterpart, counterpartVersion: b)
          let words =
            switch tested[pair] {
            case true?: "tested"
            case false?: "tested more than \(TrailingWindow.days) days ago"
            case nil: "untested"
            }
          let row = MetricResult.Row(
            "\(pair.text): \(words)", counts: tested[pair] == true,
            record: RecordID(kind: "component", id: subject))
          rows.append((pair.label, row))
        }
      }
    }
    if !rows.isEmpty { excluded.note(window.text) }
    return MetricResult(
      total: .share(of: rows.map(\.row)), parts: MetricResult.shares(rows),
      excluded: excluded.texts)
  }
}

/// What of a component is supported on a day: its cycles, or its newest version without any.
private struct SupportedLines {
  /// The supported ones, oldest first.
  let versions: [Version]
  /// The line of each version that was tested, if that is supported.
  private let lines: [Version: Version]

  init(
    of component: String, _ graph: Graph, _ runs: [TestRun], _ excluded: inout Exclusions
  ) {
    let tested = Set(
      runs.flatMap { run in
        (run.pair.subject == component ? [run.pair.subjectVersion] : [])
          + (run.pair.counterpart == component ? [run.pair.counterpartVersion] : [])
      })
    let cycles = graph.cycles(of: component)
    guard cycles.isEmpty else {
      let unknown = cycles.count { $0.isSupported(on: graph.day) == nil }
      excluded.add(
        "cycle of \(component) whose end of life nobody said",
        "cycles of \(component) whose end of life nobody said", count: unknown)
      versions = cycles.filter { $0.isSupported(on: graph.day) == true }.map(\.version)
      let found = tested.compactMap { version in
        graph.cycle(of: version, component: component).map { (version, $0.version) }
      }
      let supported = Set(versions)
      lines = Dictionary(uniqueKeysWithValues: found.filter { supported.contains($0.1) })
      return
    }
    let all = tested.union(graph.releasedVersions(of: component))
    // A pre-release only where there is nothing else.
    let newest = all.filter { !$0.isPrerelease }.max() ?? all.max()
    versions = [newest].compactMap(\.self)
    let same = tested.filter { version in newest.map(version.isSame) == true }
    lines = Dictionary(uniqueKeysWithValues: same.map { ($0, newest ?? $0) })
  }

  /// The supported line that a tested version belongs to; `nil` if it is not supported.
  func line(of version: Version) -> Version? { lines[version] }
}

extension Graph {
  fileprivate func releasedVersions(of component: String) -> [Version] {
    records("release").filter {
      $0.component == component && $0.status == "released"
        && date($0["date"]).map { $0.first <= day } != false
    }.compactMap { $0["version"]?.text.map { version($0, of: component) } }
  }

  /// The pairs of components of which something was tested or declared, in order.
  fileprivate func testedOrDeclaredPairs(
    _ runs: [TestRun]
  ) -> [(subject: String, counterpart: String)] {
    var pairs = Set(runs.map { [$0.pair.subject, $0.pair.counterpart] })
    for component in records("component") {
      for support in (component["cycles"]?.items ?? []).flatMap({ $0["supports"]?.items ?? [] }) {
        if let counterpart = support["component"]?.text {
          pairs.insert([component.id.id, counterpart])
        }
      }
    }
    return pairs.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { ($0[0], $0[1]) }
  }
}
