import Primitives
import Records
import Testing

@testable import Knowledge

@Suite("lessons find their step")
struct LessonMatchTests {
  private let plan = upgrade(
    "plan", from: "13", to: "16",
    [
      "rollback": [
        "kind": "restore-backup",
        "steps": [
          [
            "key": "restore", "title": "Restore", "phase": "rollback",
            "command": "pg_restore -d app dump",
          ]
        ],
      ]
    ],
    steps: [
      ["key": "dump", "title": "Dump", "phase": "backup", "command": "pg_dump -Fc app > dump"],
      [
        "key": "stop", "title": "Stop", "aliases": ["halt"], "interface": "sql",
        "command": "systemctl stop postgresql@13-main",
      ],
    ])

  private func lesson(_ selectors: Value, _ more: Object = [:], id: String = "lesson") -> Record {
    var fields: Object = [
      "statement": "Wait.", "polarity": "do", "status": "accepted",
      "evidence": ["incident/x"], "appliesTo": selectors,
    ]
    for member in more.members { fields[member.name] = member.value }
    return record("lesson", id, fields)
  }

  private func matches(_ lessons: Record...) -> [LessonMatch] {
    Graph(records: lessons + [component("app"), plan], day: today).lessons(for: plan)
  }

  /// Where a lesson with one selector is shown: `step: because`, the plan as a whole as `-`.
  private func places(_ selector: Value) -> [String] {
    matches(lesson([selector])).map { "\($0.step ?? "-"): \($0.because)" }
  }

  @Test(
    "each part of a selector alone",
    arguments: [
      (["component": "app"], ["-: this upgrades app"]), (["component": "db"], []),
      (["versions": ">=14,<15"], ["-: the way from 13 to 16 touches the versions >=14,<15"]),
      (["versions": ">16"], []),
      (["versions": "16"], ["-: the way from 13 to 16 touches the versions 16"]),
      (["strategy": "rolling"], ["-: the strategy is rolling"]), (["strategy": "canary"], []),
      (["environment": "production"], ["-: the lesson is about production"]),
      (["phase": "backup"], ["dump: the step belongs to the phase backup"]),
      (["phase": "rollback"], ["restore: the step belongs to the phase rollback"]),
      (["phase": "cleanup"], []),
      (["step": "stop"], ["stop: the lesson is about the step stop"]),
      (["step": "halt"], ["stop: the lesson is about the step halt"]),
      (["step": "sto"], []), (["interface": "sql"], ["stop: the step touches the interface sql"]),
      (["interface": "http"], []),
      (
        ["command": "pg_*app"],
        ["dump: the command holds pg_*app", "restore: the command holds pg_*app"]
      ),
      (["command": "stop*@13"], ["stop: the command holds stop*@13"]),
      (["command": "@13*stop"], []), (["command": "PG_DUMP"], []),
    ] as [(Value, [String])])
  func parts(selector: Value, expected: [String]) {
    #expect(places(selector) == expected)
  }

  @Test("all parts of a selector hold together and are all named")
  func together() {
    let all: Object = [
      "component": "app", "versions": "13", "strategy": "rolling", "environment": "production",
      "phase": "apply", "step": "halt", "interface": "sql", "command": "systemctl",
    ]
    #expect(
      places(.object(all)) == [
        "stop: this upgrades app, the way from 13 to 16 touches the versions 13, "
          + "the strategy is rolling, the lesson is about production, "
          + "the step belongs to the phase apply, the lesson is about the step halt, "
          + "the step touches the interface sql and the command holds systemctl"
      ])
    for part in ["component", "versions", "strategy", "phase", "step", "interface", "command"] {
      var broken = all
      broken[part] = part == "versions" ? "99" : "other"
      #expect(places(.object(broken)).isEmpty, "\(part) does not matter")
    }
  }

  @Test("each selector for itself; a place is shown once, for the first that matched")
  func selectors() {
    let both = matches(
      lesson([["component": "db"], ["phase": "backup"], ["step": "dump"], ["component": "app"]]))
    #expect(both.map(\.step) == ["dump", nil])
    #expect(both.map(\.selector) == [1, 3])
  }

  @Test(
    "encoded lessons are shown; proposed, retired and expired ones are not",
    arguments: [
      (["status": "encoded"], 1), (["status": "proposed"], 0), (["status": "retired"], 0),
      (["expiresWhen": "13"], 0), (["expiresWhen": "14"], 1), (["expiresWhen": "9.6"], 0),
    ] as [(Object, Int)])
  func status(more: Object, expected: Int) {
    #expect(matches(lesson([["component": "app"]], more)).count == expected)
  }

  @Test("the most severe come first, then by id; appearances name the plan")
  func order() {
    let found = matches(
      lesson([["component": "app"]], id: "b"), lesson([["component": "app"]], id: "a"),
      lesson([["component": "app"]], ["severity": "critical"], id: "z"),
      lesson([["component": "app"]], ["severity": "low"], id: "c"))
    #expect(found.map(\.lesson.id.id) == ["z", "a", "b", "c"])
    let one = lesson([["step": "stop"]])
    let appearances = Graph(records: [one, plan], day: today).appearances(of: one)
    #expect(appearances.map(\.upgrade.description) == ["upgrade/plan"])
    #expect(appearances.map(\.step) == ["stop"])
  }
}
