import GRDB
import Primitives
import Records

/// The views through which people ask in plain SQL: one for each kind, and one for each of its
/// lists of objects; derived from the schema of `Records`.
enum KindViews {
  /// One view: its name and its statement.
  struct View: Equatable {
    let name: String
    let sql: String
    let columns: [String]
  }

  /// What every derived view holds and none that somebody made by hand.
  private static let mark = "-- Derived from the schema by waymark."

  /// All views, in the order of the catalogue.
  static let all: [View] = KindCatalog.all.flatMap(views)

  /// What both views and the index of facets are derived from; `digest` says the same without the
  /// work.
  static var derivation: String {
    (all.map(\.sql) + [FacetTable.create]
      + KindCatalog.all.map { "\($0.name): \(Facet.all(of: $0).map(\.name))" })
      .joined(separator: "\n")
  }

  /// The views of one kind: its current records that are not retired, then its lists.
  static func views(of kind: Kind) -> [View] {
    let name = SQLName.snake(kind.name)
    let columns = SchemaColumn.columns(of: kind.fields.filter { $0.name != "id" })
    let lines = columns.enumerated().map { index, column in
      column.viewLine(over: "r.body", isLast: index == columns.count - 1)
    }
    let record = View(
      name: name,
      sql: """
        CREATE VIEW \(SQLName.quoted(name)) AS
        -- \(kind.meaning) Current records, without retired ones.
        \(mark)
        SELECT
          r.id AS id,
          r.rev AS rev, -- the newest revision
          r.recorded_at AS recorded_at, -- when it was recorded, UTC
          r.recorded_by AS recorded_by,
          r.reason AS revision_reason,
        \(lines.joined(separator: "\n"))
        FROM head AS h JOIN revision AS r ON r.seq = h.seq
        WHERE h.kind = '\(kind.name)' AND h.retired = 0
        """, columns: columns.map(\.name))
    return [record] + lists(in: kind.fields, below: [], of: kind)
  }

  /// The views of the lists of objects among fields, also of those inside objects.
  private static func lists(in fields: [Field], below path: [String], of kind: Kind) -> [View] {
    fields.flatMap { field -> [View] in
      let here = path + [field.name]
      if case .object(let members) = field.type { return lists(in: members, below: here, of: kind) }
      guard case .list(.object(let members), _) = field.type else { return [] }
      let name = ([kind.name] + here).map(SQLName.snake).joined(separator: "_")
      let columns = SchemaColumn.columns(of: members)
      let lines = columns.enumerated().map { index, column in
        column.viewLine(over: "item.value", isLast: index == columns.count - 1)
      }
      return [
        View(
          name: name,
          sql: """
            CREATE VIEW \(SQLName.quoted(name)) AS
            -- \(field.meaning) One row a member of `\(here.joined(separator: "."))`.
            \(mark)
            SELECT
              r.id AS record_id, -- the \(kind.name)
              item.key + 1 AS position, -- counts from 1
            \(lines.joined(separator: "\n"))
            FROM head AS h JOIN revision AS r ON r.seq = h.seq,
              json_each(r.body, '$.\(here.joined(separator: "."))') AS item
            WHERE h.kind = '\(kind.name)' AND h.retired = 0
            """, columns: columns.map(\.name))
      ]
    }
  }

  /// Whether the views of a database are those of this program.
  static func areCurrent(in database: Database) throws -> Bool {
    try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'views'") == digest
  }

  /// Makes the views and the index of facets anew when the schema is not the one that they were derived from.
  ///
  /// Stamps of files are stale then: a program with another schema has to read files again. On which
  /// revisions the files stand stays known, or an append could be undone by a file of before.
  static func refresh(in database: Database) throws {
    let read = "SELECT value FROM meta WHERE key = 'views'"
    guard try String.fetchOne(database, sql: read) != digest else { return }
    try database.inTransaction(.immediate) {
      guard try String.fetchOne(database, sql: read) != digest else { return .commit }
      let derived = try String.fetchAll(
        database,
        sql: "SELECT name FROM sqlite_schema WHERE type = 'view' AND instr(sql, ?) ORDER BY name",
        arguments: [mark])
      for name in derived { try database.execute(sql: "DROP VIEW \(SQLName.quoted(name))") }
      for view in all { try database.execute(sql: view.sql) }
      try FacetTable.fill(database)
      try database.execute(sql: "UPDATE file_stamp SET size = -1")
      try database.execute(
        sql:
          "INSERT INTO meta VALUES ('views', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        arguments: [digest])
      return .commit
    }
  }
}
