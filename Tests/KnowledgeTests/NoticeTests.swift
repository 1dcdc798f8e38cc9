import Primitives
import Records
import Testing

@testable import Knowledge

/// Cycles one year apart, 3.0 from 2020 to 3.6 in 2026; the even ones have long-term support.
private let cycles: [(String, String, String)] = (0...6).map {
  ("3.\($0)", "\(2020 + $0)-01-01", "")
}

private func graph(
  _ records: Record..., policy: Object? = nil, on: CalendarDate = today
) -> Graph {
  var all = records
  all.append(
    component("lib", cycles: cycles, longTerm: ["3.0", "3.2", "3.4", "3.6"], policy: "promise"))
  if let policy { all.append(record("policy", "promise", policy)) }
  return Graph(records: all, day: on)
}

private func deprecation(_ fields: Object) -> Record { deprecation("old", fields) }

private func deprecation(_ id: String, _ fields: Object) -> Record {
  var all: Object = ["component": "lib", "subject": .string(id)]
  for member in fields.members { all[member.name] = member.value }
  return record("deprecation", id, all)
}

private func notice(_ fields: Object, policy: Object? = nil) -> Notice? {
  graph(deprecation("old", fields), policy: policy).deprecations.first?.notice
}

@Suite("notice")
struct NoticeTests {
  @Test("by day: from the last day of the announcement to the first of the removal")
  func days() {
    #expect(
      notice(["announced": ["on": "2024-01-01"], "removed": ["on": "2024-03-01"]])?.days == 60)
    #expect(notice(["announced": ["on": "2024-01"], "removed": ["on": "2024-03"]])?.days == 30)
    // Both may be the same day.
    #expect(notice(["announced": ["on": "2024"], "removed": ["on": "2024-03-01"]])?.days == 0)
  }

  @Test("an end before the start is a contradiction and no number")
  func contradiction() {
    let byDay = notice(["announced": ["on": "2024-03-02"], "removed": ["on": "2024-03-01"]])
    #expect(byDay?.days == nil)
    #expect(
      byDay?.given.contradiction == "the end on 2024-03-01 lies before the start on 2024-03-02")
    let byVersion = notice(["announced": ["version": "3.10"], "removed": ["version": "3.9"]])
    #expect(byVersion?.releases == nil)
    #expect(byVersion?.given.contradiction == "the end with 3.9 lies before the start with 3.10")
  }

  @Test("releases by version, with those of long-term support apart, and days derived from them")
  func releases() {
    let notice = notice(["announced": ["version": "3.1"], "removed": ["version": "3.5"]])
    #expect(notice?.releases == 4)
    #expect(notice?.given.longTermReleases == 2)
    #expect(notice?.days == 1461)
    #expect(notice?.isDerived == true)
    #expect(notice?.given.isLowerBound == false)
  }

  @Test("releases by day where only days are known")
  func releasesByDay() {
    #expect(
      notice(["announced": ["on": "2021-01-01"], "removed": ["on": "2023-01-01"]])?.releases == 2)
    #expect(
      notice(["announced": ["on": "2021-01-02"], "removed": ["on": "2023-01-02"]])?.releases == 2)
  }

  @Test("a plan beyond the last known cycle is a lower bound, also one by day in the future")
  func lowerBound() {
    let version = notice(["announced": ["version": "3.5"], "plannedRemoval": ["version": "3.9"]])
    #expect(version?.releases == 2)
    #expect(version?.given.isLowerBound == true)
    let byDay = notice(["announced": ["on": "2025-06-01"], "plannedRemoval": ["on": "2028-01-01"]])
    #expect(byDay?.releases == 1)
    #expect(byDay?.given.isLowerBound == true)
    // A patch of a known cycle has nothing undeclared before it.
    let patch = notice(["announced": ["version": "3.5"], "removed": ["version": "3.6.1"]])
    #expect(patch?.given.isLowerBound == false)
  }

  @Test("a cycle without a day that could lie between makes the count unknown, not smaller")
  func undatedCycle() {
    func releases(_ cycles: [(String, String, String)]) -> Int? {
      Graph(
        records: [
          component("lib", cycles: cycles),
          deprecation(["announced": ["on": "2021-01-01"], "removed": ["on": "2023-01-01"]]),
        ], day: today
      ).deprecations.first?.notice.releases
    }
    let dated = [("3.0", "2020-01-01", ""), ("3.1", "2021-06-01", ""), ("3.3", "2023-06-01", "")]
    #expect(releases(dated) == 1)
    #expect(releases(dated + [("3.2", "", "")]) == nil)
    #expect(releases(dated + [("3.4", "", "")]) == 1)
    #expect(releases([]) == nil)
  }

  @Test("a removal without a day takes the planned one of the same version only")
  func plannedDay() {
    let same = notice([
      "announced": ["on": "2024-01-01"], "removed": ["version": "9"],
      "plannedRemoval": ["version": "9", "on": "2024-01-31"],
    ])
    #expect(same?.days == 30)
    let other = notice([
      "announced": ["on": "2024-01-01"], "removed": ["version": "8"],
      "plannedRemoval": ["version": "9", "on": "2024-01-31"],
    ])
    #expect(other?.days == nil)
  }

  @Test(
    "verdicts of longer, both and either, with unknowns",
    arguments: [
      ("longer", 100, 2, Notice.Verdict.kept), ("longer", 99, 2, .short),
      ("longer", 100, 1, .short),
      ("longer", nil, 2, .unknown), ("longer", nil, 1, .short), ("longer", 100, nil, .unknown),
      ("both", 100, 2, .kept), ("both", 99, nil, .short), ("both", 100, nil, .unknown),
      ("either", 99, 2, .kept), ("either", 99, 1, .short), ("either", 100, nil, .kept),
      ("either", 99, nil, .unknown), ("either", nil, nil, .unknown),
    ] as [(String, Int?, Int?, Notice.Verdict)])
  func verdict(combine: String, days: Int?, releases: Int?, expected: Notice.Verdict) {
    let promise = Notice.Promise(
      policy: RecordID(kind: "policy", id: "p"), days: 100, releases: 2, combine: combine,
      wasInForce: true)
    #expect(Graph.verdict(promise, days: days, releases: releases) == expected)
    if expected == .short, releases == 1, days != 99 {
      let open = Graph.verdict(promise, days: days, releases: releases, isLowerBound: true)
      #expect(open == .unknown)
    }
  }

  @Test("a promise of nothing is kept")
  func nothingPromised() {
    let promise = Notice.Promise(
      policy: RecordID(kind: "policy", id: "p"), days: nil, releases: nil, combine: "longer",
      wasInForce: true)
    #expect(Graph.verdict(promise, days: nil, releases: nil) == .kept)
  }
}

