import Primitives
import Records
import Testing

@testable import Knowledge

@Suite("redaction")
struct RedactionTests {
  /// In everything that must not be published.
  private let canary = "canary-7f3a"

  private func text(_ records: [Record], _ observations: [Observation] = []) -> String {
    let values = records.map { Value.object($0.fields) } + observations.map { .object($0.fields) }
    let ids = records.map { Value.string($0.id.description) }
    return String(decoding: JSONText.canonical(.list(values + ids)), as: UTF8.self)
  }

  private var records: [Record] {
    let plan = upgrade(
      "plan",
      [
        "contacts": [.string(canary), "ops"],
        "rollback": [
          "kind": "restore-backup", "pointOfNoReturn": .string(canary),
          "steps": [
            ["key": "back", "title": "Back"],
            ["key": .string("\(canary)-back"), "title": "B", "visibility": "internal"],
          ],
        ],
      ],
      steps: [
        ["key": "go", "title": "Go", "undo": ["step": .string("\(canary)-back")]],
        [
          "key": .string(canary), "title": .string(canary), "command": .string(canary),
          "visibility": "internal",
        ],
        ["key": "on", "title": "On", "onFailure": .string("step:\(canary)")],
      ])
    let run = record(
      "attempt", "run",
      [
        "upgrade": "plan", "environment": "production", "startedAt": "2026-01-01T00:00:00Z",
        "outcome": "failed", "failedStep": .string(canary), "incident": .string(canary),
        "steps": [
          ["key": "go", "note": "fine"], ["key": .string(canary), "note": .string(canary)],
        ],
        "deviations": [["step": .string(canary), "text": .string(canary)], ["text": "none"]],
      ])
    return [
      component("app"), record("team", "ops", ["kind": "team"]), plan, run,
      record("team", canary, ["kind": "team", "visibility": "internal"]),
      record(
        "incident", canary,
        [
          "severity": 1, "visibility": "internal", "detection": ["how": "alert"],
          "impact": ["text": .string(canary)],
        ]),
      record(
        "incident", "open",
        [
          "severity": 1, "detection": ["how": "alert"], "impact": ["text": "down"],
          "timeline": [
            ["at": "2026-01-01T00:00:00Z", "text": .string(canary), "visibility": "internal"],
            ["at": "2026-01-01T00:01:00Z", "text": "restored"],
          ],
          "actions": [["text": "watch", "owner": .string(canary)]],
        ]),
      // Its only evidence is internal, so it goes; what names it in a list stays without it.
      record(
        "lesson", "\(canary)-lesson",
        [
          "statement": .string(canary), "polarity": "do", "status": "accepted",
          "evidence": [.string("incident/\(canary)")], "appliesTo": [["component": "app"]],
        ]),
      record(
        "lesson", "kept",
        [
          "statement": "Wait.", "polarity": "do", "status": "accepted",
          "evidence": ["incident/open", .string("incident/\(canary)")],
          "appliesTo": [["component": "app"], ["step": .string(canary)]],
          "supersedes": [.string("\(canary)-lesson")],
        ]),
      record("component", canary, ["type": "service", "visibility": "internal"]),
      // Two steps away: the component, then the deprecation, then a usage of it.
      record(
        "deprecation", "\(canary)-old",
        ["component": .string(canary), "subject": .string(canary), "announced": ["on": "2026"]]),
    ]
  }

  private var observations: [Observation] {
    [
      observation(
        "usage",
        [
          "deprecation": .string("\(canary)-old"), "consumer": .string(canary), "count": 1,
          "method": "grep", "measuredAt": "2026-01-01T00:00:00Z",
        ]),
      result("1.0", "3.12", "pass", at: "2026-01-01"),
    ]
  }

  @Test("a canary in everything internal appears nowhere")
  func canaryIsGone() {
    let published = Redaction.published(records)
    let observations = Redaction.published(self.observations, among: records)
    #expect(text(records, self.observations).contains(canary))
    #expect(!text(published, observations).contains(canary))
    #expect(
      published.map(\.id.description).sorted() == [
        "attempt/run", "component/app", "incident/open", "lesson/kept", "team/ops", "upgrade/plan",
      ])
    #expect(observations.map(\.kind) == ["compatibility"])
  }

  @Test("what is left is whole: public steps, events and references stay")
  func rest() {
    let graph = Graph(records: Redaction.published(records), day: today)
    let plan = graph.record("upgrade", "plan")
    #expect(plan?["steps"]?.items.compactMap { $0["key"]?.text } == ["go", "on"])
    #expect(plan?["steps"]?.items.last?["onFailure"]?.text == "abort")
    #expect(plan?["rollback"]?["steps"]?.items.compactMap { $0["key"]?.text } == ["back"])
    #expect(plan?["contacts"]?.texts == ["ops"])
    #expect(graph.record("incident", "open")?["timeline"]?.items.count == 1)
    #expect(graph.record("incident", "open")?["actions"]?.items.count == 1)
    #expect(graph.record("lesson", "kept")?["evidence"]?.texts == ["incident/open"])
    #expect(graph.record("attempt", "run")?["steps"]?.items.count == 1)
    #expect(graph.record("attempt", "run")?["deviations"]?.items.count == 1)
  }

  @Test("a required reference to an internal record takes the record with it, and so on")
  func transitive() {
    let chain = [
      component("app").withVisibility("internal"), upgrade(),
      record(
        "attempt", "run",
        ["upgrade": "plan", "environment": "x", "startedAt": "2026-01-01T00:00:00Z"]),
      record(
        "lesson", "l",
        [
          "statement": "S", "polarity": "do", "evidence": ["attempt/run"],
          "appliesTo": [["phase": "apply"]],
        ]),
      record("team", "ops", ["kind": "team"]),
    ]
    #expect(Redaction.published(chain).map(\.id.description) == ["team/ops"])
    #expect(Redaction.published(chain.reversed()).map(\.id.description) == ["team/ops"])
    #expect(
      Redaction.published([result("1.0", "3.12", "pass", at: "2026-01-01")], among: chain).isEmpty)
  }

  @Test("a step's key that is public in another plan still selects there")
  func sharedKey() {
    let hidden = upgrade(
      "a",
      steps: [["key": "go", "title": "Go"], ["key": "x", "title": "X", "visibility": "internal"]])
    let open = upgrade("b", steps: [["key": "x", "title": "X"]])
    let lesson = record(
      "lesson", "l",
      [
        "statement": "S", "polarity": "do", "evidence": ["incident/i"],
        "appliesTo": [["step": "x"]],
      ])
    #expect(Redaction.published([hidden, lesson]).map(\.id.id) == ["a"])
    #expect(Redaction.published([hidden, open, lesson]).map(\.id.id) == ["a", "b", "l"])
  }

  @Test("records without anything internal are left alone")
  func untouched() {
    let open = [component("app"), upgrade()]
    #expect(Redaction.published(open) == open)
  }
}

extension Record {
  fileprivate func withVisibility(_ word: String) -> Record {
    var fields = self.fields
    fields["visibility"] = .string(word)
    return record(id.kind, id.id, fields)
  }
}
