import GRDB

/// One step of the schema's history; a step that was released is never edited.
struct Migration {
  /// Counts from 1; what `PRAGMA user_version` holds after it.
  let number: Int
  let sql: String

  /// Every step, in order; add a new one here, and the golden schema shows what it does.
  static let all: [Migration] = [.migration0001, .migration0002]

  /// The schema that this program reads and writes.
  static let newest = all.count

  /// The schema of an open database; `nil` when it is new and empty.
  static func version(of database: Database, path: String) throws -> Int? {
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    guard application == Opening.applicationID else {
      let objects = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      guard application == 0, objects == 0 else { throw LedgerError.notALedger(path: path) }
      return nil
    }
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version <= newest else {
      throw LedgerError.newerSchema(path: path, found: version, known: newest)
    }
    return version
  }

  /// Runs the steps that a database lacks, inside the caller's transaction.
  ///
  /// Looks at the version again: another process may have been first.
  static func run(on database: Database, path: String) throws {
    let found = try version(of: database, path: path) ?? 0
    for migration in all where migration.number > found {
      try database.execute(sql: migration.sql)
    }
    try database.execute(
      sql: """
        PRAGMA application_id = \(Opening.applicationID);
        PRAGMA user_version = \(newest);
        """)
  }
}
