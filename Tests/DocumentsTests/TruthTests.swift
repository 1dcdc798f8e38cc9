import Documents
import Knowledge
import Primitives
import Records
import Testing

/// What documents must not claim: that nothing is known is not that nothing is there.
@Suite("documents say what is not known") struct TruthTests {
  private func text(_ key: DocumentKey, _ records: [Record]) throws -> String {
    let document = try #require(try Made.renderer().document(key, Made.graph(records)))
    return String(decoding: document.markdown, as: UTF8.self)
  }

  private func plan(_ steps: [Object], _ more: Object = [:]) -> Record {
    var fields: Object = [
      "component": "app", "from": "1.0", "to": "2.0", "strategy": "rolling",
      "steps": .list(steps.map(Value.object)), "rollback": ["kind": "redeploy-previous"],
    ]
    for member in more.members { fields[member.name] = member.value }
    return Made.record("upgrade", "plan", fields)
  }

  @Test func aDowntimeThatNobodyEstimatedIsUnknown() throws {
    let stop: Object = ["key": "stop", "title": "Stop", "downtime": true]
    let budget: Object = ["downtimeBudget": "PT10M"]
    let unknown = try text(DocumentKey("runbook", "plan"), [plan([stop], budget)])
    #expect(unknown.contains("| Downtime | **unknown**: 1 step that users notice"))
    #expect(unknown.contains("| Time | unknown: no step has an estimate |"))
    var known = stop
    (known["key"], known["estimate"]) = ("start", "PT1M")
    let partly = try text(DocumentKey("runbook", "plan"), [plan([stop, known], budget)])
    #expect(partly.contains("| Downtime | 1 minute expected without 1 step that users notice"))
    known["estimate"] = "PT11M"
    let over = try text(DocumentKey("runbook", "plan"), [plan([stop, known], budget)])
    #expect(over.contains("**over the budget**"))
    let none = try text(
      DocumentKey("runbook", "plan"), [plan([["key": "go", "title": "Go"]], budget)])
    #expect(none.contains("| Downtime | none expected, 10 minutes agreed |"))
  }

  @Test func aStepHasItsOwnerTimeoutAndVariables() throws {
    let team = Made.record("team", "crew", ["title": "Crew", "contact": "#crew"])
    let steps: [Object] = [
      [
        "key": "go", "title": "Go", "timeout": "PT7M", "command": "go \"$HERE\"",
        "environment": ["HERE": "a b's", "PLAIN": "x/y"],
      ],
      ["key": "look", "title": "Look", "timeout": "PT1H"],
    ]
    let text = try text(
      DocumentKey("runbook", "plan"), [team, plan(steps, ["owner": "crew"])])
    #expect(text.contains("- Stop the command when it runs longer than 7 minutes"))
    #expect(text.contains("- Give up after 1 hour"))
    #expect(text.components(separatedBy: "- By: Crew").count == 3)
    #expect(text.contains("```bash\nexport HERE='a b'\\''s'\nexport PLAIN=x/y\n```"))
  }

  @Test func anEmptyWayIsNotAnEasyOne() throws {
    let text = try text(DocumentKey("migration-guide", "app-1.0-to-2.0"), [])
    #expect(text.contains("Nothing is recorded of this way"))
    let some = try self.text(
      DocumentKey("migration-guide", "app-1.0-to-2.0"), [Made.change("a", "2.0", "changed")])
    #expect(!some.contains("Nothing is recorded"))
  }

  @Test func whatIsWithdrawnSaysSoWhereverItIsTheEnd() throws {
    let yanked = Made.release(
      "2.0", ["status": "yanked", "yanked": ["reason": "It loses data", "instead": "2.0.1"]])
    let records = [yanked, Made.release("1.5"), Made.change("a", "2.0", "changed")]
    for key in [
      DocumentKey("release-notes", "app-2.0"), DocumentKey("release-notes", "app-1.0-to-2.0"),
      DocumentKey("migration-guide", "app-1.0-to-2.0"),
    ] {
      let text = try text(key, records)
      #expect(text.contains("> It loses data. Take 2.0.1 instead."), "\(key): \(text)")
    }
    let changelog = try text(DocumentKey("changelog", "app"), records + [Made.release("2.0.1")])
    #expect(changelog.contains("## [2.0] - 2025-01-01 [YANKED]"))
    #expect(changelog.contains("## [2.0.1]"), "what to take instead is listed, entries or not")
  }

  @Test func anEntryThatWasTakenOutLeavesATrace() throws {
    let change = Made.change(
      "gone", "2.0", "fixed", ["title": "Orders are kept", "status": "done"])
    func retired(_ reason: String?) -> Record {
      Record(
        id: change.id, rev: 2, recordedAt: Instant(startOf: Made.today), recordedBy: "test",
        reason: reason, isRetired: true, fields: change.fields, digest: change.digest)
    }
    let key = DocumentKey("release-notes", "app-2.0")
    let more = [Made.release("2.0"), Made.change("a", "2.0", "changed")]
    #expect(
      try text(key, more + [retired("it was never merged")]).contains(
        "- Orders are kept, on 30 June 2026: It was never merged."))
    #expect(
      try text(key, more + [retired(nil)]).contains(
        "- Orders are kept, on 30 June 2026: No reason was recorded."))
  }

  @Test func holesThatTheWayClosesStandApart() throws {
    let hole = Made.change(
      "hole", "1.5", "security",
      [
        "title": "A hole", "when": "before", "action": "Take the fix of your series. Rotate keys.",
        "commands": ["pip install app==1.5"], "security": ["cve": ["CVE-2025-1"]],
      ])
    let text = try text(
      DocumentKey("migration-guide", "app-1.0-to-2.0"), [hole, Made.release("2.0")])
    #expect(text.contains("## Holes that the upgrade closes"))
    #expect(!text.contains("## Before"), "to leave a series asks for no fix of it")
    #expect(text.contains("### A hole") && text.contains("Rotate keys."), "nothing is lost")
  }
}
