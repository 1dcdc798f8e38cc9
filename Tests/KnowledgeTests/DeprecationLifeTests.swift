import Primitives
import Records
import Testing

@testable import Knowledge

@Suite("lives of deprecations")
struct DeprecationLifeTests {
  private func life(_ fields: Object, on: String = "2026-06-30") -> DeprecationLife {
    var all: Object = ["component": "lib", "subject": "old", "announced": ["on": "2024-01-01"]]
    for member in fields.members { all[member.name] = member.value }
    let subject = record("deprecation", "old", all)
    return Graph(records: [component("lib"), subject], day: day(on)).life(of: subject)
  }

  private let full: Object = [
    "warns": ["on": "2024-06-01"], "disabledByDefault": ["on": "2025-01-01"],
    "plannedRemoval": ["on": "2025-06-01"],
  ]

  @Test(
    "the state follows the day",
    arguments: [
      ("2024-05-31", DeprecationLife.State.announced, 366), ("2024-06-01", .warning, 365),
      ("2025-01-01", .disabled, 151), ("2025-06-01", .disabled, 0), ("2025-06-02", .overdue, -1),
    ])
  func states(on: String, expected: DeprecationLife.State, left: Int) {
    let life = life(full, on: on)
    #expect(life.state == expected)
    #expect(life.daysLeft == left)
    #expect(life.isOpen)
  }

  @Test("removed, soft and withdrawn are not open")
  func ended() {
    #expect(life(["removed": ["on": "2025-01-01"]]).state == .removed)
    #expect(life(["removed": ["on": "2025-01-01"]]).daysLeft == nil)
    #expect(life(["status": "removed"]).state == .removed)
    #expect(life(["soft": true]).state == .soft)
    #expect(life(["status": "withdrawn", "removed": ["on": "2025-01-01"]]).state == .withdrawn)
    #expect(!life(["soft": true]).isOpen)
  }

  @Test("a removal that is still to come has not happened")
  func futureRemoval() {
    let life = life(["removed": ["on": "2026-07-01"], "plannedRemoval": ["on": "2026-07-01"]])
    #expect(life.state == .announced)
    #expect(life.daysLeft == 1)
  }

  @Test("slips say how far each plan moved, the last one to what holds now")
  func slips() {
    let life = life([
      "plannedRemoval": ["on": "2026-01-01"],
      "earlierPlans": [
        ["on": "2025-01-01", "changedOn": "2024-06-01", "by": "core"],
        ["on": "2026-01-11", "reason": "a hole"], ["version": "9"],
      ],
    ])
    #expect(life.slips.map(\.days) == [375, nil, nil])
    #expect(life.slips.first?.by == "core")
    let earlier = self.life([
      "removed": ["on": "2024-12-22"], "earlierPlans": [["on": "2025-01-01"]],
    ])
    #expect(earlier.slips.map(\.days) == [-10])
  }

  @Test("a plan that names a version slips with its release, while it names it")
  func releaseSlips() {
    func revision(_ record: Record, _ rev: Int, _ on: String, reason: String? = nil) -> Record {
      Record(
        id: record.id, rev: rev, recordedAt: Instant(startOf: day(on)), recordedBy: "rm",
        reason: reason,
        isRetired: false, fields: record.fields, digest: record.digest)
    }
    func plan(_ end: Object) -> Record {
      record(
        "deprecation", "old",
        ["component": "lib", "subject": "old", "plannedRemoval": .object(end)])
    }
    func release(_ date: String) -> Record {
      record(
        "release", "lib-2",
        ["component": "lib", "version": "2.0", "date": .string(date), "status": "planned"])
    }
    let releases = [
      revision(release("2026-03-01"), 1, "2025-01-01"),
      revision(release("2026-05-01"), 2, "2025-03-01", reason: "the parser is late"),
      revision(release("2026-09-01"), 3, "2025-08-01"),
    ]
    // Until April the end was 2.0, whose day moved twice, but once only while it was the end.
    let plans = [
      revision(plan(["version": "2.0.0"]), 1, "2025-02-01"),
      revision(plan(["on": "2026-12-01"]), 2, "2025-04-01"),
    ]
    func life(_ plans: [Record]) -> DeprecationLife {
      let (subject, newest) = (plans[plans.count - 1], releases[2])
      return Graph(
        records: [component("lib"), subject, newest],
        histories: Histories(releases + (plans.count > 1 ? plans : [])), day: day("2025-10-01")
      ).life(of: subject)
    }
    let moved = life(plans).slips
    #expect(moved.map(\.from.text) == ["2.0.0 (2026-03-01)", "2.0.0 (2026-09-01)"])
    #expect(moved.map(\.recorded?.record.kind) == ["release", "deprecation"])
    #expect(moved.map(\.recorded?.rev) == [2, 2])
    #expect(moved.map(\.reason) == ["the parser is late", nil])
    #expect(moved.first?.isExact == true)

    let named = life([plans[0]])
    #expect(named.slips.map(\.from.text) == ["2.0.0 (2026-03-01)", "2.0.0 (2026-05-01)"])
    #expect(named.slips.map(\.days) == [61, 123])
    #expect(named.planned?.text == "2.0.0 (2026-09-01)")
  }

