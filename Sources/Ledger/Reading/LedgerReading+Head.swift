import GRDB
import Primitives
import Records

/// What a ledger is known by at one moment: equal heads mean equal contents.
public struct Head: Sendable, Hashable {
  /// How many revisions there are; the place of the newest one in the sequence.
  public let sequence: Int
  /// How many editions there are.
  public let editions: Int
  /// How many observations of all kinds there are.
  public let observations: Int
  /// The digest over the ends of all sequences.
  public let digest: Digest
  /// The digest of the newest revision; empty where there is none.
  public let newest: String
  /// The digest over the ends of all sequences but that of the revisions.
  public let besides: Digest
}

/// How much a ledger holds.
public struct Counts: Sendable, Hashable {
  /// A name and how many there are of it.
  public struct Entry: Sendable, Hashable {
    /// The name of the kind.
    public let name: String
    /// At least 1 for records; 0 for observations of which there are none.
    public let count: Int
  }

  /// Current records by kind, retired ones left out; in the order of the catalogue of kinds.
  public let records: [Entry]
  /// Records whose newest revision retired them.
  public let retired: Int
  /// Revisions of all records, retired ones included.
  public let revisions: Int
  /// Observations by kind, in the order of their catalogue.
  public let observations: [Entry]
  /// Editions of all documents.
  public let editions: Int
}

extension LedgerReading {
  /// The state that an incremental build compares with the one that it built from.
  public func head() throws(LedgerError) -> Head {
    try access.read { database in
      func end(_ table: String) throws -> (sequence: Int, digest: String) {
        let statement = try database.cachedStatement(
          sql: EndRows.digest(table))
        return try Row.fetchOne(statement).map { ($0[0], $0[1]) } ?? (0, "")
      }
      let (revision, edition) = (try end("revision"), try end("edition"))
      let observations = try ObservationTable.all.map { try end($0.name) }
      let ends = [revision, edition] + observations
      return Head(
        sequence: revision.sequence, editions: edition.sequence,
        observations: observations.reduce(0) { $0 + $1.sequence },
        digest: Self.digest(of: ends), newest: revision.digest,
        besides: Self.digest(of: Array(ends.dropFirst())))
    }
  }

  private static func digest(of ends: [(sequence: Int, digest: String)]) -> Digest {
    Digest(of: JSONText.canonical(.list(ends.map { [.int($0.sequence), .string($0.digest)] })))
  }

  /// The recording time of the newest revision; `nil` in an empty ledger.
  ///
  /// A caller that never records before it keeps "what was known then" from changing afterwards,
  /// even if its clock is behind that of another machine.
  public func lastRecordedAt() throws(LedgerError) -> Instant? {
    try access.read { database in
      let statement = try database.cachedStatement(
        sql: EndRows.recordedAt)
      return try Row.fetchOne(statement)?.instant(0)
    }
  }

  /// The moment for something new to be recorded: not before the newest revision, and after what the
  /// newest edition knew.
  ///
  /// Without it a clock that stands still or was put back would slip a revision below an edition
  /// that never saw it, and "what was known then" would change afterwards.
  ///
  /// - `now`: the earliest moment, what a clock says.
  public func moment(notBefore now: Instant) throws(LedgerError) -> Instant {
    let published = try access.read { database in
      try Row.fetchOne(try database.cachedStatement(sql: EndRows.knownAt))?.instant(0)
    }
    let next = published.map { Instant(milliseconds: $0.milliseconds + 1) }
    return try [now, lastRecordedAt(), next].compactMap(\.self).reduce(now, max)
  }

  /// How much there is of everything.
  public func counts() throws(LedgerError) -> Counts {
    try access.read { database in
      func count(_ sql: String) throws -> Int {
        try Int.fetchOne(try database.cachedStatement(sql: sql)) ?? 0
      }
      let rows = try Row.fetchAll(
        database,
        sql: "SELECT kind, count(*) FROM head WHERE retired = 0 GROUP BY kind ORDER BY kind")
      let found = rows.map { Counts.Entry(name: $0[0], count: $0[1]) }
      let known = KindCatalog.names.compactMap { name in found.first { $0.name == name } }
      return Counts(
        records: known + found.filter { !KindCatalog.names.contains($0.name) },
        retired: try count("SELECT count(*) FROM head WHERE retired = 1"),
        revisions: try count("SELECT count(*) FROM revision"),
        observations: try ObservationTable.all.map {
          Counts.Entry(name: $0.kind, count: try count("SELECT count(*) FROM \($0.name)"))
        },
        editions: try count("SELECT count(*) FROM edition"))
    }
  }
}
