import GRDB
import Primitives
import Testing

@testable import Ledger

/// Every column of every table, changed by hand: what verify finds, and what it can't.
@Suite("Tampering") struct TamperTests {
  private static let sealed = [
    "revision", "head", "edition", "edition_source", "edition_template", "text", "compatibility",
    "benchmark", "usage",
  ]

  /// Columns that nothing in the ledger speaks for: observations bear a digest of what they say, not
  /// of when they were recorded, and they do not seal one another.
  private static let unsealed: Set = [
    "compatibility.recorded_at", "benchmark.recorded_at", "usage.recorded_at",
  ]

  @Test("a changed value of any column is found", arguments: sealed)
  func columns(of table: String) throws {
    let columns = try IntegrityTests.ledger().queue.read { database in
      try Row.fetchAll(database, sql: "SELECT name, type FROM pragma_table_info('\(table)')")
    }
    #expect(columns.count >= 2)
    for column in columns {
      let (name, type): (String, String) = (column[0], column[1])
      guard !Self.unsealed.contains("\(table).\(name)") else { continue }
      let value =
        switch type {
        case "INTEGER": "coalesce(\"\(name)\", 0) + 1000"
        case "REAL": "coalesce(\"\(name)\", 0) + 1.5"
        case "BLOB": "x'FF'"
        default:
          // The last figure of a time or digest, so that only what it says is another one.
          """
          CASE WHEN "\(name)" IS NULL THEN 'x' WHEN "\(name)" GLOB '????-??-??*'
          THEN replace("\(name)", '20', '19') ELSE "\(name)" || 'f' END
          """
        }
      for place in ["ASC", "DESC"] {
        let key = table == "head" ? "kind || id" : ["text": "digest"][table] ?? "rowid"
        let isKeyed = table == "edition_source" || table == "edition_template"
        let row =
          isKeyed
          ? "edition = (SELECT edition FROM \(table) ORDER BY edition \(place) LIMIT 1)"
            + (table == "edition_source"
              ? " AND id = (SELECT id FROM edition_source ORDER BY id \(place) LIMIT 1)" : "")
          : "\(key) = (SELECT \(key) FROM \(table) ORDER BY \(key) \(place) LIMIT 1)"
        // Tables without rows have nothing to change.
        let count = try IntegrityTests.ledger().queue.read {
          try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0
        }
        guard count > 0 else { continue }
        let sql = "UPDATE \(table) SET \"\(name)\" = \(value) WHERE \(row)"
        #expect(try !IntegrityTests.problems(after: sql).isEmpty, "\(sql)")
      }
    }
  }

  @Test(
    "what was put in, taken away or altered around the rows is named",
    arguments: [
      ("INSERT INTO text VALUES ('00', x'41')", "is that of no edition"),
      ("INSERT INTO edition_source VALUES (99, 'change', 'a', 1, '00')", "edition row 99"),
      ("INSERT INTO edition_template VALUES (99, 'a', '00')", "edition row 99"),
      ("UPDATE search SET text = 'nothing' WHERE rowid = 2", "`change/b`"),
      ("DELETE FROM search WHERE rowid = 3", "`change/c`"),
      ("INSERT INTO search (rowid, title, text) VALUES (77, 'a', 'b')", "search index holds 1"),
      ("DELETE FROM facet WHERE id = 'd'", "the values of `change/d`"),
      ("UPDATE facet SET value = 'x' WHERE id = 'd'", "the values of `change/d`"),
      ("INSERT INTO facet VALUES ('a', 'b', 'change', 'ghost')", "1 values of no current record"),
      ("CREATE TRIGGER spy AFTER INSERT ON revision BEGIN SELECT 1; END", "trigger `spy`"),
      ("DROP VIEW upgrade; CREATE VIEW upgrade AS SELECT 1 AS id", "the view `upgrade`"),
      ("DROP VIEW lesson", "the view `lesson` was taken away"),
      ("DROP INDEX revision_known", "the index `revision_known`"),
      ("INSERT INTO head VALUES ('change', 'ghost', 3, 1, 0, '00')", "`change/ghost`"),
    ])
  func around(_ sql: String, _ name: String) throws {
    let problems = try IntegrityTests.problems(after: sql)
    #expect(problems.contains { $0.contains(name) }, "\(problems)")
  }

  @Test("triggers that are gone are named, each")
  func triggers() throws {
    let ledger = try IntegrityTests.ledger()
    let names = try ledger.queue.read {
      try String.fetchAll(
        $0, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
    }
    for name in names {
      let ledger = try IntegrityTests.ledger()
      try ledger.queue.write { try $0.execute(sql: "DROP TRIGGER \(name)") }
      #expect(
        try ledger.verify().problems.map(\.message) == ["the trigger `\(name)` was taken away"])
    }
    #expect(names.count >= 18)
  }

  @Test("people's own tables, views and indexes are no tampering")
  func own() throws {
    #expect(
      try IntegrityTests.problems(
        after: """
          CREATE VIEW mine AS SELECT id FROM upgrade; CREATE TABLE notes (a);
          CREATE INDEX notes_a ON notes (a)
          """) == [])
  }

  @Test("the end cut off with SQLite's counters is told only by a head that was kept")
  func cutOff() throws {
    let ledger = try IntegrityTests.ledger()
    let head = try #require(try ledger.verify().end)
    let cut = """
      DELETE FROM edition_source; DELETE FROM edition_template; DELETE FROM edition; DELETE FROM text;
      DELETE FROM search WHERE rowid = 5;
      DELETE FROM head WHERE id = 'a';
      DELETE FROM revision WHERE seq = 5;
      INSERT INTO head SELECT kind, id, seq, rev, retired, fields_digest FROM revision WHERE id = 'a';
      UPDATE sqlite_sequence SET seq = 4 WHERE name = 'revision';
      UPDATE sqlite_sequence SET seq = 0 WHERE name = 'edition';
      INSERT INTO search (rowid, title, text) SELECT 1, 'At 0', 'a' || char(10) || 'At 0';
      """
    // Whoever goes to such lengths leaves a ledger that is sound in itself, but for the index.
    let problems = try IntegrityTests.problems(after: cut)
    #expect(problems.allSatisfy { $0.contains("search index") }, "\(problems)")
    #expect(try ledger.revisions().contains { $0.digest == head })
  }
}