  @Test("a plan that names a version slips with the cycle, until there is a release")
  func cycleSlips() {
    func revision(_ record: Record, _ rev: Int, _ on: String) -> Record {
      Record(
        id: record.id, rev: rev, recordedAt: Instant(startOf: day(on)), recordedBy: "rm",
        reason: nil,
        isRetired: false, fields: record.fields, digest: record.digest)
    }
    let subject = record(
      "deprecation", "old",
      ["component": "lib", "subject": "old", "plannedRemoval": ["version": "2"]])
    let cycles = [
      revision(component("lib", cycles: [("2", "2026-03-01", "")]), 1, "2025-01-01"),
      revision(component("lib", cycles: [("2", "2026-04-01", "")]), 2, "2025-02-01"),
      revision(component("lib", cycles: [("2", "2026-06-01", "")]), 3, "2025-09-01"),
    ]
    let release = revision(
      record(
        "release", "lib-2",
        ["component": "lib", "version": "2.0", "date": "2026-06-01", "status": "planned"]),
      1, "2025-06-01")
    func slips(_ more: [Record]) -> [DeprecationLife.Slip] {
      Graph(
        records: [cycles[2], subject] + more, histories: Histories(cycles), day: day("2025-10-01")
      ).life(of: subject).slips
    }
    #expect(slips([]).map(\.days) == [31, 61])
    #expect(slips([release]).map(\.days) == [92], "from what was told last, to the release's day")
  }

  @Test("a day is derived from the release of the version, and says so")
  func derived() {
    let subject = record(
      "deprecation", "old",
      [
        "component": "lib", "subject": "old", "announced": ["version": "1.0"],
        "removed": ["version": "1.1.0"],
      ])
    let graph = Graph(
      records: [
        component("lib", cycles: [("1.0", "2024-01-01", "")]), subject,
        record("release", "lib-1.1", ["component": "lib", "version": "1.1", "date": "2024-02-01"]),
      ], day: today)
    let life = graph.life(of: subject)
    #expect(life.announced?.text == "1.0 (2024-01-01)")
    #expect(life.removed?.text == "1.1.0 (2024-02-01)")
    #expect(life.removed?.isDerived == true)
    #expect(life.notice.days == 31)
  }

  @Test("lives are ordered by the day of removal, those without one last")
  func order() {
    let days: [(String, Object)] = [
      ("a", ["plannedRemoval": ["version": "9"]]), ("b", ["plannedRemoval": ["on": "2027-01-01"]]),
      ("c", ["removed": ["on": "2025-01-01"]]),
    ]
    let records = days.map { id, more in
      var fields: Object = ["component": "lib", "subject": "x", "announced": ["on": "2024-01-01"]]
      for member in more.members { fields[member.name] = member.value }
      return record("deprecation", id, fields)
    }
    #expect(
      Graph(records: records, day: today).deprecations.map(\.record.id.id) == ["c", "b", "a"])
  }

  @Test("support: without an end nobody said that holes are closed")
  func support() {
    let lib = record(
      "component", "lib",
      [
        "type": "library", "versionScheme": "pep440",
        "cycles": [
          ["name": "1", "released": "2020-01-01", "eoas": "2021-01-01"],
          ["name": "2", "released": "2020-01-01", "eoas": "2021-01-01", "eol": "2026-06-30"],
          ["name": "3", "released": "2020-01-01", "eol": "2026-06-29"],
          ["name": "4", "released": "2020-01-01", "eolState": "never"],
          ["name": "5", "released": "2026-07-01", "eol": "2030"],
        ],
      ])
    let cycles = Graph(records: [lib], day: today).cycles(of: "lib")
    #expect(
      cycles.map { $0.state(on: today) } == [.unknown, .security, .ended, .active, .upcoming])
    #expect(cycles.map { $0.isSupported(on: today) } == [nil, true, false, true, false])
  }
}
