import Primitives
import Records
import Testing

@testable import Ledger

@Suite("Revisions")
struct RecordTests {
  @Test("laws: every kind's sample comes back as it went in", arguments: KindCatalog.names)
  func roundTrip(_ name: String) throws {
    let kind = try #require(KindCatalog.kind(name))
    let ledger = try Ledger.inMemory()
    let (id, fields) = (RecordID(kind: name, id: "example"), Samples.record(kind))
    let appended = try ledger.write {
      try $0.append(id, fields: fields, by: "me", reason: "why", at: Samples.start)
    }
    let read = try #require(try ledger.record(id))
    #expect(read == appended)
    #expect(JSONText.canonical(.object(read.fields)) == JSONText.canonical(.object(fields)))
    #expect(JSONText.pretty(.object(read.fields)) == JSONText.pretty(.object(sortedMaps(fields))))
    #expect(
      try ledger.query("SELECT body FROM revision").rows.first?.first?.text
        == String(decoding: JSONText.canonical(.object(fields)), as: UTF8.self))
  }

  /// Free maps have no order of their own; canonical JSON sorts them.
  private func sortedMaps(_ object: Object) -> Object {
    func sorted(_ value: Value) -> Value {
      switch value {
      case .object(let object) where object.names == ["zeta", "alpha"]:
        .object(Object(object.members.reversed().map { ($0.name, $0.value) }))
      case .object(let object): .object(sortedMaps(object))
      case .list(let items): .list(items.map(sorted))
      default: value
      }
    }
    return Object(object.members.map { ($0.name, sorted($0.value)) })
  }

  @Test("each revision counts on and seals the one before it")
  func chain() throws {
    let ledger = try Ledger.inMemory()
    let first = try ledger.append("a")
    let second = try ledger.append("b", at: 1)
    let third = try ledger.append("a", title: "Other", at: 2)
    #expect([first.rev, second.rev, third.rev] == [1, 1, 2])
    #expect(Set([first.digest, second.digest, third.digest]).count == 3)
    #expect(try ledger.history(of: first.id) == [first, third])
    #expect(try ledger.revisions() == [first, second, third])
    #expect(try ledger.revisions(since: 1, limit: 1) == [second])
    #expect(try ledger.changes(since: 1) == [first.id, second.id])
    #expect(try ledger.changes(since: 2) == [first.id])
    #expect(try ledger.lastRecordedAt() == Samples.instant(2))
    // The same history gives the same digests in any ledger: what a journal is built on.
    let copy = try Ledger.inMemory()
    try copy.write { transaction in
      for record in try ledger.revisions() {
        let again = try transaction.append(
          record.id, fields: record.fields, by: record.recordedBy, reason: record.reason,
          at: record.recordedAt, isRetired: record.isRetired)
        #expect(again == record)
      }
    }
    #expect(try copy.head() == ledger.head())
  }

  @Test("reads what was known at an instant")
  func asOf() throws {
    let ledger = try Ledger.inMemory()
    let first = try ledger.append("b", at: 0)
    let other = try ledger.append("a", at: 5)
    let second = try ledger.append("b", title: "Later", at: 10)
    #expect(try ledger.records(knownAt: Samples.instant(-1)).isEmpty)
    #expect(try ledger.records(knownAt: Samples.instant(0)) == [first])
    #expect(try ledger.records(knownAt: Samples.instant(9)) == [other, first])
    #expect(try ledger.records(knownAt: Samples.instant(10)) == [other, second])
    #expect(try ledger.records() == [other, second])
    #expect(try ledger.records(kinds: ["change"]) == [other, second])
    #expect(try ledger.records(knownAt: Samples.instant(9), kinds: ["change"]) == [other, first])
    #expect(try ledger.records(kinds: ["upgrade"]).isEmpty)
    #expect(try ledger.record(first.id, knownAt: Samples.instant(9)) == first)
    #expect(try ledger.record(first.id, knownAt: Samples.instant(10)) == second)
    #expect(try ledger.record(other.id, knownAt: Samples.instant(4)) == nil)
  }

  @Test("a retired record stays as a tombstone and is not found")
  func retired() throws {
    let ledger = try Ledger.inMemory()
    let record = try ledger.append("a", text: "needle")
    #expect(try ledger.search("needle").count == 1)
    try ledger.write {
      _ = try $0.append(
        record.id, fields: record.fields, by: "me", reason: "gone", at: Samples.instant(1),
        isRetired: true)
    }
    #expect(try ledger.record(record.id)?.isRetired == true)
    #expect(try ledger.search("needle").isEmpty)
    #expect(try ledger.query("SELECT id FROM change").rows.isEmpty)
    let counts = try ledger.counts()
    #expect(counts.records.isEmpty && counts.retired == 1 && counts.revisions == 2)
    #expect(try ledger.newestFieldDigests()[record.id]?.isRetired == true)
  }

  @Test("the newest digests are those of canonical JSON")
  func newest() throws {
    let ledger = try Ledger.inMemory()
    let record = try ledger.append("a")
    let newest = try #require(try ledger.newestFieldDigests()[record.id])
    #expect(newest.rev == 1)
    #expect(newest.fieldsDigest == Digest(of: JSONText.canonical(.object(record.fields))))
    #expect(try ledger.ids() == [record.id])
  }

  @Test("text with a NUL is neither cut nor taken for tampering")
  func nul() throws {
    let ledger = try Ledger.inMemory()
    let id = RecordID(kind: "change", id: "a")
    let appended = try ledger.write {
      try $0.append(
        id, fields: Samples.change("a", title: "x\0y", text: "before\0after"), by: "m\0e",
        reason: "r\0", at: Samples.start)
    }
    let read = try #require(try ledger.record(id))
    #expect(read == appended && read.title == "x\0y" && read.recordedBy == "m\u{fffd}e")
    #expect(try ledger.search("after").count == 1)
    #expect(try ledger.verify().problems == [])
  }

  @Test("a transaction that throws leaves nothing behind")
  func rollback() throws {
    struct Stop: Error {}
    let ledger = try Ledger.inMemory()
    let head = try ledger.head()
    #expect(throws: Stop.self) {
      try ledger.write { transaction in
        _ = try transaction.append(
          RecordID(kind: "change", id: "a"), fields: Samples.change("a"), by: "me", reason: nil,
          at: Samples.start)
        #expect(try transaction.newest(RecordID(kind: "change", id: "a")) != nil)
        throw Stop()
      }
    }
    #expect(try ledger.head() == head)
    #expect(try ledger.append("a").rev == 1)
    #expect(try ledger.verify().isSound)
  }
}
