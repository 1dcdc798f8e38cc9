import Primitives
import Records
import Testing

@testable import Knowledge

@Suite("journeys")
struct JourneyTests {
  private let lib = component(
    "app", cycles: [("1.0", "2024-01-01", ""), ("2.0", "2025-01-01", "")])

  private func journey(_ records: [Record], from: String = "1.0", to: String = "2.0") -> Journey {
    Graph(records: records + [lib], day: today).journey(lib, from: from, to: to)
  }

  private func release(_ version: String) -> Record {
    record(
      "release", "app-\(version)",
      ["component": "app", "version": .string(version), "date": "2025-01-01"])
  }

  private func change(_ id: String, _ release: String, _ more: Object = [:]) -> Record {
    var fields: Object = ["component": "app", "release": .string(release), "type": "changed"]
    for member in more.members { fields[member.name] = member.value }
    return record("change", id, fields)
  }

  private func issue(_ id: String, _ affected: Value, _ more: Object = [:]) -> Record {
    var fields: Object = ["component": "app", "symptom": "It hangs.", "affected": affected]
    for member in more.members { fields[member.name] = member.value }
    return record("known-issue", id, fields)
  }

  @Test("the range leaves out its start and takes in its end")
  func halfOpen() {
    let versions = ["0.9", "1.0", "1.1", "1.10", "1.9", "2.0", "2.0.1", "2.0rc1"]
    let way = journey(versions.map(release) + versions.map { change("c\($0)", $0) })
    #expect(way.releases.compactMap { $0["version"]?.text } == ["1.1", "1.9", "1.10", "2.0"])
    #expect(way.changes.map(\.id.id) == ["c1.1", "c1.9", "c1.10", "c2.0rc1", "c2.0"])
    let candidate = journey(versions.map(release), to: "2.0rc1")
    #expect(candidate.releases.last?["version"]?.text == "2.0rc1")
    #expect(way.support.from?.label == "1.0")
    #expect(way.support.to?.label == "2.0")
  }

  @Test("what is superseded or reverted on the way is not met, nor is the revert")
  func supersede() {
    let way = journey([
      change("a", "1.1"), change("b", "1.2", ["supersedes": ["a"]]),
      change("c", "1.1"), change("d", "1.2", ["reverts": "c"]),
      // What was done before the way began is met as reverted.
      change("e", "1.0"), change("f", "1.2", ["reverts": "e"]),
      change("draft", "1.2", ["status": "draft"]),
      change("heavy", "1.2", ["weight": 5]),
    ])
    #expect(way.changes.map(\.id.id) == ["b", "f", "heavy"])
  }

  @Test("a revert that is itself reverted leaves the first entry")
  func revertOfRevert() {
    let way = journey([
      change("a", "1.1"), change("b", "1.2", ["reverts": "a"]),
      change("c", "1.3", ["reverts": "b"]),
    ])
    #expect(way.changes.map(\.id.id) == ["a"])
    let loop = journey([change("a", "1.1", ["reverts": "b"]), change("b", "1.2", ["reverts": "a"])])
    #expect(loop.changes.isEmpty)
  }

  @Test("known issues at the end and left behind")
  func issues() {
    let way = journey([
      issue("both", [["introduced": "0"]]),
      issue("left", [["introduced": "0", "fixed": "1.5"]]),
      issue("new", [["introduced": "2.0"]]),
      issue("between", [["introduced": "1.1", "lastAffected": "1.9"]]),
      issue("none", [["introduced": "0"]], ["status": "not-affected"]),
    ])
    #expect(way.issuesAtEnd.map(\.id.id) == ["both", "new"])
    #expect(way.issuesLeftBehind.map(\.id.id) == ["left"])
    #expect(way.lostFixes.isEmpty)
  }

  @Test("required stops of the plans on the way, without those that were passed")
  func stops() {
    let stops: Value = ["1.0", "1.10", "1.5", "2.0"]
    let way = journey([
      upgrade("first", from: "1.0", to: "1.10", ["requiredStops": stops]),
      upgrade("second", from: "1.10", to: "2.0", ["requiredStops": ["1.5"], "migrations": ["m"]]),
      upgrade("beyond", from: "1.10", to: "3.0", ["requiredStops": ["1.7", "1.12", "2.5"]]),
      upgrade("before", from: "0.9", to: "1.1", ["requiredStops": ["1.6"]]),
      record(
        "migration", "m",
        ["component": "app", "kind": "schema", "pattern": "expand", "reversible": "yes"]),
    ])
    #expect(way.upgrades.map(\.id.id) == ["first", "second"])
    #expect(way.requiredStops.map(\.raw) == ["1.5", "1.10", "1.12", "2.0"])
    #expect(way.migrations.map(\.id.id) == ["m"])
  }

