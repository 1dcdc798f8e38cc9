import Ledger
import Primitives
import Records
import TestSupport
import Testing

@testable import Workflows

@Suite("Journals that grew apart")
struct JournalMergeTests {
  /// Two workspaces with the same history, and the journal that both started from.
  private func twins() throws -> (ScratchWorkspace, ScratchWorkspace) {
    let (a, b) = (try ScratchWorkspace(), try ScratchWorkspace())
    try a.write(ScratchWorkspace.incident, to: "records/incident/lost.yaml")
    try a.write(
      "title: Warm\nstatement: Warm it.\npolarity: do\nevidence: [incident/lost]\nappliesTo: [{component: shop}]\n",
      to: "records/lesson/warm.yaml")
    try a.apply()
    try b.take(a)
    return (a, b)
  }

  @Test("revisions of records that one side touched are appended with author, time and origin")
  func oneSide() throws {
    let (a, b) = try twins()
    try a.revise("component/shop", 1) { $0["summary"] = "From a." }
    try b.revise("lesson/warm", 2, by: "ben", reason: "it repeated") { $0["severity"] = "high" }
    let before = try a.history("component/shop")
    let outcome = try a.take(b)
    #expect((outcome.revisions, outcome.moved, outcome.known) == (1, 1, 4))
    #expect(outcome.merged.isEmpty && outcome.conflicts.isEmpty)
    #expect(try a.history("component/shop") == before)
    let moved = try #require(try a.newest("lesson/warm"))
    let original = try #require(try b.newest("lesson/warm"))
    #expect(moved.origin == .elsewhere(original.digest) && moved.digest != original.digest)
    #expect(moved.recordedAt == original.recordedAt && moved.recordedBy == "ben")
    #expect(moved.reason == "it repeated" && moved.fields == original.fields)
  }

  @Test("what both appended to the same record is brought together, and the files follow an export")
  func appends() throws {
    let (a, b) = try twins()
    for (workspace, text, at) in [(a, "Seen by a.", 1), (b, "Seen by b.", 2)] {
      try workspace.revise("incident/lost", at) {
        $0["timeline"] = .list(
          ($0["timeline"]?.items ?? []) + [["at": "2025-11-14T10:00:00Z", "text": .string(text)]])
      }
    }
    #expect(try a.take(b).merged.map(\.description) == ["incident/lost"])
    let texts = try a.newest("incident/lost")?["timeline"]?.items.compactMap { $0["text"]?.text }
    #expect(texts == ["The first order is lost.", "Seen by a.", "Seen by b."])
    #expect(try a.newest("incident/lost")?.origin == .merge)
    let exported = try ExportFiles.run(a.workspace, .init(), .init())
    #expect(exported.updated == ["records/incident/lost.yaml"])
    #expect(try a.text("records/incident/lost.yaml").contains("# Times are from the log."))
    #expect(try a.apply().isUnchanged)
  }

  @Test("what both changed differently is refused with both sides, and the ledger stays as it was")
  func conflict() throws {
    let (a, b) = try twins()
    try a.revise("incident/lost", 1) { $0["severity"] = 1 }
    try b.revise("incident/lost", 2, by: "ben") { $0["severity"] = 3 }
    try b.revise("component/shop", 3) { $0["summary"] = "From b." }
    let before = try a.journal()
    let refused = try a.take(b)
    #expect(refused.conflicts.map(\.id) == ["merge-conflict", "merge-conflict"])
    #expect(refused.conflicts[0].message.contains("revision 2 in the journal by ben"))
    #expect(refused.conflicts[1].message == "severity: was 2, here 1, in the journal 3")
    #expect(try a.journal() == before)
    #expect(try a.take(b, .theirs).conflicts.allSatisfy { $0.severity != .error })
    #expect(try a.newest("incident/lost")?["severity"] == 3)
    #expect(try a.newest("component/shop")?["summary"] == "From b.")
    // The other side takes the decision over without being asked.
    #expect(try b.take(a).conflicts.isEmpty)
    #expect(try b.newest("incident/lost")?["severity"] == 3)
  }

  @Test("a record that one side retired while the other revised it is a conflict")
  func retired() throws {
    let (a, b) = try twins()
    try a.revise("lesson/warm", 1, isRetired: true) { _ in }
    try b.revise("lesson/warm", 2) { $0["severity"] = "high" }
    #expect(try a.take(b).conflicts.count == 2)
    #expect(try a.take(b, .ours).merged.count == 1)
    #expect(try a.newest("lesson/warm")?.isRetired == true)
    #expect(try a.history("lesson/warm").count == 4)
  }

  @Test("a line that was changed by hand is found, also where histories grew apart")
  func tampered() throws {
    let (a, b) = try twins()
    try a.revise("component/shop", 1) { $0["summary"] = "From a." }
    try b.revise("lesson/warm", 2) { $0["severity"] = "high" }
    let lines = String(decoding: try b.journal(), as: UTF8.self).split(separator: "\n").map {
      $0.contains("\"high\"") ? String($0).replacing("Warm it.", with: "Cool it.") : String($0)
    }
    let text = lines.joined(separator: "\n")
    do {
      _ = try Journal.read(
        Array(text.utf8), named: "b.jsonl", into: a.workspace, .init(at: a.now))
      Issue.record("it was read")
    } catch {
      #expect(error.all.map(\.id) == ["journal-digest"])
    }
  }

