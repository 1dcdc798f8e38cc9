import Primitives
import Records
import Testing
import Workflows

@Suite struct AttemptTests {
  private func scratch() throws -> ScratchWorkspace {
    let scratch = try ScratchWorkspace()
    try scratch.write(
      """
      title: Shop 1 to 2
      component: shop
      from: "1.0.0"
      to: "2.0.0"
      strategy: rolling
      steps:
        - {key: stop, title: Stop, command: stop shop, expect: {exit: 0}}
        - key: install
          title: Install
          aliases: [set-up]
          command: install shop
          undo: {command: take back}
      rollback:
        kind: redeploy-previous
        trigger: Orders fail.
        steps: [{key: put-back, title: Put back, command: put back}]
      """, to: "records/upgrade/shop-2.yaml")
    try scratch.apply()
    return scratch
  }

  private func at(_ minutes: Int, _ scratch: ScratchWorkspace) -> Append.Options {
    var options = Append.Options(
      at: Instant(milliseconds: scratch.now.milliseconds + minutes * 60_000))
    options.by = "ana"
    return options
  }

  @Test func stepsOfTheWayBackAndEarlierKeysAreKnown() throws {
    let scratch = try scratch()
    let start = try StartAttempt.run(
      scratch.workspace, upgrade: "shop-2", Fragment(.options, given: ["environment": "staging"]),
      at(0, scratch))
    for (minute, key) in ["set-up", "put-back"].enumerated() {
      let changes = try TimeStep.run(
        scratch.workspace, attempt: start[0].id.description, step: key, ends: false,
        Fragment(.options, given: Object()), at(minute + 1, scratch))
      #expect(!changes.isEmpty, "\(key)")
    }
    #expect(throws: Diagnostics.self) {
      try TimeStep.run(
        scratch.workspace, attempt: start[0].id.description, step: "put-forth", ends: false,
        Fragment(.options, given: Object()), at(9, scratch))
    }
  }

  @Test func anAttemptIsTimedFromStartToEnd() throws {
    let scratch = try scratch()
    let none = Fragment(.options, given: Object())
    let start = try StartAttempt.run(
      scratch.workspace, upgrade: "shop-2", Fragment(.options, given: ["environment": "staging"]),
      at(0, scratch))
    let id = "attempt/shop-2-staging-2026-01-01"
    #expect(start[0].id.description == id)
    func step(_ key: String, ends: Bool = false, _ minutes: Int, _ given: Object = Object()) throws
    {
      _ = try TimeStep.run(
        scratch.workspace, attempt: id, step: key, ends: ends, Fragment(.options, given: given),
        at(minutes, scratch))
    }
    try step("stop", 1)
    try step("install", 3)
    try step("install", ends: true, 7, ["exit": "0"])
    #expect(throws: Diagnostics.self) { try step("instal", 8) }
    _ = try FinishAttempt.run(
      scratch.workspace, attempt: id, Fragment(.options, given: ["outcome": "succeeded"]),
      at(9, scratch))
    let found = try scratch.newest(id)
    #expect(
      found?["steps"]?.items == [
        ["key": "stop", "startedAt": "2026-01-01T00:01:00Z", "endedAt": "2026-01-01T00:03:00Z"],
        [
          "key": "install", "startedAt": "2026-01-01T00:03:00Z", "endedAt": "2026-01-01T00:07:00Z",
          "exit": 0,
        ],
      ])
    #expect(found?.status == "finished")
    #expect(found?["endedAt"]?.text == "2026-01-01T00:09:00Z")
    #expect(found?["operator"]?.text == "ana")
    #expect(throws: Diagnostics.self) {
      try FinishAttempt.run(scratch.workspace, attempt: id, none, at(10, scratch))
    }
    #expect(try scratch.apply().isUnchanged)
  }
}
