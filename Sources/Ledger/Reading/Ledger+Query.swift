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
  /// Runs one query in plain SQL that somebody typed.
  ///
  /// On a connection of its own that SQLite itself opened for reading only.
  ///
  /// - Throws: `badQuery` for wrong SQL, for several statements and for one that returns no rows
  ///   or is not a pure question.
  public func query(_ sql: String) throws(LedgerError) -> QueryResult {
    do {
      let reader =
        path == ":memory:"
        ? queue : try DatabaseQueue(path: path, configuration: Opening.configuration(.readOnly))
      return try reader.read { database in
        let statement = try database.makeStatement(sql: sql)
        guard statement.isReadonly, statement.columnCount > 0 else {
          throw LedgerError.badQuery(path: path, reason: "it is not a question that returns rows")
        }
        let columns = statement.columnNames
        let cursor = try Row.fetchCursor(statement)
        var rows: [[Value]] = []
        while let row = try cursor.next() {
          rows.append(columns.indices.map { value(row[$0] as DatabaseValue) })
        }
        return QueryResult(columns: columns, rows: rows)
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
