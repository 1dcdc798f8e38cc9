import GRDB
import Primitives
import Records

extension LedgerReading {
  /// The newest revision of every record among those recorded at or before an instant.
  ///
  /// By kind, then id, each in the order of its bytes; retired records are included.
  ///
  /// - `knownAt`: the last instant that counts; `nil` for all that is known now.
  /// - `kinds`: the kinds wanted; `nil` for all.
  public func records(knownAt: Instant? = nil, kinds: [String]? = nil) throws(LedgerError)
    -> [Records.Record]
  {
    try access.read { database in
      guard let kinds else {
        guard let knownAt else { return try RecordRows.records(database, RecordRows.current) }
        return try RecordRows.records(database, RecordRows.known, [knownAt.stored])
      }
      return try Set(kinds).sorted().flatMap { kind in
        guard let knownAt else {
          return try RecordRows.records(database, RecordRows.currentOfKind, [kind])
        }
        return try RecordRows.records(database, RecordRows.knownOfKind, [knownAt.stored, kind])
      }
    }
  }

  /// The newest revision of every record, as `records` answers them, with fields that are read when
  /// somebody asks for them; and the bytes in which those lie, each record's at its range.
  public func storedRecords(knownAt: Instant? = nil) throws(LedgerError) -> StoredRecords {
    try access.read { database in
      guard let knownAt else { return try RecordRows.stored(database, RecordRows.current) }
      return try RecordRows.stored(database, RecordRows.known, [knownAt.stored])
    }
  }

  /// The newest revision of one record among those recorded at or before an instant.
  ///
  /// `nil` when there was none; a retired record is returned as such.
  public func record(_ id: RecordID, knownAt: Instant? = nil) throws(LedgerError) -> Records.Record?
  {
    try access.read { database in
      guard let knownAt else {
        return try RecordRows.records(database, RecordRows.newest, [id.kind, id.id]).first
      }
      return try RecordRows.records(
        database, RecordRows.newestKnown, [knownAt.stored, id.kind, id.id]
      ).first
    }
  }

  /// The newest revision of every record among the first ones of the ledger.
  ///
  /// - `sequence`: the last revision that counts, by its place in the sequence.
  /// - `kinds`: the kinds wanted; `nil` for all.
  public func records(through sequence: Int, kinds: [String]? = nil) throws(LedgerError)
    -> [Records.Record]
  {
    try access.read { database in
      guard let kinds else {
        return try RecordRows.records(database, RecordRows.through, [sequence])
      }
      return try Set(kinds).sorted().flatMap {
        try RecordRows.records(database, RecordRows.throughOfKind, [sequence, $0])
      }
    }
  }

  /// The same with the fields unread.
  public func storedRecords(through sequence: Int) throws(LedgerError) -> StoredRecords {
    try access.read { try RecordRows.stored($0, RecordRows.through, [sequence]) }
  }

  /// The revision at a place in the sequence, which counts from 1; `nil` if there is none.
  public func revision(at sequence: Int) throws(LedgerError) -> Records.Record? {
    try access.read { try RecordRows.records($0, RecordRows.at, [sequence]).first }
  }

  /// The revision that has a digest, or had it in the ledger that it was taken over from.
  public func revision(known digest: Digest) throws(LedgerError) -> Records.Record? {
    try access.read { try RecordRows.records($0, RecordRows.identified, [digest.hex]).first }
  }

  /// The digest of the newest revision; `nil` in an empty ledger.
  public func lastDigest() throws(LedgerError) -> Digest? {
    try access.read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT digest FROM revision ORDER BY seq DESC LIMIT 1")
      return try Row.fetchOne(statement)?.digest(0)
    }
  }

  /// The places in the sequence of a record's revisions, oldest first.
  public func sequences(of id: RecordID) throws(LedgerError) -> [Int] {
    try access.read { database in
      try Int.fetchAll(
        try database.cachedStatement(
          sql: "SELECT seq FROM revision WHERE kind = ? AND id = ? ORDER BY rev"),
        arguments: [id.kind, id.id])
    }
  }

  /// Every revision of the records of a kind that have several, by id, then oldest first.
  public func revisedHistories(_ kind: String) throws(LedgerError) -> [Records.Record] {
    try access.read { try RecordRows.stored($0, RecordRows.revised, [kind]).records }
  }

  /// Every revision of one record, oldest first; empty when there is no such record.
  public func history(of id: RecordID) throws(LedgerError) -> [Records.Record] {
    try access.read { try RecordRows.records($0, RecordRows.history, [id.kind, id.id]) }
  }

  /// The revisions after a place in the sequence, in the order in which they were recorded.
  ///
  /// - `sequence`: `Head.sequence` of an earlier state; 0 for the beginning.
  /// - `limit`: how many at most, to read a long history in parts; a part that has fewer is the
  ///   last. The place of the part after it is `sequence` + `limit`: there are no gaps.
  public func revisions(since sequence: Int = 0, limit: Int? = nil) throws(LedgerError)
    -> [Records.Record]
  {
    try access.read { try RecordRows.records($0, RecordRows.since, [sequence, limit ?? -1]) }
  }

  /// The addresses of all records, also of retired ones.
  public func ids() throws(LedgerError) -> Set<RecordID> {
    try access.read { database in
      let rows = try Row.fetchCursor(
        try database.cachedStatement(sql: "SELECT kind, id FROM head"))
      var ids: Set<RecordID> = []
      while let row = try rows.next() { ids.insert(RecordID(kind: row[0], id: row[1])) }
      return ids
    }
  }

  /// The records that were revised after a place in the sequence, sorted, each once.
  public func changes(since sequence: Int) throws(LedgerError) -> [RecordID] {
    try access.read { database in
      // Sequences of heads say it without reading the bodies: newer revisions have newer heads.
      let rows = try Row.fetchCursor(
        try database.cachedStatement(
          sql: "SELECT kind, id FROM head WHERE seq > ? ORDER BY kind, id"),
        arguments: [sequence])
      var ids: [RecordID] = []
      while let row = try rows.next() { ids.append(RecordID(kind: row[0], id: row[1])) }
      return ids
    }
  }

  /// The newest revision of every record by its number and the digest of its fields.
  ///
  /// What an apply compares thousands of files with; reads no bodies. The digest is that of the
  /// canonical JSON of the fields.
  ///
  /// - `ids`: the records wanted, unknown ones are left out; `nil` for all.
  public func newestFieldDigests(of ids: Set<RecordID>? = nil) throws(LedgerError)
    -> [RecordID: NewestRevision]
  {
    try access.read { database in
      var newest: [RecordID: NewestRevision] = [:]
      func take(_ rows: RowCursor) throws {
        while let row = try rows.next() {
          newest[RecordID(kind: row[0], id: row[1])] = NewestRevision(
            rev: row[2], isRetired: row[3], fieldsDigest: try row.digest(4))
        }
      }
      guard let ids else {
        try take(try Row.fetchCursor(try database.cachedStatement(sql: RecordRows.digests)))
        return newest
      }
      let statement = try database.cachedStatement(sql: RecordRows.digest)
      for id in ids { try take(try Row.fetchCursor(statement, arguments: [id.kind, id.id])) }
      return newest
    }
  }
}

/// Which revision of a record is the newest, and what its fields are known by.
public struct NewestRevision: Sendable, Hashable {
  /// Counts from 1.
  public let rev: Int
  /// Whether the record is a tombstone.
  public let isRetired: Bool
  /// The digest of the canonical JSON of its fields.
  public let fieldsDigest: Digest
}
