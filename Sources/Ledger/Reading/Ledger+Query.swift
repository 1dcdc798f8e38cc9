import GRDB
import Primitives

/// What a query in plain SQL came to.
public struct QueryResult: Sendable, Hashable {
  /// The names of the columns, as the query gives them; not necessarily unique.
  public let columns: [String]
  /// One list of values for each row, as long as `columns`.
  ///
  /// A BLOB is given as its text; SQLite has no truth values, so they are 0 and 1.
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
      throw .badQuery(path: path, reason: error.message ?? "SQLite does not say why")
    } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
      throw .badQuery(path: path, reason: "it would change the ledger")
    } catch {
      throw LedgerError(error, path: path)
    }
  }

  private func value(_ stored: DatabaseValue) -> Value {
    switch stored.storage {
    case .null: .null
    case .int64(let int): .int(Int(int))
    case .double(let double): .double(double)
    case .string(let text): .string(text)
    case .blob(let data): .string(String(decoding: data, as: UTF8.self))
    }
  }
}