@Suite("promises of notice")
struct PromiseTests {
  private let short: Object = ["announced": ["on": "2024-01-01"], "removed": ["on": "2024-03-01"]]
  private let quarter: Object = ["notice": [["stability": "any", "days": 90]]]

  private func with(_ base: Object, _ name: String, _ value: Value) -> Object {
    var base = base
    base[name] = value
    return base
  }

  @Test("short, kept by stability, and counted from the warning")
  func verdicts() {
    #expect(notice(short, policy: quarter)?.verdict == .short)
    #expect(notice(short)?.verdict == .unpromised)
    let alpha: Object = [
      "notice": [["stability": "any", "days": 90], ["stability": "alpha"]]
    ]
    #expect(notice(with(short, "stability", "alpha"), policy: alpha)?.verdict == .kept)
    let warned = with(quarter, "countFrom", "warns")
    #expect(notice(short, policy: warned)?.verdict == .unknown)
    let early = notice(with(short, "warns", ["on": "2023-06-01"]), policy: warned)
    #expect(early?.verdict == .kept)
    #expect(early?.days == 274)
    #expect(early?.fromAnnouncement.days == 60)
    #expect(notice(short, policy: with(quarter, "status", "draft"))?.verdict == .unpromised)
  }

  @Test("a later policy never creates old breaches")
  func effectiveFrom() {
    let since = with(quarter, "effectiveFrom", "2024-01-02")
    #expect(notice(short, policy: since)?.verdict == .unpromised)
    #expect(notice(short, policy: since)?.promise?.wasInForce == false)
    #expect(notice(short, policy: with(quarter, "effectiveFrom", "2024-01-01"))?.verdict == .short)
    // Somewhere in the year: nobody can say which came first.
    #expect(notice(short, policy: with(quarter, "effectiveFrom", "2024"))?.verdict == .unknown)
    let unknown: Object = ["announced": ["version": "99"], "removed": ["on": "2024-03-01"]]
    #expect(notice(unknown, policy: since)?.verdict == .unknown)
  }

