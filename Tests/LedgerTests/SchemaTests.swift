import FoundationEssentials
import GRDB
import Primitives
import Records
import Testing

@testable import Ledger

@Suite("Schema and views")
struct SchemaTests {
  private func schema(_ condition: String) throws -> String {
    try Ledger.inMemory().query(
      """
      SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND \(condition)
      ORDER BY type, name
      """
    ).rows.compactMap { $0[0].text }.map { $0 + ";\n" }.joined(separator: "\n")
  }

  @Test("laws: a fresh schema is the one that was agreed on")
  func golden() throws {
    try expectGolden(try schema("type <> 'view'"), "schema.sql")
  }

  @Test("laws: what is written down of the views is what they are derived from")
  func digest() throws {
    let path = "Sources/Ledger/Views/KindViews+Digest.swift"
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let url = URL(filePath: "/\(root)/\(path)")
    let derived = Digest(of: KindViews.derivation).hex
    let environment = ProcessInfo.processInfo.environment
    if environment["RECORD_GOLDEN"] != nil, environment["CI"] == nil {
      let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        .replacing(KindViews.digest, with: derived)
      try Data(text.utf8).write(to: url)
    }
    #expect(
      KindViews.digest == derived,
      "the schema has changed: RECORD_GOLDEN=1 swift test --filter LedgerTests writes \(path)")
  }

  @Test("laws: migrations count from 1 without a gap")
  func numbers() {
    #expect(Migration.all.map(\.number) == Array(1...Migration.newest))
  }

  @Test("laws: no two views or columns share a name")
  func names() throws {
    let ledger = try Ledger.inMemory()
    #expect(Set(KindViews.all.map(\.name)).count == KindViews.all.count)
    for view in KindViews.all {
      let columns = try ledger.query("SELECT * FROM \"\(view.name)\"").columns
      #expect(Set(columns).count == columns.count, "\(view.name): \(columns)")
    }
  }

  @Test("laws: a view has a column for every field and selects", arguments: KindCatalog.names)
  func views(_ name: String) throws {
    let kind = try #require(KindCatalog.kind(name))
    let ledger = try Ledger.inMemory()
    try ledger.write {
      _ = try $0.append(
        RecordID(kind: name, id: "example"), fields: Samples.record(kind), by: "me", reason: nil,
        at: Samples.start)
    }
    for view in KindViews.views(of: kind) {
      let result = try ledger.query("SELECT * FROM \"\(view.name)\"")
      // Samples have every field, and two members in each list.
      #expect(result.rows.count == (view.name == SQLName.snake(name) ? 1 : 2), "\(view.name)")
      let empty = zip(result.columns, result.rows[0]).filter { $0.1 == .null }.map(\.0)
      #expect(empty.filter { $0 != "revision_reason" } == [], "\(view.name)")
    }
  }

  @Test("views answer in plain SQL")
  func plain() throws {
    let ledger = try Ledger.inMemory()
    let fields: Object = [
      "id": "x", "title": "X", "from": "13", "to": "16",
      "steps": [["key": "one", "title": "First"], ["key": "two", "title": "Second"]],
    ]
    try ledger.write {
      _ = try $0.append(
        RecordID(kind: "upgrade", id: "x"), fields: fields, by: "me", reason: nil,
        at: Samples.start)
    }
    #expect(
      try ledger.query("SELECT id, \"from\", recorded_at FROM upgrade").rows
        == [["x", "13", "2024-11-14T09:30:00.000Z"]])
    #expect(
      try ledger.query("SELECT record_id, position, key FROM upgrade_steps").rows
        == [["x", 1, "one"], ["x", 2, "two"]])
    for view in ["incident_timeline", "incident_actions", "component_cycles", "known_issue"] {
      #expect(try ledger.query("SELECT * FROM \(view)").rows.isEmpty)
    }
  }

  @Test("views are derived anew for another schema, those made by hand are kept")
  func refresh() throws {
    let folder = try ScratchFolder()
    let ledger = try Ledger.open(at: folder.file("l.db"), mode: .create)
    let stamp = FileStamp(size: 1, modifiedNanoseconds: 1, digest: Digest(of: ""), records: [])
    try ledger.write { try $0.remember(["a": stamp]) }
    try ledger.queue.write {
      try $0.execute(
        sql: """
          UPDATE meta SET value = 'older';
          DROP VIEW team;
          CREATE VIEW mine AS SELECT 1 AS one;
          """)
    }
    let again = try Ledger.open(at: folder.file("l.db"), mode: .readWrite)
    #expect(try again.query("SELECT * FROM team").rows.isEmpty)
    #expect(try again.query("SELECT * FROM mine").rows == [[1]])
    let stale = try #require(try again.knownFiles()["a"])
    #expect(stale.isStale && !stamp.isStale)
    #expect(stale.digest == stamp.digest && stale.revisions == stamp.revisions)
  }

  @Test(
    "names become snake_case",
    arguments: [
      ("versionCommand", "version_command"), ("runID", "run_id"), ("sourceURL", "source_url"),
      ("known-issue", "known_issue"), ("URLPath", "url_path"), ("id", "id"),
    ])
  func snake(_ name: String, _ expected: String) { #expect(SQLName.snake(name) == expected) }
}
