import GRDB
import Primitives
import Testing

@testable import Ledger

@Suite("Integrity")
struct IntegrityTests {
  /// A ledger with five revisions of four records, two editions and two observations.
  static func ledger() throws -> Ledger {
    let ledger = try Ledger.inMemory()
    for (second, id) in ["a", "b", "c", "d", "a"].enumerated() {
      try ledger.append(id, title: "At \(second)", at: second)
    }
    try ledger.write { transaction in
      let sources = try transaction.records()
      _ = try transaction.publish(Samples.draft("x", sources: sources), text: [65])
      _ = try transaction.publish(Samples.draft("y", sources: sources), text: [66])
      _ = try transaction.add(Samples.compatibility("pass", at: 1), at: Samples.start)
      _ = try transaction.add(Samples.compatibility("fail", at: 2), at: Samples.start)
    }
    return ledger
  }

  private func ledger() throws -> Ledger { try Self.ledger() }

  /// Edits the tables as somebody with a database tool could, who takes the triggers away and puts
  /// them back.
  static func problems(after sql: String) throws -> [String] {
    let ledger = try ledger()
    #expect(try ledger.verify().problems == [])
    try ledger.queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
      let triggers = try Row.fetchAll(
        database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
      for trigger in triggers {
        try database.execute(sql: "DROP TRIGGER \(trigger[0] as String)")
      }
      try database.execute(sql: sql)
      for trigger in triggers { try database.execute(sql: trigger[1] as String) }
    }
    return try ledger.verify().problems.map(\.message)
  }

  private func problems(after sql: String) throws -> [String] {
    try Self.problems(after: sql)
  }

  @Test("an untouched ledger is sound")
  func sound() throws {
    let ledger = try ledger()
    let report = try ledger.verify()
    #expect(report.isSound)
    #expect(
      [report.revisions, report.editions, report.texts, report.observations] == [5, 2, 2, 2])
    #expect(try report.end == ledger.revisions().last?.digest)
    #expect(try Ledger.inMemory().verify().isSound)
  }

  @Test(
    "triggers refuse changes",
    arguments: [
      "revision", "edition", "edition_source", "edition_template", "text", "compatibility",
    ])
  func triggers(_ table: String) throws {
    let ledger = try ledger()
    let columns = ["text": "body", "revision": "reason", "compatibility": "notes"]
    let column = columns[table] ?? (table == "edition" ? "title" : "digest")
    let value = table == "text" ? "x'00'" : "'x'"
    for sql in ["DELETE FROM \(table)", "UPDATE \(table) SET \(column) = \(value)"] {
      let error = #expect(throws: DatabaseError.self) {
        try ledger.queue.write { try $0.execute(sql: sql) }
      }
      #expect(error?.message == "\(table) is append-only")
    }
    let error = #expect(throws: DatabaseError.self) {
      try ledger.queue.write {
        try $0.execute(
          sql: """
            INSERT INTO revision SELECT 6, kind, 'new', 1, recorded_at, recorded_by, reason,
            retired, visibility, title, status, fields_digest, NULL, 'x', body, origin
            FROM revision WHERE seq = 1
            """)
      }
    }
    #expect(error?.message == "a revision must follow the newest one")
  }

  @Test(
    "finds the row that was changed",
    arguments: [
      ("UPDATE revision SET body = replace(body, 'At 1', 'At 9') WHERE seq = 2", "`change/b`"),
      ("UPDATE revision SET recorded_at = '2020-01-01T00:00:00.000Z' WHERE seq = 3", "`change/c`"),
      ("UPDATE revision SET recorded_by = 'nobody' WHERE seq = 4", "`change/d`"),
      ("UPDATE revision SET title = 'x' WHERE seq = 1", "revision 1 of `change/a`"),
      ("UPDATE revision SET visibility = 'internal' WHERE seq = 5", "revision 2 of `change/a`"),
      ("UPDATE head SET seq = 1, rev = 1 WHERE id = 'a'", "`change/a`"),
      ("DELETE FROM head WHERE id = 'b'", "`change/b`"),
      ("UPDATE edition SET title = 'x' WHERE seq = 1", "edition 1 of `x`"),
      ("DELETE FROM edition_source WHERE edition = 2 AND id = 'b'", "edition 1 of `y`"),
      ("UPDATE edition_template SET name = 'x' WHERE edition = 2", "edition 1 of `y`"),
      ("UPDATE text SET body = x'43' WHERE body = x'41'", "the text 559aead08264 "),
      ("UPDATE compatibility SET outcome = 'pass' WHERE seq = 2", "row 2 of `compatibility`"),
      ("UPDATE compatibility SET body = '{}' WHERE seq = 1", "row 1 of `compatibility`"),
    ])
  func changed(_ sql: String, _ row: String) throws {
    let problems = try problems(after: sql)
    #expect(problems.count == 1)
    #expect(problems.first?.contains(row) == true, "\(problems)")
  }

  @Test(
    "finds rows that were removed, also at the end",
    arguments: [
      ("DELETE FROM revision WHERE seq = 3", "row 3 is missing from table `revision`"),
      (
        "DELETE FROM revision WHERE seq IN (2, 3)",
        "rows 2 to 3 are missing from table `revision`"
      ),
      ("DELETE FROM revision WHERE seq = 5", "row 5 is missing from table `revision`"),
      ("DELETE FROM edition WHERE seq = 2", "row 2 is missing from table `edition`"),
      ("DELETE FROM text WHERE body = x'41'", "the text of edition 1 of `x` is missing"),
      ("DELETE FROM compatibility WHERE seq = 2", "row 2 is missing from table `compatibility`"),
      ("DELETE FROM compatibility", "rows 1 to 2 are missing from table `compatibility`"),
    ])
  func removed(_ sql: String, _ message: String) throws {
    #expect(try problems(after: sql).first == message)
  }

  @Test("finds a row that was put in, whatever care was taken")
  func inserted() throws {
    let copy = """
      INSERT INTO revision SELECT 6, kind, 'new', 1, recorded_at, recorded_by, reason, retired,
        visibility, title, status, fields_digest, previous, 'forged', body, origin
      FROM revision WHERE seq = 1;
      INSERT INTO head VALUES ('change', 'new', 6, 1, 0, (
        SELECT fields_digest FROM revision WHERE seq = 6));
      """
    #expect(try problems(after: copy).first?.contains("`change/new` was changed") == true)
    // With a digest that is right in itself, but in a place where the chain goes on without it.
    let forged = Seals.revision(
      RecordID(kind: "change", id: "a"), rev: 3, recordedAt: Samples.start.stored,
      recordedBy: "tester", reason: nil, isRetired: false,
      fields: Digest(of: JSONText.canonical(.object(Samples.change("a", title: "At 4")))),
      origin: nil,
      previous: nil)
    let careful = """
      INSERT INTO revision SELECT 6, kind, id, 3, '\(Samples.start.stored)', recorded_by, reason,
        retired, visibility, title, status, fields_digest, NULL, '\(forged.hex)', body, origin
      FROM revision WHERE seq = 5;
      UPDATE head SET seq = 6, rev = 3 WHERE id = 'a';
      """
    #expect(try problems(after: careful).first?.contains("does not follow the row before") == true)
  }
}
