import GRDB
import Primitives
import Records

/// Going through a whole ledger with one row in memory at a time.
extension LedgerSnapshot {
  /// Calls the body with every revision, in the order in which they were recorded.
  public func forEachRevision(_ body: (Records.Record) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      try database.cachedStatement(sql: RecordRows.since), arguments: [0, -1])
    while let row = try rows.next() { try body(try RecordRows.record(row)) }
  }

  /// Calls the body with every observation: by kind in the order of their catalogue, each in the order
  /// in which they were recorded.
  public func forEachObservation(_ body: (RecordedObservation) throws -> Void) throws {
    for table in ObservationTable.all {
      let rows = try Row.fetchCursor(
        try database.cachedStatement(sql: table.select), arguments: ["~"])
      while let row = try rows.next() { try body(try table.observation(row)) }
    }
  }

  /// Calls the body with every edition, in the order of their publishing; the body may read more.
  public func forEachEdition(_ body: (Edition) throws -> Void) throws {
    let sequences = try Int.fetchAll(database, sql: "SELECT seq FROM edition ORDER BY seq")
    for sequence in sequences {
      guard let sealed = try EditionRows.edition(database, at: sequence) else { continue }
      try body(sealed.edition)
    }
  }
}
