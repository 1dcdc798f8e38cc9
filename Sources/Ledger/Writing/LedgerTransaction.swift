import GRDB
import Primitives
import Records

/// A transaction that writes: it alone holds the ledger until it ends.
///
/// Reading through it sees what it has written; only `search` finds that when it has ended. Made by
/// `Ledger.write`.
public struct LedgerTransaction: LedgerReading {
  let path: String
  let database: Database
  /// The digest of the newest revision: what the next one seals; loaded at the first append.
  private var end: (isLoaded: Bool, digest: String?) = (false, nil)
  private var index = SearchIndex()

  init(path: String, database: Database) {
    self.path = path
    self.database = database
  }

  /// What the reading methods run on.
  public var access: LedgerAccess { LedgerAccess(path: path, source: .database(database)) }

  /// Writes what the transaction still owes, at its end.
  mutating func finish() throws { try index.write(to: database) }

  /// The newest revision of a record; `nil` when there is none.
  public func newest(_ id: RecordID) throws(LedgerError) -> Records.Record? { try record(id) }

  /// Appends the next revision of a record.
  ///
  /// Always makes a revision, also when the fields equal those of the newest one: whether that is
  /// worth one is the caller's decision (`newestFieldDigests`).
  ///
  /// - `fields`: checked against the record's kind.
  /// - `author`: who recorded it.
  /// - `reason`: why; `nil` where nobody said.
  /// - `at`: when; see `lastRecordedAt` about clocks that disagree.
  /// - `isRetired`: whether the revision is a tombstone; the record is then no longer found.
  /// - `origin`: where it was first recorded; `nil` for here.
  public mutating func append(
    _ id: RecordID, fields: Object, by author: String, reason: String?, at: Instant,
    isRetired: Bool = false, origin: Records.Record.Origin? = nil
  ) throws(LedgerError) -> Records.Record {
    let (database, end) = (database, end)
    let (author, reason) = (author.storable, reason?.storable)
    let (record, earlier) = try access.read { _ in
      let previous =
        end.isLoaded
        ? end.digest
        : try Row.fetchOne(try database.cachedStatement(sql: EndRows.digest("revision"))).map {
          $0[1] as String
        }
      let newest = try Row.fetchOne(
        try database.cachedStatement(sql: NewestRows.head),
        arguments: [id.kind, id.id])
      let body = JSONText.canonical(.object(fields))
      let fieldsDigest = Digest(of: body)
      let rev = (newest?[0] ?? 0) + 1
      let digest = Seals.revision(
        id, rev: rev, recordedAt: at.stored, recordedBy: author, reason: reason,
        isRetired: isRetired, fields: fieldsDigest, origin: origin, previous: previous)
      let record = Records.Record(
        id: id, rev: rev, recordedAt: at, recordedBy: author, reason: reason, isRetired: isRetired,
        fields: fields, digest: digest, origin: origin)
      try database.cachedStatement(sql: Self.insertRevision).execute(arguments: [
        id.kind, id.id, rev, at.stored, author, reason, isRetired,
        record.isPublic ? "public" : "internal", record.title.storable, record.status.storable,
        fieldsDigest.hex,
        previous, digest.hex, String(decoding: body, as: UTF8.self), origin?.description,
      ])
      try FacetTable.update(database, record)
      return (record, newest?[1] as Int?)
    }
    self.end = (true, record.digest.hex)
    index.replace(earlier, by: record, at: Int(database.lastInsertedRowID))
    if index.isLarge {
      var index = index
      try access.read { try index.write(to: $0) }
      self.index = index
    }
    return record
  }

  private static let insertRevision = """
    INSERT INTO revision (
      kind, id, rev, recorded_at, recorded_by, reason, retired, visibility, title, status,
      fields_digest, previous, digest, body, origin)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  /// Adds an observation; `false` when the ledger knows the very same one already.
  public mutating func add(_ observation: Observation, at: Instant) throws(LedgerError) -> Bool {
    guard let table = ObservationTable.of(observation.kind) else {
      throw .unknownObservation(path: path, kind: observation.kind)
    }
    return try access.read { database in
      // Asked first, because an ignored INSERT would use up a number of the gapless sequence.
      let known = try Row.fetchOne(
        try database.cachedStatement(sql: table.find), arguments: [observation.digest.hex])
      guard known == nil else { return false }
      let body = JSONText.canonical(.object(observation.fields))
      let values: [(any DatabaseValueConvertible)?] =
        table.values(observation.fields) + [
          at.stored, observation.digest.hex, String(decoding: body, as: UTF8.self),
        ]
      try database.cachedStatement(sql: table.insert).execute(
        arguments: StatementArguments(values))
      return true
    }
  }
}