  @Test("the superseded policy rules what was announced under it")
  func supersededPolicy() {
    let earlier = record(
      "policy", "earlier",
      [
        "status": "superseded", "appliesTo": ["lib"], "effectiveFrom": "2020-01-01",
        "notice": [["days": 30]],
      ])
    func promise(on announced: String) -> Notice? {
      let old = deprecation([
        "announced": ["on": .string(announced)], "removed": ["on": "2026-03-01"],
      ])
      return graph(old, earlier, policy: with(quarter, "effectiveFrom", "2024-01-02"))
        .deprecations.first?.notice
    }
    #expect(promise(on: "2024-01-01")?.promise?.policy.id == "earlier")
    #expect(promise(on: "2024-01-02")?.promise?.policy.id == "promise")
    #expect(promise(on: "2019-12-31")?.verdict == .unpromised)
  }

  @Test("only the party that the policy names may let it off")
  func exempt() {
    let strict = with(quarter, "mayShorten", "Release team")
    func verdict(_ name: String, _ value: Value, _ policy: Object) -> Notice.Verdict? {
      notice(with(short, name, value), policy: policy)?.verdict
    }
    let moved: Value = [["on": "2025-01-01", "by": "release team"]]
    #expect(verdict("earlierPlans", moved, strict) == .exempt)
    #expect(verdict("earlierPlans", moved, quarter) == .short)
    let teams: Value = [["who": "Release team", "until": "2024-12-31", "why": "a hole"]]
    #expect(verdict("exemptions", teams, strict) == .exempt)
    let expired: Value = [["who": "Release team", "until": "2024-02-28", "why": "a hole"]]
    #expect(verdict("exemptions", expired, strict) == .short)
    let users: Value = [["who": "billing", "until": "2024-12-31", "why": "slow"]]
    #expect(verdict("exemptions", users, strict) == .short)
  }
}

@Suite("notice metrics")
struct NoticeMetricTests {
  private let lives: [Record] = [
    deprecation("a", ["announced": ["on": "2024-01-01"], "removed": ["on": "2024-01-11"]]),
    deprecation(
      "b",
      ["announced": ["version": "3.1"], "warns": ["version": "3.2"], "removed": ["version": "3.3"]]),
    deprecation("c", ["announced": ["on": "2026-01-01"], "plannedRemoval": ["on": "2027-01-01"]]),
    deprecation("d", ["announced": ["on": "2026-01-01"], "plannedRemoval": ["version": "4.0"]]),
    deprecation("e", ["announced": ["on": "2024-02-01"], "removed": ["on": "2024-01-01"]]),
    deprecation("f", ["announced": ["on": "2024-02-01"], "soft": true]),
    deprecation(
      "g",
      ["announced": ["on": "2024-02-01"], "status": "withdrawn", "plannedRemoval": ["on": "2025"]]),
    deprecation("h", ["announced": ["version": "1.0"], "removed": ["on": "2024-02-01"]]),
  ]

  private func results(_ policy: Object? = nil) -> Graph {
    var all = lives
    all.append(component("lib", cycles: cycles, longTerm: ["3.2"], policy: "promise"))
    if let policy { all.append(record("policy", "promise", policy)) }
    return Graph(records: all, day: today)
  }

