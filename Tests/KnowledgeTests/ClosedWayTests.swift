import Primitives
import Records
import Testing

@testable import Knowledge

/// What leaving out an internal part must not turn into a wrong instruction, or give away.
@Suite("what internal steps leave behind") struct ClosedWayTests {
  private func plan(_ steps: [Object], point: String) -> Record {
    upgrade(
      "plan",
      ["rollback": ["kind": "restore-backup", "pointOfNoReturn": .string(point)]], steps: steps)
  }

  private func point(_ plan: Record) -> String? {
    Graph(records: Redaction.published([plan]), day: today)
      .record("upgrade", "plan")?["rollback"]?["pointOfNoReturn"]?.text
  }

  private let steps: [Object] = [
    ["key": "stop", "title": "Stop"],
    ["key": "drop", "title": "Drop", "visibility": "internal", "aliases": ["old-drop"]],
    ["key": "also", "title": "Also", "visibility": "internal"],
    ["key": "start", "title": "Start"],
  ]

  @Test("a way back that closes with an internal step is closed for the next open one")
  func pointOfNoReturn() {
    #expect(point(plan(steps, point: "drop")) == "start")
    #expect(point(plan(steps, point: "old-drop")) == "start")
    #expect(point(plan(steps, point: "stop")) == "stop")
    #expect(point(plan(Array(steps.dropLast()), point: "drop")) == nil)
  }

  @Test("no step behind that goes back when it fails, and those before it do")
  func onFailure() {
    let failing = steps.map { step in
      var step = step
      step["onFailure"] = "rollback"
      return step
    }
    func answers(_ point: String) -> [String?] {
      let shown = Redaction.published([plan(failing, point: point)]).first
      return shown?["steps"]?.items.map { $0["onFailure"]?.text } ?? []
    }
    #expect(answers("drop") == ["rollback", "abort"])
    #expect(answers("stop") == ["rollback", "rollback"])
  }

  @Test("a migration does not name the internal step, or the internal plan, that makes its backup")
  func backup() {
    func backup(_ written: String, _ plan: Record) -> String? {
      let migration = record(
        "migration", "m",
        [
          "component": "app", "type": "schema", "reversible": "full",
          "backupStep": .string(written),
        ])
      return Redaction.published([plan, migration]).first { $0.id.kind == "migration" }?[
        "backupStep"]?.text
    }
    #expect(backup("plan/drop", plan(steps, point: "stop")) == nil)
    #expect(backup("drop", plan(steps, point: "stop")) == nil)
    #expect(backup("plan/stop", plan(steps, point: "stop")) == "plan/stop")
    #expect(backup("plan/stop", upgrade("plan", ["visibility": "internal"])) == nil)
  }

  @Test("records that are internal and not in the view are not named")
  func besides() {
    let app = record("component", "app", ["type": "service", "owner": "zebra"])
    let secrets = Secrets(in: [app], besides: [RecordID(kind: "team", id: "zebra")])
    let shown = Redaction.published([app], secrets)
    #expect(shown.map(\.id.id) == ["app"])
    #expect(shown.first?["owner"] == nil)
  }
}
