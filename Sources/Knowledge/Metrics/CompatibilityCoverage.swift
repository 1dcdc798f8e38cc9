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
    var lines: [String: [SupportLine]] = [:]
    func supported(_ component: String) -> [SupportLine] {
      if let known = lines[component] { return known }
      let found = graph.supportedLines(of: component, &excluded)
      lines[component] = found
      return found
    }
    let runs = graph.testRuns
    var tested: [TestRun.Pair: Bool] = [:]
    for run in runs where run.isConclusive {
      let (subject, counterpart) = (run.pair.subject, run.pair.counterpart)
      guard let a = supported(subject).first(where: { $0.holds(run.pair.subjectVersion) }),
        let b = supported(counterpart).first(where: { $0.holds(run.pair.counterpartVersion) })
      else { continue }
      let pair = TestRun.Pair(
        subject: subject, subjectVersion: a.version, counterpart: counterpart,
        counterpartVersion: b.version)
      tested[pair] = tested[pair] == true || window.contains(run.ranAt)
    }
    var rows: [(label: String, row: MetricResult.Row)] = []
    for (subject, counterpart) in graph.testedOrDeclaredPairs(runs) {
      for a in supported(subject) {
        for b in supported(counterpart) {
          let pair = TestRun.Pair(
            subject: subject, subjectVersion: a.version, counterpart: counterpart,
            counterpartVersion: b.version)
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

/// A version, or all versions of a support cycle.
struct SupportLine {
  let version: Version
  let holds: (Version) -> Bool
}

extension Graph {
  /// The supported cycles of a component, else its newest version, oldest first.
  fileprivate func supportedLines(
    of component: String, _ excluded: inout Exclusions
  ) -> [SupportLine] {
    let cycles = cycles(of: component)
    guard cycles.isEmpty else {
      let unknown = cycles.count { $0.isSupported(on: day) == nil }
      excluded.add(
        "cycle of \(component) whose end of life nobody said",
        "cycles of \(component) whose end of life nobody said", count: unknown)
      return cycles.filter { $0.isSupported(on: day) == true }.map { cycle in
        SupportLine(version: cycle.version) { tested in
          self.cycle(of: tested, component: component)?.version == cycle.version
        }
      }
    }
    return newest(of: component).map { newest in
      [SupportLine(version: newest) { $0.isSame(as: newest) }]
    } ?? []
  }

  /// The newest version that was released or tested by the day; a pre-release only if all are.
  private func newest(of component: String) -> Version? {
    let released = records("release").filter {
      $0.component == component && $0.status == "released"
        && date($0["date"]).map { $0.first <= day } != false
    }.compactMap { $0["version"]?.text.map { version($0, of: component) } }
    let tested = testRuns.flatMap { run in
      [
        run.pair.subject == component ? run.pair.subjectVersion : nil,
        run.pair.counterpart == component ? run.pair.counterpartVersion : nil,
      ].compactMap(\.self)
    }
    let all = released + tested
    return all.filter { !$0.isPrerelease }.max() ?? all.max()
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