  @Test("D1 has a line from the warning, marks what is planned or derived, and excludes errors")
  func days() {
    let days = results().result("D1")
    #expect(days.total == nil)
    #expect(days.part("lib") == "median 365.0 of 3, 1 open")
    #expect(days.part("lib, from the warning") == "median 365.0 of 1")
    #expect(
      days.parts.first?.rows.map(\.text) == [
        "b: 730 days (derived from a release)", "a: 10 days", "c: 365 days (planned)",
        "d: open since 2026-01-01",
      ])
    #expect(
      days.excluded == [
        "error in deprecation/e: the end on 2024-01-01 lies before the start on 2024-02-01",
        "1 deprecation without a day of announcement", "1 soft deprecation",
        "1 withdrawn deprecation",
      ])
  }

  @Test("D2 counts long-term cycles on their own line and leaves lower bounds open")
  func releases() {
    let releases = results().result("D2")
    #expect(releases.part("lib") == "median 1.5 of 2, 1 open")
    #expect(releases.part("lib, long-term support only") == "median 0.5 of 2, 1 open")
    #expect(
      releases.excluded.contains("2 deprecations without the versions or days to count"))
  }

  @Test("D3 judges removals, and plans apart")
  func violations() {
    let violations = results(["notice": [["days": 400]]]).result("D3")
    #expect(violations.total?.brief == "1/2")
    #expect(violations.part("promise") == "1/2")
    #expect(violations.part("promise, planned") == "1/1")
    #expect(
      violations.parts.first?.rows.map(\.text) == [
        "b: 730 days and 2 releases, promised 400 days",
        "a: 10 days and 1 release, promised 400 days",
      ])
    #expect(violations.excluded.contains("3 deprecations whose notice is not known"))
    #expect(results().result("D3").total?.brief == "0/0")
  }
}

@Suite("notice in Pluto's Kubernetes rows")
struct PlutoTests {
  @Test("the minor releases of notice are the measured ones")
  func histogram() {
    guard let text = SharedData.text("deprecations/pluto/versions.yaml") else { return }
    let rows = Self.rows(text).filter { $0["component"] == "k8s" }
    #expect(rows.count == 86)
    let minors = (0...45).map { ("1.\($0)", "", "") }
    let lives = rows.enumerated().map { index, row in
      var fields: Object = [
        "component": "k8s", "subject": .string("\(row["version"] ?? "") \(row["kind"] ?? "")"),
      ]
      if let at = row["deprecated-in"] { fields["announced"] = ["version": .string(at)] }
      if let at = row["removed-in"] { fields["removed"] = ["version": .string(at)] }
      return record("deprecation", "row-\(index)", fields)
    }
    let graph = Graph(
      records: lives + [component("k8s", scheme: "semver", cycles: minors)], day: today)
    let counts = graph.deprecations.map(\.notice.releases)
    let histogram = Dictionary(grouping: counts.compactMap(\.self)) { $0 }.mapValues(\.count)
    #expect(
      histogram == [
        0: 1, 1: 1, 2: 4, 3: 25, 4: 7, 5: 23, 6: 5, 7: 8, 8: 4, 9: 1, 12: 1, 16: 2,
      ])
    #expect(counts.count { $0 == nil } == 4)
    #expect(graph.result("D2").part("k8s") == "median 5.0 of 82")
  }

  /// The rows of Pluto's list, which is flat: no need for a reader of YAML.
  private static func rows(_ text: String) -> [[String: String]] {
    var rows: [[String: String]] = []
    for line in text.split(separator: "\n") {
      let isNew = line.hasPrefix("  - ")
      guard isNew || line.hasPrefix("    "), let colon = line.firstIndex(of: ":") else { continue }
      if isNew { rows.append([:]) }
      let name = line[..<colon].drop { $0 == " " || $0 == "-" }
      let value = line[line.index(after: colon)...].filter { $0 != " " && $0 != "\"" }
      if !rows.isEmpty, !value.isEmpty { rows[rows.count - 1][String(name)] = String(value) }
    }
    return rows
  }
}
