import Primitives
import Records
import Testing

@testable import Ledger

@Suite("Observations, editions and files")
struct ObservationTests {
  @Test("laws: every kind's sample comes back", arguments: ObservationCatalog.all.map(\.name))
  func roundTrip(_ name: String) throws {
    let kind = try #require(ObservationCatalog.kind(name))
    let ledger = try Ledger.inMemory()
    let observation = Observation(kind: name, fields: Samples.object(kind.fields))
    let empty = try ledger.head()
    #expect(try ledger.write { try $0.add(observation, at: Samples.start) })
    #expect(try !ledger.write { try $0.add(observation, at: Samples.instant(1)) })
    #expect(try ledger.observations(kind: name) == [observation])
    #expect(try ledger.recordedObservations().map(\.recordedAt) == [Samples.start])
    #expect(try ledger.observations(knownAt: Samples.instant(-1)).isEmpty)
    #expect(try ledger.head() != empty)
    #expect(try ledger.verify().problems == [])
  }

  @Test("laws: a table has the columns of its schema", arguments: ObservationTable.all.map(\.kind))
  func columns(_ name: String) throws {
    let table = try #require(ObservationTable.of(name))
    let found = try Ledger.inMemory().query(
      "SELECT name FROM pragma_table_info('\(table.name)')"
    ).rows.compactMap { $0[0].text }
    #expect(found == ["seq", "recorded_at"] + table.columns.map(\.name) + ["digest", "body"])
  }

  @Test("an instant in a column sorts as text, whatever its fraction")
  func instants() throws {
    let ledger = try Ledger.inMemory()
    _ = try ledger.write { try $0.add(Samples.compatibility("pass", at: 0), at: Samples.start) }
    let row = try ledger.query("SELECT ran_at, subject_version, outcome FROM compatibility").rows
    #expect(row == [["2024-11-14T09:30:00.000Z", "5.2", "pass"]])
  }

  @Test("an observation of an unknown kind is refused")
  func unknown() throws {
    let ledger = try Ledger.inMemory()
    let odd = Observation(kind: "weather", fields: ["rain": true])
    #expect(throws: LedgerError.unknownObservation(path: ":memory:", kind: "weather")) {
      try ledger.write { try $0.add(odd, at: Samples.start) }
    }
    #expect(throws: LedgerError.self) { try ledger.observations(kind: "weather") }
  }

  @Test("editions are numbered by document and keep text and provenance")
  func editions() throws {
    let ledger = try Ledger.inMemory()
    let record = try ledger.append("a")
    let (first, second, other) = try ledger.write { transaction in
      let draft = Samples.draft("runbook/x", sources: [record, record])
      return (
        try transaction.publish(draft, text: Array("one".utf8)),
        try transaction.publish(
          Samples.draft("runbook/x", corrects: 1), text: Array("two".utf8)),
        try transaction.publish(Samples.draft("runbook/y"), text: Array("one".utf8))
      )
    }
    #expect([first.number, second.number, other.number] == [1, 2, 1])
    #expect(first.textDigest == other.textDigest && first.digest != other.digest)
    #expect(try ledger.editions() == [first, second, other])
    #expect(try ledger.editions(of: "runbook/x") == [first, second])
    #expect(try ledger.editions(of: "runbook/z").isEmpty)
    #expect(try ledger.text(first.textDigest) == Array("one".utf8))
    #expect(try ledger.text(Digest(of: "none")) == nil)
    #expect(first.sources.map(\.id) == [record.id])
    #expect(try ledger.documents(using: record.id) == ["runbook/x"])
    #expect(try ledger.editionSummaries() == [first, second, other].map(\.summary))
    let using = try ledger.editionSummaries(using: record.id.kind)
    #expect(using.map(\.record) == [record.id] && using.map(\.edition) == [first.summary])
    #expect(try ledger.editionSummaries(using: "lesson").isEmpty)
    #expect(try ledger.verify().texts == 2)
  }

  @Test("an edition can't name a source or a predecessor that is not there")
  func wrongEditions() throws {
    let ledger = try Ledger.inMemory()
    let record = try ledger.append("a")
    let elsewhere = Records.Record(
      id: record.id, rev: 1, recordedAt: record.recordedAt, recordedBy: "me", reason: nil,
      isRetired: false, fields: record.fields, digest: Digest(of: "elsewhere"))
    #expect(throws: LedgerError.unknownSource(path: ":memory:", id: record.id, rev: 1)) {
      try ledger.write { try $0.publish(Samples.draft("d", sources: [elsewhere]), text: []) }
    }
    #expect(throws: LedgerError.self) {
      try ledger.write { try $0.publish(Samples.draft("d", corrects: 7), text: []) }
    }
    #expect(try ledger.editions().isEmpty)
  }

  @Test("stamps of files are remembered, replaced and forgotten")
  func files() throws {
    let ledger = try Ledger.inMemory()
    let ids = ["change/a", "upgrade/b"].compactMap { RecordID($0) }
    let stamp = FileStamp(
      size: 3, modifiedNanoseconds: 1_731_576_600_123_456_789, digest: Digest(of: "abc"),
      records: ids)
    let newer = FileStamp(size: 4, modifiedNanoseconds: 1, digest: Digest(of: "d"), records: [])
    try ledger.write { try $0.remember(["x.yaml": stamp, "y.yaml": stamp]) }
    #expect(try ledger.knownFiles() == ["x.yaml": stamp, "y.yaml": stamp])
    try ledger.write {
      try $0.remember(["x.yaml": newer])
      try $0.forget(["y.yaml", "never.yaml"])
    }
    #expect(try ledger.knownFiles() == ["x.yaml": newer])
  }
}
