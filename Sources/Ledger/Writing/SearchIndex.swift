import GRDB
import Primitives
import Records

/// The changes to the full-text index that a transaction owes.
///
/// They are written together, the old rows and then the new ones, each by ascending number. FTS5
/// gathers terms in memory, but writes them out whenever another table's statement has triggers or a
/// smaller number comes: index and revisions written in turn cost three times as much.
struct SearchIndex {
  private struct Change {
    /// The row that the index still holds; `nil` when there is none.
    let earlier: Int?
    var sequence: Int
    var record: Records.Record
  }

  private var changes: [RecordID: Change] = [:]

  /// Whether enough is owed to be written before the transaction ends, for the sake of memory.
  var isLarge: Bool { changes.count >= 8192 }

  /// Notes that a record's earlier revision is replaced by a new one.
  mutating func replace(_ earlier: Int?, by record: Records.Record, at sequence: Int) {
    if changes[record.id] != nil {
      changes[record.id]?.sequence = sequence
      changes[record.id]?.record = record
    } else {
      changes[record.id] = Change(earlier: earlier, sequence: sequence, record: record)
    }
  }

  /// Writes what is owed.
  mutating func write(to database: Database) throws {
    guard !changes.isEmpty else { return }
    let delete = try database.cachedStatement(sql: "DELETE FROM search WHERE rowid = ?")
    for earlier in changes.values.compactMap(\.earlier).sorted() {
      try delete.execute(arguments: [earlier])
    }
    let insert = try database.cachedStatement(
      sql: "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)")
    let current = changes.values.filter { !$0.record.isRetired }
    for change in current.sorted(by: { $0.sequence < $1.sequence }) {
      try insert.execute(arguments: [
        change.sequence, change.record.title.storable, Self.text(of: change.record).storable,
      ])
    }
    changes.removeAll()
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
