import GRDB
import Primitives
import Records

extension LedgerReading {
  /// Whether the index of facets is there and holds what this program puts into it.
  ///
  /// It does not in a ledger that another version of the program made and that was only read since.
  public func hasFacets() throws(LedgerError) -> Bool {
    try access.read { database in
      try KindViews.areCurrent(in: database)
        && Int.fetchOne(database, sql: FacetTable.isThere) != nil
    }
  }

  /// The records that refer to another anywhere, by kind and id; retired ones do not count.
  public func ids(referringTo id: RecordID) throws(LedgerError) -> [RecordID] {
    try ids(FacetQuery.refers, .string(id.description), nil)
  }

  /// The records of which something is marked internal, by kind and id; retired ones too.
  public func idsHoldingInternal() throws(LedgerError) -> [RecordID] {
    try ids(FacetQuery.isInternal, .int(1), nil)
  }

  /// The records of which any revision holds something that is marked internal, by kind and id.
  ///
  /// Looks at every revision where the ledger has no index that says so.
  public func idsThatHeldInternal() throws(LedgerError) -> [RecordID] {
    guard try hasFacets() else {
      return try access.read { try FacetTable.wereInternal($0).sorted() }
    }
    return try ids(FacetQuery.wasInternal, .int(1), nil)
  }

  /// The retired records of a kind, by id.
  public func retiredIDs(_ kind: String) throws(LedgerError) -> [RecordID] {
    try ids(FacetQuery.isRetired, .int(1), kind)
  }

  private func ids(
    _ path: String, _ value: Value, _ kind: String?
  ) throws(LedgerError) -> [RecordID] {
    try access.read { database in
      let found = kind == nil ? FacetQuery.found(.equal) : FacetQuery.foundOfKind(.equal)
      let arguments = [path, FacetQuery.stored(value)] + (kind.map { [$0] } ?? [])
      let rows = try Row.fetchCursor(
        try database.cachedStatement(sql: found), arguments: StatementArguments(arguments))
      var ids: [RecordID] = []
      while let row = try rows.next() { ids.append(RecordID(kind: row[0], id: row[1])) }
      return ids.sorted()
    }
  }
}
