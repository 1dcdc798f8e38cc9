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

  @Test func unknownRecordsHaveNone() {
    #expect(Links.place(of: RecordID(kind: "lesson", id: "nobody"), in: graph) == nil)
  }

  @Test(arguments: [
    ("lesson/know-partners", "lessons/index.md#know-partners"),
    ("upgrade/harbor-2-to-3", "runbook/harbor-2-to-3.md"),
    ("attempt/harbor-3-first", nil), ("change/harbor-draft", nil),
  ])
  func retiredRecordsHaveTheirTombstone(record: String, place: String?) throws {
    let id = try #require(RecordID(record))
    let live = try #require(graph.record(id))
    let retired = Record(
      id: id, rev: 2, recordedAt: live.recordedAt, recordedBy: "test", reason: nil,
      isRetired: true, fields: live.fields, digest: live.digest)
    let others = graph.all.filter { $0.id != id }
    #expect(
      Links.place(of: id, in: Graph(records: others + [retired], day: Workspace.day)) == place)
  }
}
