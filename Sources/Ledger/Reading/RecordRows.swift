import GRDB
import Primitives
import Records

/// The SQL that records are read with, and the reading of one row.
enum RecordRows {
  static let columns = """
    r.kind, r.id, r.rev, r.recorded_at, r.recorded_by, r.reason, r.retired, r.digest, r.body,
    r.origin
    """

  // CROSS JOIN keeps the small table outside, so that rows come in the order of its key.
  static let current = """
    SELECT \(columns) FROM head AS h CROSS JOIN revision AS r ON r.seq = h.seq
    ORDER BY h.kind, h.id
    """

  static let currentOfKind = """
    SELECT \(columns) FROM head AS h CROSS JOIN revision AS r ON r.seq = h.seq
    WHERE h.kind = ? ORDER BY h.id
    """

  // One look into the covering index for each record costs less than sorting rows with bodies.
  private static let newestKnownSequence = """
    (
      SELECT max(seq) FROM revision INDEXED BY revision_known
      WHERE kind = h.kind AND id = h.id AND recorded_at <= ?1
    )
    """

  static let known = """
    SELECT \(columns)
    FROM head AS h CROSS JOIN revision AS r ON r.seq = \(newestKnownSequence)
    ORDER BY h.kind, h.id
    """

  static let knownOfKind = """
    SELECT \(columns)
    FROM head AS h CROSS JOIN revision AS r ON r.seq = \(newestKnownSequence)
    WHERE h.kind = ?2 ORDER BY h.id
    """

  // The key of the table is in the order of revisions: the first look finds the wanted one.
  private static let newestThrough = """
    (
      SELECT seq FROM revision WHERE kind = h.kind AND id = h.id AND seq <= ?1
      ORDER BY rev DESC LIMIT 1
    )
    """

  static let through = """
    SELECT \(columns) FROM head AS h CROSS JOIN revision AS r ON r.seq = \(newestThrough)
    ORDER BY h.kind, h.id
    """

  static let throughOfKind = """
    SELECT \(columns) FROM head AS h CROSS JOIN revision AS r ON r.seq = \(newestThrough)
    WHERE h.kind = ?2 ORDER BY h.id
    """

  // Each half by its own index.
  static let identified = """
    SELECT \(columns) FROM revision AS r WHERE r.seq IN (
      SELECT seq FROM revision WHERE digest = ?1
      UNION ALL SELECT seq FROM revision WHERE origin = ?1)
    ORDER BY r.seq LIMIT 1
    """

  static let at = "SELECT \(columns) FROM revision AS r WHERE r.seq = ?"

  // Plans that were never changed have one revision only.
  static let revised = """
    SELECT \(columns)
    FROM head AS h CROSS JOIN revision AS r ON r.kind = h.kind AND r.id = h.id
    WHERE h.kind = ? AND h.rev > 1 ORDER BY h.id, r.rev
    """

  static let newest = """
    SELECT \(columns) FROM head AS h CROSS JOIN revision AS r ON r.seq = h.seq
    WHERE h.kind = ? AND h.id = ?
    """

  static let newestKnown = """
    SELECT \(columns)
    FROM head AS h CROSS JOIN revision AS r ON r.seq = \(newestKnownSequence)
    WHERE h.kind = ?2 AND h.id = ?3
    """

  static let history = """
    SELECT \(columns) FROM revision AS r WHERE r.kind = ? AND r.id = ? ORDER BY r.rev
    """

  static let since = """
    SELECT \(columns) FROM revision AS r WHERE r.seq > ? ORDER BY r.seq LIMIT ?
    """

  static let digests = "SELECT kind, id, rev, retired, fields_digest FROM head"
  static let digest = digests + " WHERE kind = ? AND id = ?"

  /// The records that a statement selects with `columns`.
  static func records(
    _ database: Database, _ sql: String, _ arguments: StatementArguments = StatementArguments()
  ) throws -> [Records.Record] {
    let statement = try database.cachedStatement(sql: sql)
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    var records: [Records.Record] = []
    while let row = try rows.next() { records.append(try record(row)) }
    return records
  }

  /// The records that a statement selects with `columns`, their fields unread.
  static func stored(
    _ database: Database, _ sql: String, _ arguments: StatementArguments = StatementArguments()
  ) throws -> StoredRecords {
    let statement = try database.cachedStatement(sql: sql)
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    var bodies: [UInt8] = []
    var heads: [(head: Records.Record, range: Range<Int>)] = []
    while let row = try rows.next() {
      let start = bodies.count
      try row.withUnsafeData(atIndex: 8) { if let data = $0 { bodies.append(contentsOf: data) } }
      let head = Records.Record(
        id: RecordID(kind: row[0], id: row[1]), rev: row[2], recordedAt: try row.instant(3),
        recordedBy: row[4], reason: row[5], isRetired: row[6], fields: Object(),
        digest: try row.digest(7), origin: try row.origin(9))
      heads.append((head, start..<bodies.count))
    }
    let shared = SharedBytes(bodies)
    return StoredRecords(
      records: heads.map { head, range in
        Records.Record(
          id: head.id, rev: head.rev, recordedAt: head.recordedAt, recordedBy: head.recordedBy,
          reason: head.reason, isRetired: head.isRetired,
          stored: StoredFields(shared, range, kind: head.id.kind), digest: head.digest,
          origin: head.origin)
      }, bodies: shared, ranges: heads.map(\.range))
  }

  static func record(_ row: Row) throws -> Records.Record {
    let kind: String = row[0]
    let body = try row.object(8)
    return Records.Record(
      id: RecordID(kind: kind, id: row[1]), rev: row[2], recordedAt: try row.instant(3),
      recordedBy: row[4], reason: row[5], isRetired: row[6],
      fields: SchemaOrder.ofRecords[kind]?.ordered(body) ?? body, digest: try row.digest(7),
      origin: try row.origin(9))
  }
}

/// Records whose fields lie unread among the bytes of all of them.
public struct StoredRecords: Sendable {
  /// By kind, then id.
  public let records: [Records.Record]
  /// The canonical JSON of all fields, one after the other.
  public let bodies: SharedBytes
  /// Where each record's is.
  public let ranges: [Range<Int>]
}
