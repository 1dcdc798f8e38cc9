import GRDB

/// The examination of the schema itself: without its triggers a table is no longer append-only, and
/// a view that was altered answers questions wrongly.
enum SchemaObjects {
  private struct Key: Hashable {
    let type: String
    let name: String
  }

  static func verify(_ database: Database, _ report: inout IntegrityReport) throws {
    let expected = try Opening.ledgerInMemory().queue.read { try objects($0) }
    let found = try objects(database)
    // Views of another version of the program are made anew by its next write.
    let isCurrent = try KindViews.areCurrent(in: database)
    for (key, sql) in expected.sorted(by: {
      ($0.key.type, $0.key.name) < ($1.key.type, $1.key.name)
    })
    where isCurrent || (key.type != "view" && !key.name.hasPrefix("facet")) {
      let name = "the \(key.type) `\(key.name)`"
      switch found[key] {
      case nil: report.report("ledger-schema-changed", "\(name) was taken away")
      case sql: break
      default: report.report("ledger-schema-changed", "\(name) is not the one that Waymark makes")
      }
    }
    // Tables, indexes and views of people's own do no harm.
    for key in found.keys.filter({ $0.type == "trigger" && expected[$0] == nil }).map(\.name)
      .sorted()
    {
      report.report("ledger-schema-changed", "the trigger `\(key)` was put there")
    }
  }

  /// The statements that made the objects of a database, but for SQLite's own.
  private static func objects(_ database: Database) throws -> [Key: String] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT type, name, sql FROM sqlite_schema
        WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        """)
    return Dictionary(
      rows.map { (Key(type: $0[0], name: $0[1]), $0[2]) }, uniquingKeysWith: { $1 })
  }
}

/// The examination of what is derived from the revisions: the indexes of words and of facets.
enum SearchRows {
  static func verify(_ database: Database, _ report: inout IntegrityReport) throws {
    // That of another version of the program is made anew by its next write.
    let hasFacets =
      try KindViews.areCurrent(in: database)
      && Int.fetchOne(database, sql: FacetTable.isThere) != nil
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT \(RecordRows.columns), s.title AS indexed_title, s.text AS indexed_text
        FROM head AS h JOIN revision AS r ON r.seq = h.seq LEFT JOIN search AS s ON s.rowid = h.seq
        WHERE h.retired = 0 ORDER BY h.seq
        """)
    while let row = try rows.next() {
      let record = try RecordRows.record(row)
      if row["indexed_title"] as String? != record.title.storable
        || lines(row["indexed_text"]) != lines(SearchIndex.text(of: record).storable)
      {
        report.report(
          "ledger-index-changed", "the search index does not hold the text of `\(record.id)`")
      }
      if hasFacets, try !FacetTable.agrees(database, record) {
        report.report(
          "ledger-index-changed", "the index of facets does not hold the values of `\(record.id)`")
      }
    }
    let others = try Int.fetchOne(
      database,
      sql: """
        SELECT count(*) FROM search
        WHERE rowid NOT IN (SELECT seq FROM head WHERE retired = 0)
        """)
    if let others, others > 0 {
      report.report(
        "ledger-index-changed", "the search index holds \(others) texts that no current record has")
    }
    guard hasFacets else { return }
    let tombstones = try Row.fetchCursor(
      database,
      sql: """
        SELECT \(RecordRows.columns) FROM head AS h JOIN revision AS r ON r.seq = h.seq
        WHERE h.retired = 1 ORDER BY h.seq
        """)
    while let row = try tombstones.next() {
      let record = try RecordRows.record(row)
      guard try !FacetTable.agrees(database, record) else { continue }
      report.report(
        "ledger-index-changed",
        "the index of facets does not say of `\(record.id)` that it is retired")
    }
    let strays = try Int.fetchOne(
      database,
      sql: """
        SELECT count(*) FROM facet AS f WHERE NOT EXISTS (
          SELECT 1 FROM head AS h WHERE h.kind = f.kind AND h.id = f.id)
        """)
    if let strays, strays > 0 {
      report.report(
        "ledger-index-changed", "the index of facets holds \(strays) values of no current record")
    }
  }

  /// Without their order: that of fields in a journal is another one.
  private static func lines(_ text: String?) -> [Substring]? {
    text?.split(separator: "\n").sorted()
  }
}
