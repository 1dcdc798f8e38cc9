import Primitives
import Records
import Testing
import Workflows

@Suite("Documents behind after an append")
struct BehindTests {
  /// An append of one sort on the records of `playbooks/`.
  struct Sample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// How many documents are behind at least.
    let least: Int
    let run: @Sendable (Workspace, Append.Options) throws -> [Append.Change]

    init(
      _ name: String, least: Int,
      _ run: @escaping @Sendable (Workspace, Append.Options) throws -> [Append.Change]
    ) {
      (testDescription, self.least, self.run) = (name, least, run)
    }
  }

  private static func fragment(_ given: Object) -> Fragment { Fragment(.options, given: given) }

  private static func lesson(_ selector: Object, status: Value = "accepted") -> Fragment {
    fragment([
      "statement": "Look before you leap.", "polarity": "do", "status": status,
      "evidence": ["incident/mybinder-2017-09-29-504"], "appliesTo": [.object(selector)],
    ])
  }

  static let samples: [Sample] = [
    Sample("incident event", least: 1) { workspace, options in
      try AddEvent.run(
        workspace, incident: "shop-2025-04-22-orders-refused", fragment(["text": "Done."]), options)
    },
    Sample("internal incident event", least: 0) { workspace, options in
      try AddEvent.run(
        workspace, incident: "shop-2025-04-22-orders-refused",
        fragment(["text": "Done.", "visibility": "internal"]), options)
    },
    Sample("incident action", least: 1) { workspace, options in
      try AddAction.run(
        workspace, incident: "pypi-2026-03-litellm", fragment(["text": "Do it."]), options)
    },
    Sample("incident lesson", least: 2) { workspace, options in
      try AddLesson.run(
        workspace,
        fragment([
          "statement": "Look before you leap.", "polarity": "do", "status": "accepted",
          "appliesTo": [["component": "django"]],
        ]), incident: "shop-2025-04-22-orders-refused", options)
    },
    Sample("known lesson of an incident", least: 1) { workspace, options in
      try AddLesson.link(
        workspace, incident: "shop-2025-04-22-orders-refused",
        lesson: "agree-how-long-you-may-look", options)
    },
    Sample("lesson of a component", least: 4) { workspace, options in
      try AddLesson.run(workspace, lesson(["component": "python"]), options)
    },
    Sample("lesson of a phase", least: 10) { workspace, options in
      try AddLesson.run(workspace, lesson(["phase": "backup"]), options)
    },
    Sample("proposed lesson", least: 1) { workspace, options in
      try AddLesson.run(workspace, lesson(["component": "python"], status: "proposed"), options)
    },
    Sample("attempt start", least: 1) { workspace, options in
      try StartAttempt.run(
        workspace, upgrade: "django-4.2-to-5.2",
        fragment(["environment": "staging", "mode": "rehearsal"]), options)
    },
    Sample("deprecation move out of a release", least: 1) { workspace, options in
      try MoveRemoval.run(
        workspace, deprecation: "django-admins-tuples",
        fragment(["version": "9.9", "reason": "Too many users."]), options)
    },
    Sample("deprecation move into a release", least: 2) { workspace, options in
      try MoveRemoval.run(
        workspace, deprecation: "django-urlize-http",
        fragment(["version": "5.2", "reason": "Nobody uses it."]), options)
    },
    Sample("known-issue fix", least: 1) { workspace, options in
      try FixKnownIssue.run(
        workspace, issue: "django-5.1-index-together-typeerror",
        fragment(["version": "5.2"]), options)
    },
    Sample("known-issue fix later", least: 0) { workspace, options in
      try FixKnownIssue.run(
        workspace, issue: "pydantic-2-valid-string", fragment(["version": "2.9"]), options)
    },
  ]

  @Test("laws: says what status finds by rendering everything", arguments: samples)
  func status(_ sample: Sample) throws {
    let playbooks = try PlaybookWorkspace()
    let changes = try sample.run(playbooks.workspace, playbooks.options)
    let effect = try Append.behind(playbooks.workspace, changes, programVersion: "test")
    let standings = try Status.run(
      playbooks.workspace, Situation.View(), programVersion: "test"
    ).filter { $0.state == .behind }
    #expect(effect.behind.map(\.document) == standings.map(\.key.description).sorted())
    #expect(
      Dictionary(uniqueKeysWithValues: effect.behind.map { ($0.document, $0.reason) })
        == Dictionary(uniqueKeysWithValues: standings.map { ($0.key.description, $0.reason) }))
    #expect(effect.unseen == 0)
    #expect(effect.behind.count >= sample.least)
  }

  @Test(
    "an append to a record of which the newest edition knows nothing new leaves it behind still")
  func again() throws {
    let playbooks = try PlaybookWorkspace()
    func event(_ given: Object) throws -> [String] {
      let changes = try AddEvent.run(
        playbooks.workspace, incident: "pypi-2026-03-litellm", Self.fragment(given),
        playbooks.options)
      return try Append.behind(playbooks.workspace, changes, programVersion: "test").behind
        .map { "\($0.document) v\($0.edition)  \($0.reason)" }
    }
    #expect(
      try event(["text": "One."]) == [
        "incident-review/pypi-2026-03-litellm v1  incident/pypi-2026-03-litellm@2 revised"
      ])
    #expect(
      try event(["text": "Two.", "visibility": "internal"]) == [
        "incident-review/pypi-2026-03-litellm v1  incident/pypi-2026-03-litellm@3 revised"
      ])
  }
}
