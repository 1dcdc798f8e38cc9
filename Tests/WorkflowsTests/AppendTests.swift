import Foundation
import Primitives
import Records
import Testing
import Workflows

@Suite struct AppendTests {
  private func scratch() throws -> ScratchWorkspace {
    let scratch = try ScratchWorkspace()
    try scratch.write(ScratchWorkspace.incident, to: "records/incident/orders.yaml")
    try scratch.apply()
    return scratch
  }

  private func event(_ text: String) -> Fragment {
    Fragment(.options, given: ["text": .string(text)])
  }

  private func problems(_ body: () throws -> Void) -> [String] {
    do {
      try body()
      return []
    } catch {
      return ((error as? Diagnostics)?.all ?? []).map(\.id)
    }
  }

  @Test func aLedgerThatTookTheOthersPlaceIsRead() throws {
    let (scratch, other) = (try scratch(), try scratch())
    _ = try AddEvent.run(
      scratch.workspace, incident: "orders", event("Workers: stopped"), scratch.options())
    #expect(try scratch.newest("incident/orders")?.rev == 2)
    // The ledger that was written to is still at hand, and no longer the one at its path.
    let place = scratch.folder.appending(path: ".waymark/ledger.db")
    for end in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: place.path + end)
    }
    try FileManager.default.copyItem(
      at: other.folder.appending(path: ".waymark/ledger.db"), to: place)
    #expect(try scratch.newest("incident/orders")?.rev == 1)
  }

  @Test func anEventGoesBelowTheLastAndCommentsStay() throws {
    let scratch = try scratch()
    let changes = try AddEvent.run(
      scratch.workspace, incident: "orders", event("Workers: stopped"), scratch.options())
    #expect(changes.map(\.revision) == [2])
    #expect(changes.map(\.file) == [.written(path: "records/incident/orders.yaml")])
    let expected = ScratchWorkspace.incident.replacingOccurrences(
      of: "    text: The first order is lost.\n",
      with: """
            text: The first order is lost.
          - at: 2026-01-01T00:00:00Z
            text: "Workers: stopped"

        """)
    #expect(try scratch.text("records/incident/orders.yaml") == expected)
    #expect(try scratch.apply().isUnchanged)
    #expect(try scratch.newest("incident/orders")?["timeline"]?.items.count == 2)
  }

  @Test func aFileThatWasChangedIsLeftAndConflictsAtApply() throws {
    let scratch = try scratch()
    let edited = ScratchWorkspace.incident.replacingOccurrences(
      of: "severity: 2", with: "severity: 1")
    try scratch.write(edited, to: "records/incident/orders.yaml")
    let changes = try AddEvent.run(
      scratch.workspace, incident: "incident/orders", event("Stopped."), scratch.options(by: "ana"))
    guard case .left = changes[0].file else {
      Issue.record("the file was \(changes[0].file)")
      return
    }
    #expect(try scratch.text("records/incident/orders.yaml") == edited)
    do {
      try scratch.apply()
      Issue.record("apply undid the append")
    } catch let error as Diagnostics {
      let text = error.all.map(\.text).joined()
      #expect(text.contains("error[conflict]: the file was made from revision 1"))
      #expect(text.contains("revision 2 by ana"))
      #expect(text.contains("the ledger says timeline[1]: added"))
      #expect(text.contains("the file says severity: 2 → 1"))
    }
    #expect(try scratch.newest("incident/orders")?.rev == 2)
    // Taking over both sides and saying so is the way out.
    let merged = edited.replacingOccurrences(
      of: "    text: The first order is lost.\n",
      with: "    text: The first order is lost.\n  - {at: 2026-01-01T00:00:00Z, text: Stopped.}\n")
    try scratch.write("rev: 2\n" + merged, to: "records/incident/orders.yaml")
    #expect(try scratch.apply().revised.map(\.description) == ["incident/orders"])
    // The file's own later edits are on the ground of what it was applied as, not of its `rev`.
    try scratch.write(
      "rev: 2\n" + merged.replacingOccurrences(of: "severity: 1", with: "severity: 3"),
      to: "records/incident/orders.yaml")
    #expect(try scratch.apply().revised.count == 1)
  }

  @Test func aRetiredRecordComesBackWithItsFile() throws {
    let scratch = try scratch()
    let file = scratch.folder.appending(path: "records/incident/orders.yaml")
    try FileManager.default.removeItem(at: file)
    let pruned = try scratch.apply { $0.prunes = true }
    #expect(pruned.retired.map(\.description) == ["incident/orders"])
    try scratch.write(ScratchWorkspace.incident, to: "records/incident/orders.yaml")
    #expect(try scratch.apply().revised.map(\.description) == ["incident/orders"])
    #expect(try scratch.newest("incident/orders")?.isRetired == false)
  }

  @Test func aDryRunShowsFieldsOldAndNew() throws {
    let scratch = try scratch()
    try scratch.write(
      ScratchWorkspace.incident.replacingOccurrences(of: "severity: 2", with: "severity: 1"),
      to: "records/incident/orders.yaml")
    let outcome = try scratch.apply { $0.isDryRun = true }
    #expect(outcome.differences.values.flatMap { $0.map(\.line) } == ["severity: 2 → 1"])
    #expect(try scratch.newest("incident/orders")?.rev == 1)
  }

  @Test func refusedAppendsTellEverythingAndChangeNothing() throws {
    let scratch = try scratch()
    let before = try scratch.text("records/incident/orders.yaml")
    let found = problems {
      _ = try AddEvent.run(
        scratch.workspace, incident: "orders",
        Fragment(.options, given: ["at": "soon", "kind": "guess"]), scratch.options())
    }
    #expect(Set(found) == ["append-forms", "bad-date", "missing-field", "unknown-word"])
    #expect(
      problems {
        _ = try AddAction.run(
          scratch.workspace, incident: "orders",
          Fragment(.options, given: ["text": "Alert", "owner": "nobody"]), scratch.options())
      } == ["dangling-reference"])
    #expect(
      problems {
        _ = try AddEvent.run(scratch.workspace, incident: "order", event("x"), scratch.options())
      } == ["unknown-record"])
    #expect(try scratch.newest("incident/orders")?.rev == 1)
    #expect(try scratch.text("records/incident/orders.yaml") == before)
  }

  @Test func aLessonNamesItsIncidentAndTheIncidentNamesIt() throws {
    let scratch = try scratch()
    let lesson = Fragment(
      .options,
      given: [
        "statement": "Stop the workers first. They write to the old tables.", "polarity": "do",
        "appliesTo": [["component": "shop"]],
      ])
    let changes = try AddLesson.run(
      scratch.workspace, lesson, incident: "orders", scratch.options())
    #expect(changes.map(\.id.description) == ["lesson/stop-the-workers-first", "incident/orders"])
    let found = try scratch.newest("lesson/stop-the-workers-first")
    #expect(found?["evidence"]?.texts == ["incident/orders"])
    #expect(found?.title == "Stop the workers first")
    #expect(try scratch.newest("incident/orders")?["lessons"]?.texts == ["stop-the-workers-first"])
    let again = try AddLesson.run(scratch.workspace, lesson, incident: "orders", scratch.options())
    #expect(again[0].id.description == "lesson/stop-the-workers-first-2")
    #expect(try scratch.apply().isUnchanged)
  }

  @Test func aRemovalThatMovesKeepsTheEarlierPlan() throws {
    let scratch = try scratch()
    try scratch.write(
      """
      title: Old API
      component: shop
      subject: GET /old
      announced: {version: 1.0.0, on: 2025-01-01}
      plannedRemoval: {version: 2.0.0, on: 2026-06}
      """, to: "records/deprecation/old-api.yaml")
    try scratch.apply()
    let move = Fragment(.options, given: ["version": "3.0.0", "reason": "Too many users."])
    _ = try MoveRemoval.run(
      scratch.workspace, deprecation: "old-api", move, scratch.options(by: "ana"))
    let found = try scratch.newest("deprecation/old-api")
    #expect(found?["plannedRemoval"] == ["version": "3.0.0"])
    #expect(
      found?["earlierPlans"]?.items == [
        [
          "version": "2.0.0", "on": "2026-06", "changedOn": "2026-01-01",
          "reason": "Too many users.", "by": "ana",
        ]
      ])
    #expect(
      problems {
        _ = try MoveRemoval.run(
          scratch.workspace, deprecation: "old-api", move, scratch.options())
      } == ["plan-unchanged"])
    #expect(try scratch.apply().isUnchanged)
  }

  @Test func aFixEndsTheRangeThatItEnds() throws {
    let scratch = try scratch()
    try scratch.write(
      """
      title: Slow cart
      component: shop
      symptom: The cart is slow.
      affected:
        - {introduced: 1.9.0, fixed: 1.9.4}
        - {introduced: 1.10.0}
        - {introduced: 2.0.0}
      """, to: "records/known-issue/slow.yaml")
    try scratch.apply()
    func fix(_ given: Object) throws {
      _ = try FixKnownIssue.run(
        scratch.workspace, issue: "slow", Fragment(.options, given: given), scratch.options())
    }
    try fix(["version": "1.10.3"])
    #expect(try scratch.newest("known-issue/slow")?.status == "affected")
    #expect(problems { try fix(["version": "1.10.4"]) } == ["no-open-range"])
    try fix(["version": "2.0.1"])
    let found = try scratch.newest("known-issue/slow")
    #expect(found?.status == "fixed")
    #expect(found?["fixedIn"]?.texts == ["1.10.3", "2.0.1"])
    #expect(found?["affected"]?.items.map { $0["fixed"]?.text } == ["1.9.4", "1.10.3", "2.0.1"])
    #expect(found?["closed"]?.text == "2026-01-01")
  }

  @Test func threadsAppendingAtOnceLoseNothing() async throws {
    let scratch = try scratch()
    let (workspace, options) = (scratch.workspace, scratch.options())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          for number in 0..<5 {
            _ = try AddEvent.run(
              workspace, incident: "orders",
              Fragment(.options, given: ["text": .string("event \(writer)-\(number)")]), options)
          }
        }
      }
      try await group.waitForAll()
    }
    let events = try scratch.newest("incident/orders")?["timeline"]?.items ?? []
    #expect(Set(events.compactMap { $0["text"]?.text }).count == 21)
    #expect(try scratch.newest("incident/orders")?.rev == 21)
    #expect(try scratch.apply().isUnchanged)
  }
}