  @Test("removals on the way, and what will go later")
  func deprecations() {
    func deprecation(_ id: String, _ warns: String, _ removal: String, _ status: String) -> Record {
      record(
        "deprecation", id,
        [
          "component": "app", "subject": .string(id), "status": .string(status),
          "announced": ["version": .string(warns)], "plannedRemoval": ["version": .string(removal)],
        ])
    }
    let way = journey([
      deprecation("gone", "0.5", "1.0", "removed"), deprecation("now", "0.5", "2.0", "active"),
      deprecation("later", "1.5", "3.0", "active"), deprecation("unborn", "2.5", "3.0", "active"),
      deprecation("stays", "0.5", "2.0", "withdrawn"),
    ])
    #expect(way.removals.map(\.record.id.id) == ["now"])
    #expect(way.upcoming.map(\.record.id.id) == ["later"])
  }

  @Test("fixes that would be lost, as in PYSEC-2024-102")
  func lostFixes() {
    let cycles = ["4.2", "5.0", "5.1"].map { ($0, "", "") }
    let django = component("app", cycles: cycles)
    let fixed: Value = ["4.2.16", "5.0.9", "5.1.1"]
    let records = [
      django,
      issue(
        "ranges",
        [
          ["introduced": "4.2", "fixed": "4.2.16"], ["introduced": "5.0", "fixed": "5.0.9"],
          ["introduced": "5.1", "fixed": "5.1.1"],
        ]),
      issue("new", [["introduced": "5.0", "fixed": "5.0.9"]]),
      change("lines", "5.1.1", ["type": "security", "security": ["fixedIn": fixed]]),
      change(
        "range", "5.1.1",
        [
          "type": "security",
          "security": [
            "affected": "<4.2.16 || >=5.0,<5.0.9 || >=5.1,<5.1.1", "fixedIn": fixed,
          ],
        ]),
      change("plain", "5.1.1", ["type": "security"]),
      change(
        "new-hole", "5.0.9",
        ["type": "security", "security": ["affected": ">=5.0,<5.0.9", "fixedIn": ["5.0.9"]]]),
    ]
    func lost(_ from: String, _ to: String) -> [String] {
      Graph(records: records, day: today).journey(django, from: from, to: to)
        .lostFixes.map(\.id.description)
    }
    #expect(lost("4.2.16", "5.0.8") == ["change/lines", "change/range", "known-issue/ranges"])
    #expect(lost("4.2.16", "5.0.9").isEmpty)
    #expect(lost("4.2.15", "5.0.8").isEmpty)
    #expect(lost("4.2.16", "4.2.17").isEmpty)
    #expect(lost("5.0.9", "5.1") == ["change/lines", "change/range", "known-issue/ranges"])
  }

  @Test("a fix is lost where the start has it by a backport that came after the end")
  func lostByTime() {
    let app = component("app")
    func release(_ version: String, _ date: String) -> Record {
      record(
        "release", "app-\(version)",
        ["component": "app", "version": .string(version), "date": .string(date)])
    }
    func lost(_ from: String, _ to: String, _ security: Value) -> Bool {
      let fix = change(
        "fix", "3.1.0", ["type": "security", "security": security, "backports": ["2.0.2"]])
      let records = [
        app, fix, release("2.0.2", "2026-07-10"), release("3.0.0", "2026-06-01"),
        release("3.1.0", "2027-01-15"),
      ]
      return !Graph(records: records, day: today).journey(app, from: from, to: to).lostFixes.isEmpty
    }
    // A range that forgets the fix of the older line does not hide the loss.
    let ways: [Value] = [
      ["affected": "<3.1.0", "fixedIn": ["2.0.2", "3.1.0"]], ["fixedIn": ["2.0.2", "3.1.0"]],
    ]
    for security in ways {
      #expect(lost("2.0.2", "3.0.0", security))
      #expect(!lost("2.0.1", "3.0.0", security))
      #expect(!lost("2.0.2", "3.1.0", security))
    }
    #expect(!lost("2.0.2", "3.0.0", ["affected": "<3.0.0", "fixedIn": ["2.0.2", "3.1.0"]]))
  }

  @Test("a removal that names only a day is on the way between the days of both versions")
  func removalByDay() {
    let app = component("app")
    let removal = record(
      "deprecation", "old",
      [
        "component": "app", "subject": "old", "status": "active", "announced": ["on": "2025-01-01"],
        "plannedRemoval": ["on": "2026-03-01"],
      ])
    func removals(_ from: String, _ to: String) -> Int {
      let releases = [("1.0", "2026-01-01"), ("1.10", "2026-04-01"), ("2.0", "2026-05-01")].map {
        record(
          "release", "app-\($0.0)",
          ["component": "app", "version": .string($0.0), "date": .string($0.1)])
      }
      return Graph(records: [app, removal] + releases, day: today)
        .journey(app, from: from, to: to).removals.count
    }
    #expect(removals("1.0", "1.10") == 1)
    #expect(removals("1.10", "2.0") == 0)
    #expect(removals("1.0", "3.0") == 0)
  }
}
