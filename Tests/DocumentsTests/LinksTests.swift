import Documents
import Knowledge
import Primitives
import Records
import Testing

/// Every record has a place, and a link from elsewhere leads there.
@Suite struct LinksTests {
  private let graph = Workspace.harbor.graph

  @Test(arguments: [
    ("upgrade/harbor-2-to-3", "runbook/harbor-2-to-3.md"),
    ("component/harbor-api", "component/harbor-api.md"),
    ("incident/harbor-berths-lost", "incident-review/harbor-berths-lost.md"),
    ("release/harbor-api-3.0", "release-notes/harbor-api-3.0.md"),
    ("lesson/know-partners", "lessons/index.md#know-partners"),
    ("known-issue/harbor-slow-pier", "known-issues/index.md#harbor-slow-pier"),
    ("decision/canary-for-api", "decisions/index.md#canary-for-api"),
    ("policy/harbor-promise", "policies/index.md#harbor-promise"),
    ("team/quay", "teams/index.md#quay"),
    ("migration/harbor-berth-text", "migrations/index.md#harbor-berth-text"),
    ("deprecation/harbor-tide", "deprecation-timeline/index.md#harbor-tide"),
    ("attempt/harbor-3-first", "runbook/harbor-2-to-3.md#attempt-harbor-3-first"),
    ("change/harbor-3.0-pier", "release-notes/harbor-api-3.0.md#harbor-3.0-pier"),
    ("change/harbor-next-color", "release-notes/harbor-api-unreleased.md#harbor-next-color"),
    // Without anything to say about the release there is no page of notes.
    ("release/harbor-api-2.0", "component/harbor-api.md"),
    ("release/harbor-api-4.0", "component/harbor-api.md"),
    // A draft has no entry.
    ("change/harbor-draft", "component/harbor-db.md"),
  ])
  func place(record: String, place: String) throws {
    let id = try #require(RecordID(record))
    #expect(Links.place(of: id, in: graph) == place)
  }

  @Test func everyRecordHasAPlace() {
    for record in graph.all {
      #expect(Links.place(of: record.id, in: graph) != nil, "\(record.id)")
    }
  }

  @Test func unknownAndRetiredRecordsHaveNone() throws {
    #expect(Links.place(of: RecordID(kind: "lesson", id: "nobody"), in: graph) == nil)
    let lesson = try #require(graph.record("lesson", "know-partners"))
    let retired = Record(
      id: lesson.id, rev: 2, recordedAt: lesson.recordedAt, recordedBy: "test", reason: nil,
      isRetired: true, fields: lesson.fields, digest: lesson.digest)
    let later = Graph(records: [retired], day: Workspace.day)
    #expect(Links.place(of: lesson.id, in: later) == nil)
  }
}
