import GRDB
import Primitives
import Records

/// The SQL that finds the newest edition of one document, and one revision of one record.
enum NewestRows {
  static let edition = """
    SELECT e.seq, e.number, e.as_of, e.known_at FROM edition AS e WHERE e.document = ?
    ORDER BY e.number DESC LIMIT 1
    """
  static let sources = """
    SELECT kind, id, rev FROM edition_source WHERE edition = ? ORDER BY kind, id, rev
    """
  static let documentsUsing = """
    SELECT DISTINCT e.document
    FROM edition_source AS s CROSS JOIN edition AS e ON e.seq = s.edition
    WHERE s.kind = ? AND s.id = ? ORDER BY e.document
    """
  static let revision = """
    SELECT \(RecordRows.columns) FROM revision AS r WHERE r.kind = ? AND r.id = ? AND r.rev = ?
    """
  static let head = "SELECT rev, seq FROM head WHERE kind = ? AND id = ?"
  static let isKnown = "SELECT 1 FROM head WHERE kind = ? AND id = ?"
  static let idsOfKind = "SELECT id FROM head WHERE kind = ? AND retired = 0 ORDER BY id LIMIT ?"
}

/// What is asked of a newest edition to tell whether its document is behind.
public struct EditionGround: Sendable, Hashable {
  /// Counts from 1 for each document.
  public let number: Int
  /// The day for which it was rendered.
  public let asOf: CalendarDate
  /// The instant whose knowledge went into it.
  public let knownAt: Instant
  /// The revisions that it was made from.
  public let revisions: [RecordID: Int]
}

extension LedgerReading {
  /// What the newest edition of a document was made from; `nil` when it has none.
  public func ground(of document: String) throws(LedgerError) -> EditionGround? {
    try access.read { database in
      guard
        let row = try Row.fetchOne(
          try database.cachedStatement(sql: NewestRows.edition), arguments: [document])
      else { return nil }
      let sources = try Row.fetchCursor(
        try database.cachedStatement(sql: NewestRows.sources), arguments: [row[0] as Int])
      var revisions: [RecordID: Int] = [:]
      while let source = try sources.next() {
        revisions[RecordID(kind: source[0], id: source[1])] = source[2]
      }
      return EditionGround(
        number: row[1], asOf: try row.day(2), knownAt: try row.instant(3), revisions: revisions)
    }
  }

  /// One revision of a record; `nil` when there is none such.
  public func revision(_ number: Int, of id: RecordID) throws(LedgerError) -> Records.Record? {
    try access.read {
      try RecordRows.records($0, NewestRows.revision, [id.kind, id.id, number]).first
    }
  }

  /// Whether there is a record with this address, retired or not.
  public func knows(_ id: RecordID) throws(LedgerError) -> Bool {
    try access.read { database in
      try Int.fetchOne(
        try database.cachedStatement(sql: NewestRows.isKnown), arguments: [id.kind, id.id]) != nil
    }
  }

  /// The first records of a kind by id, without retired ones.
  public func ids(ofKind kind: String, limit: Int) throws(LedgerError) -> [RecordID] {
    try access.read { database in
      try String.fetchAll(
        try database.cachedStatement(sql: NewestRows.idsOfKind), arguments: [kind, limit]
      ).map { RecordID(kind: kind, id: $0) }
    }
  }
}
