import GRDB
import Primitives

/// What a query in plain SQL came to.
public struct QueryResult: Sendable, Hashable {
  /// The names of the columns, as the query gives them; not necessarily unique.
  public let columns: [String]
  /// One list of values for each row, as long as `columns`.
  ///
  /// A BLOB is given as its text where it is UTF-8, else as SQL writes it, `x'00ff'`; SQLite has no
  /// truth values, so they are 0 and 1.
  public let rows: [[Value]]
}

extension Ledger {
  /// Runs one query in plain SQL that somebody typed, and gives all of its rows at once.
  ///
  /// - Throws: as the other form does; also for an answer that would fill the memory.
  public func query(_ sql: String) throws(LedgerError) -> QueryResult {
    var (columns, rows, values): ([String], [[Value]], Int) = ([], [], 0)
    try query(
      sql, columns: { columns = $0 },
      row: { row in
        values += row.count
        guard values <= Self.mostValues else {
          throw LedgerError.badQuery(
            path: path,
            reason:
              "it gives more than \(Self.mostValues) values; add LIMIT, or ask for CSV, which needs "
              + "no memory")
        }
        rows.append(row)
        return true
      })
    return QueryResult(columns: columns, rows: rows)
  }

  /// A recursive query without an end gives rows without an end.
  private static let mostValues = 2_000_000

  /// Runs one query in plain SQL that somebody typed, row by row.
  ///
  /// On a connection of its own that SQLite itself opened for reading only.
  ///
  /// - Parameters:
  ///   - sql: one SELECT.
  ///   - columns: takes the names of the columns, before any row.
  ///   - row: takes the values of a row; whether it wants another one.
  /// - Throws: `badQuery` for wrong SQL, for several statements and for one that returns no rows
  ///   or is not a pure question; what `row` throws.
  public func query(
    _ sql: String, columns: ([String]) -> Void, row: ([Value]) throws -> Bool
  ) throws(LedgerError) {
    do {
      let reader =
        path == ":memory:" ? queue : try Opening.connection(path, .readOnly)
      try reader.read { database in
        let statement = try database.makeStatement(sql: sql)
        guard statement.isReadonly else {
          throw LedgerError.badQuery(path: path, reason: "it would write, and here nothing can")
        }
        guard statement.columnCount > 0 else {
          throw LedgerError.badQuery(path: path, reason: "it is not a question that returns rows")
        }
        let names = statement.columnNames
        columns(names)
        let cursor = try Row.fetchCursor(statement)
        while let found = try cursor.next() {
          guard try row(names.indices.map { value(found[$0] as DatabaseValue) }) else { return }
        }
      }
    } catch let error as DatabaseError
      where [.SQLITE_ERROR, .SQLITE_MISUSE].contains(error.resultCode)
    {
      throw .badQuery(path: path, reason: reason(error))
    } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
      throw .badQuery(path: path, reason: "it would change the ledger")
    } catch {
      throw LedgerError(error, path: path)
    }
  }

  /// SQLite's own words, with the table or column that was perhaps meant.
  private func reason(_ error: DatabaseError) -> String {
    guard let message = error.message else { return "SQLite does not say why" }
    if message.hasPrefix("Multiple statements") { return "it holds more than one statement" }
    if message == "empty statement" { return "it holds no statement" }
    let names: [String]? =
      if message.hasPrefix("no such table: ") {
        try? queue.read { database in
          try String.fetchAll(
            database, sql: "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
        }
      } else if message.hasPrefix("no such column: ") {
        KindViews.all.flatMap(\.columns)
      } else { nil }
    let wanted = message.split(separator: ": ").last.map(String.init) ?? ""
    let near = names.flatMap { Spelling.nearest(to: wanted, among: $0) }
    return message + (near.map { "; did you mean `\($0)`?" } ?? "")
  }

  private static func hexadecimal(_ data: [UInt8]) -> String {
    data.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private func value(_ stored: DatabaseValue) -> Value {
    switch stored.storage {
    case .null: .null
    case .int64(let int): .int(Int(int))
    case .double(let double): .double(double)
    case .string(let text): .string(text)
    case .blob(let data):
      .string(String(validating: data, as: UTF8.self) ?? "x'\(Self.hexadecimal(Array(data)))'")
    }
  }
}
