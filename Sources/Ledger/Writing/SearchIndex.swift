import GRDB
import Primitives
import Records

/// Keeping the full-text index over the current records, in the transaction that changes them.
enum SearchIndex {
  /// Takes a record's earlier revision out of the index and puts the new one in, if it is not
  /// retired; the new one is the row that was inserted last.
  static func replace(_ earlier: Int?, by record: Records.Record, in database: Database) throws {
    let sequence = database.lastInsertedRowID
    if let earlier {
      try database.cachedStatement(sql: "DELETE FROM search WHERE rowid = ?")
        .execute(arguments: [earlier])
    }
    guard !record.isRetired else { return }
    try database.cachedStatement(sql: "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)")
      .execute(arguments: [sequence, record.title, text(of: record)])
  }

  /// Every text of a record but the title, one a line, with the id first.
  static func text(of record: Records.Record) -> String {
    var out = Array(record.id.id.utf8)
    for member in record.fields.members where !unsearched.contains(member.name) {
      append(member.value, to: &out)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The title has a column of its own; the others hold the same few words everywhere.
  private static let unsearched: Set = ["id", "title", "visibility"]

  private static func append(_ value: Value, to out: inout [UInt8]) {
    switch value {
    case .string(let text):
      out.append(UInt8(ascii: "\n"))
      out.append(contentsOf: text.utf8)
    case .list(let items):
      for item in items { append(item, to: &out) }
    case .object(let object):
      for member in object.members { append(member.value, to: &out) }
    default: break
    }
  }
}
