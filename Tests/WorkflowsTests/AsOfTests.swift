import Ledger
import Primitives
import Records
import Testing

@testable import Workflows

@Suite("What was known right after a revision")
struct AsOfTests {
  @Test("a revision is told from others of the same instant, and what came later does not exist")
  func sequence() throws {
    let scratch = try ScratchWorkspace()
    // Both records of one apply bear the same instant.
    try scratch.apply()
    try scratch.revise("component/shop", 0) { $0["tier"] = "gold" }
    func records(_ text: String) throws -> [String] {
      try Inventory.records(
        scratch.workspace, kind: nil, try Situation.View(asOf: text, in: scratch.workspace)
      ).map { "\($0.id)@\($0.rev)" }
    }
    #expect(try records("r1") == ["component/shop@1"])
    #expect(try records("#2") == ["component/shop@1", "team/platform@1"])
    #expect(try records("component/shop@2") == ["component/shop@2", "team/platform@1"])
    #expect(try records("team/platform@1") == ["component/shop@1", "team/platform@1"])
    let view = try Situation.View(asOf: "r1", in: scratch.workspace)
    #expect(throws: Diagnostics.self) {
      try Inventory.history(scratch.workspace, "team/platform", view)
    }
    let situation = try Situation(scratch.workspace, view, programVersion: "1")
    #expect(situation.records.count == 1 && situation.graph.day == scratch.now.day)
  }

  @Test(
    "a revision that is not there, and what is no moment, are told plainly",
    arguments: [
      ("r0", "unknown-revision"), ("r4", "unknown-revision"),
      ("component/shop@9", "unknown-revision"),
      ("component/nothing@1", "unknown-revision"), ("soon", "bad-as-of"), ("r", "bad-as-of"),
      ("2024", "bad-as-of"), ("r99999999999999999999", "bad-as-of"),
    ])
  func unknown(text: String, id: String) throws {
    let scratch = try ScratchWorkspace()
    try scratch.apply()
    do {
      _ = try Situation.View(asOf: text, in: scratch.workspace)
      Issue.record("`\(text)` was understood")
    } catch {
      #expect(error.all.map(\.id) == [id])
    }
  }

  @Test("slips are derived from revisions, those of imprecise dates without a made-up day")
  func slips() throws {
    let scratch = try ScratchWorkspace()
    try scratch.write(
      "title: Shop 2\nstatus: planned\ncomponent: shop\nversion: '2.0'\ndate: 2026-Q2\nconfidence: estimated\n",
      to: "records/release/shop-2.yaml")
    try scratch.apply()
    try scratch.revise("release/shop-2", 1, by: "ben", reason: "tests are red") {
      $0["date"] = "2026-09-15"
      $0["confidence"] = "planned"
    }
    try scratch.revise("release/shop-2", 2, reason: "correction: a typo") {
      $0["date"] = "2026-09-16"
    }
    let slips = try Slips.of(
      try scratch.history("release/shop-2"), scratch.workspace, Situation.View())
    #expect(slips.count == 1)
    let slip = try #require(slips.first)
    #expect(slip.from.text == "2026-Q2, estimated" && slip.to?.text == "2026-09-15, planned")
    #expect(slip.days == 167 && slip.movement == "about 167 days later")
    #expect((slip.by, slip.rev, slip.reason) == ("ben", 2, "tests are red"))
    let page = try Situation(scratch.workspace, Situation.View(), programVersion: "1")
      .document(named: "component/shop")
    #expect(
      String(decoding: page.markdown, as: UTF8.self).contains("| Shop 2 | 2026-Q2, estimated |"))
    let then = try Situation.View(asOf: "release/shop-2@1", in: scratch.workspace)
    let before = try Situation(scratch.workspace, then, programVersion: "1")
    #expect(before.graph.slips(of: RecordID(kind: "release", id: "shop-2")).isEmpty)
  }

  @Test("formatting a file is no edit: an append still writes into it")
  func formatted() throws {
    let scratch = try ScratchWorkspace()
    try scratch.write(
      ScratchWorkspace.incident.replacing("severity: 2", with: "severity:   2  "),
      to: "records/incident/lost.yaml")
    try scratch.apply()
    #expect(try Format.run(scratch.workspace, [], isDryRun: true).changed.count == 2)
    _ = try Format.run(scratch.workspace, [], isDryRun: false)
    #expect(try Format.run(scratch.workspace, [], isDryRun: false).changed.isEmpty)
    let outcome = try ExportFiles.run(scratch.workspace, .init(), .init())
    #expect(outcome.isClean)
    try scratch.revise("incident/lost", 1) { $0["severity"] = 1 }
    #expect(
      try ExportFiles.run(scratch.workspace, .init(), .init()).updated == [
        "records/incident/lost.yaml"
      ])
    #expect(try scratch.text("records/incident/lost.yaml").contains("severity: 1\n"))
  }
}
