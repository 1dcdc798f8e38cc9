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

  @Test("after each revision of one apply there is a site without a dead link")
  func buildInTheMiddle() throws {
    let scratch = try ScratchWorkspace()
    try scratch.write(ScratchWorkspace.incident, to: "records/incident/orders.yaml")
    // What refers comes before what it refers to: records are taken in by kind and id.
    for (path, text) in [
      "attempt/first": """
      title: First try
      upgrade: shop-2
      outcome: rolled-back
      environment: production
      startedAt: 2025-11-14T08:00:00Z
      endedAt: 2025-11-14T10:00:00Z
      incident: orders
      """,
      "change/gone": """
      title: Orders are kept
      component: shop
      release: '2.0'
      type: fixed
      """,
      "lesson/look": """
      title: Look first
      statement: Look at the orders first.
      polarity: verify
      appliesTo: [{component: shop, phase: apply}]
      evidence: [incident/orders]
      """,
      "release/shop-2": "title: Shop 2\ncomponent: shop\nversion: '2.0'\ndate: 2025-11-01\n",
      "upgrade/shop-2": """
      title: Shop to 2
      component: shop
      from: '1.0'
      to: '2.0'
      strategy: rolling
      steps:
        - {key: go, title: Go, phase: apply}
      rollback: {kind: redeploy-previous}
      """,
    ].sorted(by: { $0.key < $1.key }) {
      try scratch.write(text + "\n", to: "records/\(path).yaml")
    }
    // Later than any clock, so that what is published bears the same instant.
    try scratch.apply { $0.at = Instant(milliseconds: 4_102_444_800_000) }
    let published = try Publish.run(scratch.workspace, Situation.View(), programVersion: "1")
    try #require(published.published.count > 2)
    let editions = try scratch.workspace.ledger(.readOnly).editions()
    let last = try scratch.workspace.ledger(.readOnly).head().sequence
    for sequence in 1...last {
      let view = try Situation.View(asOf: "r\(sequence)", in: scratch.workspace)
      let outcome = try BuildSite.run(
        scratch.workspace, view, output: scratch.folder.appending(path: "site-\(sequence)").path,
        state: scratch.folder.appending(path: "state-\(sequence)").path, programVersion: "1")
      #expect(outcome.problems.map(\.message).isEmpty, "r\(sequence)")
      let situation = try Situation(scratch.workspace, view, programVersion: "1")
      let known = editions.filter(situation.editions.contains)
      #expect(known.count == (sequence == last ? editions.count : known.count))
      #expect(
        known.allSatisfy { edition in
          edition.sources.allSatisfy { source in
            situation.records.contains { $0.id == source.id && $0.rev >= source.rev }
          }
        }, "r\(sequence)")
    }
    let first = try Situation(
      scratch.workspace, try Situation.View(asOf: "r1", in: scratch.workspace), programVersion: "1")
    #expect(!editions.contains(where: first.editions.contains))
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
