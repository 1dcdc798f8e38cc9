import Primitives
import Records
import Testing

@testable import Knowledge

@Suite("what release notes hold")
struct NotesScopeTests {
  private let app = component(
    "app",
    cycles: [("1.0", "2024-01-01", ""), ("1.1", "2024-06-01", ""), ("2.0", "2025-01-01", "")])

  private func change(_ id: String, _ release: String?, _ more: Object = [:]) -> Record {
    var fields: Object = ["component": "app", "type": "fixed"]
    if let release { fields["release"] = .string(release) }
    for member in more.members { fields[member.name] = member.value }
    return record("change", id, fields)
  }

  private func release(_ version: String) -> Record {
    record(
      "release", "app-\(version)",
      ["component": "app", "version": .string(version), "date": "2025-01-01"])
  }

  private func entries(_ records: [Record], _ scope: NotesScope) -> [String] {
    Graph(records: records + [app], day: today).entries(of: "app", in: scope).map { entry in
      let origin = entry.origin.map { " from \($0)" } ?? ""
      return "\(entry.change.id.id) \(entry.arrival?.raw ?? "-")\(origin)"
    }
  }

  @Test("one release, also by another spelling, and the unreleased set")
  func oneRelease() {
    let records = [change("a", "2.0"), change("b", nil), change("c", "2.1")]
    #expect(entries(records, .release("2.0")) == ["a 2.0"])
    #expect(entries(records, .release("2.0.0")) == ["a 2.0.0"])
    #expect(entries(records, .unreleased) == ["b -"])
  }

  @Test("a backport is an entry of the release that it was brought to, once, with its origin")
  func backports() {
    let fix = change("fix", "2.0.1", ["backports": ["1.0.5", "1.1.3"]])
    #expect(entries([fix], .release("2.0.1")) == ["fix 2.0.1"])
    #expect(entries([fix], .release("1.0.5")) == ["fix 1.0.5 from 2.0.1"])
    #expect(entries([fix], .range(from: "1.0", to: "2.0.1")) == ["fix 1.0.5 from 2.0.1"])
    #expect(entries([fix], .range(from: "1.1", to: "2.0.1")) == ["fix 1.1.3 from 2.0.1"])
    // The start has it already by its own backport: nothing new on the way.
    #expect(entries([fix], .range(from: "1.0.5", to: "2.0.1")) == [])
    // The start lacks it though a backport to an older line has it.
    #expect(entries([fix], .range(from: "1.1.2", to: "2.0.1")) == ["fix 1.1.3 from 2.0.1"])
    #expect(entries([fix], .range(from: "2.0.1", to: "2.1")) == [])
  }

  @Test("what an older line got after the end came out is not on the way, whatever its number")
  func laterOnAnOlderLine() {
    func dated(_ version: String, _ date: String) -> Record {
      record(
        "release", "app-\(version)",
        ["component": "app", "version": .string(version), "date": .string(date)])
    }
    let records = [
      dated("1.0.5", "2025-07-10"), dated("2.0", "2025-06-01"), dated("2.0.1", "2025-07-10"),
      change("late", "2.1", ["backports": ["1.0.5"]]),
      change("both", nil, ["backports": ["1.0.5", "2.0.1"]]),
      change("only-there", "1.0.5"),
    ]
    // 1.0.5 of July is lower than 2.0 of June and not in it.
    #expect(entries(records, .range(from: "1.0", to: "2.0")) == [])
    #expect(
      entries(records, .range(from: "1.0", to: "1.0.5"))
        == ["both 1.0.5", "late 1.0.5 from 2.1", "only-there 1.0.5"])
    // The line of the end has a release of its own with it: that one brings it.
    #expect(entries(records, .range(from: "1.0", to: "2.0.1")).contains("both 2.0.1"))
    #expect(!entries(records, .range(from: "1.0", to: "2.0.1")).contains("both 1.0.5"))
    let graph = Graph(records: records + [app], day: today)
    let releases = graph.journey(app, from: "1.0", to: "2.0").releases
    #expect(releases.compactMap { $0["version"]?.text } == ["2.0"])
  }

  @Test("a guide has what only backports bring, and nothing that its start has by one")
  func guides() {
    let graph = Graph(
      records: [
        app, change("brought", nil, ["backports": ["1.1.1"], "action": "Do it."]),
        change("had", "1.1", ["backports": ["1.0.5"]]),
      ], day: today)
    func changes(_ from: String, _ to: String) -> [String] {
      graph.journey(app, from: from, to: to).changes.map(\.id.id)
    }
    #expect(changes("1.0", "1.1.1") == ["had", "brought"])
    #expect(changes("1.0.5", "1.1.1") == ["brought"])
  }

  @Test("pre-releases collapse into the release that follows, and stay apart where none does")
  func prereleases() {
    let records = [
      change("rc", "2.0rc1"), change("final", "2.0"), change("later", "2.1b1"), release("2.0"),
    ]
    #expect(
      entries(records, .range(from: "1.0", to: "2.1")) == ["final 2.0", "rc 2.0", "later 2.1b1"])
    #expect(entries(records, .range(from: "1.0", to: "2.0rc1")) == ["rc 2.0rc1"])
  }

  @Test("what is replaced or taken back on the way disappears, and stays where it is not")
  func cancelled() {
    let records = [
      change("a", "1.1"), change("b", "2.0", ["supersedes": ["a"]]),
      change("c", "1.1"), change("d", "2.0", ["reverts": "c"]),
    ]
    #expect(entries(records, .range(from: "1.0", to: "2.0")) == ["b 2.0"])
    #expect(entries(records, .release("1.1")) == ["a 1.1", "c 1.1"])
  }

  @Test("a revision after the release is a correction, with its reason where there is one")
  func corrections() {
    func revised(_ rev: Int, _ day: String, _ reason: String?) -> String? {
      let plain = change("a", "2.0")
      let at = CalendarDate(day).map { Instant(startOf: $0) } ?? Instant(milliseconds: 0)
      let record = Record(
        id: plain.id, rev: rev, recordedAt: at, recordedBy: "test", reason: reason,
        isRetired: false, fields: plain.fields, digest: plain.digest)
      let graph = Graph(records: [record, app, release("2.0")], day: today)
      return graph.entries(of: "app", in: .release("2.0")).first?.correction.map {
        "\($0.on): \($0.reason)"
      }
    }
    #expect(revised(2, "2025-01-02", "wrong command") == "2025-01-02: wrong command")
    #expect(revised(1, "2025-01-02", "wrong command") == nil)
    #expect(revised(2, "2025-01-02", nil) == "2025-01-02: Nobody recorded why.")
    #expect(revised(2, "2025-01-01", "before it was out") == nil)
  }

  @Test("a range is the union of its releases where nothing cancels out")
  func union() {
    var numbers = SeededGenerator(seed: 4)
    let versions = ["1.0", "1.1", "1.2", "2.0", "2.1"]
    for _ in 0..<40 {
      let records = (0..<8).map { index in
        change("c\(index)", versions.randomElement(using: &numbers))
      }
      let (from, to) = (1, 4)
      let whole = entries(records, .range(from: versions[from], to: versions[to]))
      let parts = versions[(from + 1)...to].flatMap { entries(records, .release($0)) }
      #expect(whole == parts)
    }
  }
}
