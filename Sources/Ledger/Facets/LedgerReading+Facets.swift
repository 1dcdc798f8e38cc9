import GRDB
import Primitives
import Records

/// What the index and the columns of the newest revision say of a record, without its body.
public struct RecordSummary: Sendable, Hashable {
  /// The record's address.
  public let id: RecordID
  /// The number of its newest revision.
  public let rev: Int
  /// Its title.
  public let title: String
  /// Its status.
  public let status: String
}

extension LedgerReading {
  /// The current records that fulfil all of the terms, ordered by kind and id; retired ones do not.
  ///
  /// Reads no body. `nil` where the ledger has no index of facets, or every term is fulfilled by so
  /// many records that the index saves nothing.
  ///
  /// - `limit`: a number of records that is too many.
  public func ids(fulfilling terms: [FacetTerm], kind: String?, limit: Int = 50_000)
    throws(LedgerError) -> [RecordID]?
  {
    try access.read { database in
      guard !terms.isEmpty, try Int.fetchOne(database, sql: FacetTable.isThere) != nil else {
        return nil
      }
      // The rarest term first: the others are only looked up among what it finds.
      var counted: [(count: Int, term: FacetTerm)] = []
      for term in terms {
        var count = 0
        for value in term.values {
          count +=
            try Int.fetchOne(
              try database.cachedStatement(sql: FacetQuery.count(term.comparison)),
              arguments: [term.name, FacetQuery.stored(value), 4096]) ?? 0
        }
        counted.append((count, term))
      }
      counted.sort { $0.count < $1.count }
      var found: Set<RecordID>?
      for (_, term) in counted {
        let next = try ids(database, term, kind, among: found, limit)
        guard let next else { return nil }
        found = next
        if next.isEmpty { break }
      }
      return found?.sorted()
    }
  }

  private func ids(
    _ database: Database, _ term: FacetTerm, _ kind: String?, among known: Set<RecordID>?,
    _ limit: Int
  ) throws -> Set<RecordID>? {
    var found: Set<RecordID> = []
    if let known, known.count < 2048 {
      let statement = try database.cachedStatement(sql: FacetQuery.ofRecord)
      for id in known {
        let rows = try Row.fetchCursor(statement, arguments: [id.kind, id.id])
        while let row = try rows.next() {
          if (row[0] as String) == term.name, term.holds(row[1]) { found.insert(id) }
        }
      }
      return found
    }
    let statement = try database.cachedStatement(
      sql: kind == nil
        ? FacetQuery.found(term.comparison) : FacetQuery.foundOfKind(term.comparison))
    for value in term.values {
      let arguments: [(any DatabaseValueConvertible)?] = [
        term.name, FacetQuery.stored(value), kind,
      ]
      let rows = try Row.fetchCursor(
        statement, arguments: StatementArguments(arguments.prefix(kind == nil ? 2 : 3)))
      while let row = try rows.next() {
        let id = RecordID(kind: row[0], id: row[1])
        if known?.contains(id) ?? true { found.insert(id) }
        guard found.count <= limit else { return nil }
      }
    }
    return found
  }

  /// What the columns say of records, in the order of the ids; unknown ones are left out.
  public func summaries(_ ids: [RecordID]) throws(LedgerError) -> [RecordSummary] {
    try access.read { database in
      let statement = try database.cachedStatement(sql: FacetQuery.summary)
      return try ids.compactMap { id in
        try Row.fetchOne(statement, arguments: [id.kind, id.id]).map {
          RecordSummary(id: id, rev: $0[0], title: $0[1], status: $0[2])
        }
      }
    }
  }

  /// The newest revisions of some records, in the order of the ids; unknown ones are left out.
  public func records(_ ids: [RecordID]) throws(LedgerError) -> [Records.Record] {
    try access.read { database in
      try ids.flatMap {
        try RecordRows.records(database, RecordRows.newest, [$0.kind, $0.id])
      }
    }
  }
}

extension FacetTerm {
  /// Whether a stored value fulfils the term.
  fileprivate func holds(_ stored: DatabaseValue) -> Bool {
    values.contains { value in
      switch (stored.storage, value) {
      case (.string(let left), .string(let right)): comparison == .equal && left == right
      case (.int64(let left), .int(let right)): holds(Double(left), Double(right))
      case (.int64(let left), .double(let right)): holds(Double(left), right)
      default: false
      }
    }
  }

  private func holds(_ left: Double, _ right: Double) -> Bool {
    switch comparison {
    case .equal: left == right
    case .less: left < right
    case .atMost: left <= right
    case .greater: left > right
    case .atLeast: left >= right
    }
  }
}