  @Test("a changed line is refused, also by a ledger that has what it was changed from")
  func tamperedKnown() throws {
    let (a, b) = try twins()
    let text = String(decoding: try a.journal(), as: UTF8.self)
    let changed = text.replacingOccurrences(of: "\"Shop\"", with: "\"Shap\"")
    try #require(changed != text)
    for workspace in [a, b] {
      do throws(Diagnostics) {
        _ = try Journal.read(
          Array(changed.utf8), named: "a.jsonl", into: workspace.workspace, .init(at: a.now))
        Issue.record("it was read")
      } catch {
        #expect(error.all.map(\.id) == ["journal-digest"])
      }
    }
  }

  @Test(
    "merging both ways ends in the same states, and merging again changes nothing",
    arguments: Seeds.first(25))
  func converges(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let (a, b) = try twins()
    let shared = try a.identities(prefix: 4)
    var clock = 1
    for round in 0..<2 {
      for workspace in [a, b] {
        for _ in 0..<random.number(1...4) {
          clock += 1
          try workspace.change(&random, clock, round)
        }
      }
      // Both decide for a, so that both end where a is.
      try a.take(b, .ours)
      try b.take(a, .theirs)
      #expect(try a.states() == b.states(), "seed \(seed), round \(round)")
      try a.take(b)
      #expect(try a.states() == b.states(), "seed \(seed), round \(round)")
      #expect(try Set(a.identities()) == Set(b.identities()), "seed \(seed), round \(round)")
      let known = (try a.journal(), try b.journal())
      #expect(try a.take(b).revisions == 0)
      #expect(try b.take(a).revisions == 0)
      #expect(try a.journal() == known.0 && b.journal() == known.1)
    }
    for workspace in [a, b] {
      #expect(try workspace.workspace.ledger(.readOnly).verify().isSound)
      #expect(try workspace.identities(prefix: 4) == shared)
      let rebuilt = try ScratchWorkspace()
      try rebuilt.take(workspace)
      #expect(try rebuilt.journal() == workspace.journal())
    }
  }
}

extension ScratchWorkspace {
  func journal() throws -> [UInt8] { try Journal.export(workspace) }

  @discardableResult
  func take(_ other: ScratchWorkspace, _ policy: Journal.Policy = .refuse) throws -> Journal.Outcome
  {
    var options = Journal.Options(at: now)
    (options.by, options.policy) = ("merger", policy)
    return try Journal.read(try other.journal(), named: "other.jsonl", into: workspace, options)
  }

  func history(_ id: String) throws -> [Record] {
    try Inventory.history(workspace, id).map(\.record)
  }

  func revise(
    _ id: String, _ hours: Int, by: String = "tester", reason: String? = nil,
    isRetired: Bool = false, _ change: (inout Object) -> Void
  ) throws {
    let id = try #require(RecordID(id))
    try workspace.ledger(.readWrite).write { transaction in
      var fields = try transaction.newest(id)?.fields ?? Object()
      change(&fields)
      _ = try transaction.append(
        id, fields: fields, by: by, reason: reason,
        at: Instant(milliseconds: now.milliseconds + hours * 3_600_000), isRetired: isRetired)
    }
  }

  /// Something that people do, made up from a seed.
  fileprivate func change(_ random: inout SeededGenerator, _ clock: Int, _ round: Int) throws {
    let incident = try #require(try newest("incident/lost"))
    switch random.number(0...5) {
    case 0: try revise("incident/lost", clock) { $0["severity"] = .int(random.number(1...4)) }
    case 1, 2:
      try revise("incident/lost", clock) {
        $0["timeline"] = .list(
          (incident["timeline"]?.items ?? []) + [
            ["at": "2025-11-14T10:00:00Z", "text": .string("Seen at \(clock).")]
          ])
      }
    case 3:
      try revise("lesson/new-\(random.number(1...2))-\(round)", clock) {
        $0 = [
          "id": "new", "title": .string("New \(random.number(1...2))"), "statement": "Do it.",
          "polarity": "do", "evidence": ["incident/lost"], "status": "proposed",
          "visibility": "public",
        ]
      }
    case 4:
      let isRetired = try newest("lesson/warm")?.isRetired ?? false
      try revise("lesson/warm", clock, isRetired: !isRetired) { _ in }
    default:
      try revise("lesson/warm", clock) { $0["severity"] = .string(random.pick(["low", "high"])) }
    }
  }

  fileprivate func states() throws -> [String] {
    try workspace.ledger(.readOnly).records().map {
      "\($0.id) \($0.isRetired) \(String(decoding: JSONText.canonical(.object($0.fields)), as: UTF8.self))"
    }
  }

  fileprivate func identities(prefix: Int? = nil) throws -> [Digest] {
    let all = try workspace.ledger(.readOnly).revisions().map(\.identity)
    return prefix.map { Array(all.prefix($0)) } ?? all
  }
}
