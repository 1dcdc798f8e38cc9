import GRDB
import Primitives

/// What an examination of every row of a ledger found.
public struct IntegrityReport: Sendable, Hashable {
  /// How many revisions were examined.
  public internal(set) var revisions = 0
  /// How many editions were examined.
  public internal(set) var editions = 0
  /// How many different texts of editions were examined.
  public internal(set) var texts = 0
  /// How many observations of all kinds were examined.
  public internal(set) var observations = 0
  /// The digest of the newest revision; `nil` without revisions.
  ///
  /// Written down elsewhere, it also tells a ledger that was rewritten from end to end.
  public internal(set) var end: Digest?
  /// Every row that was changed, removed or inserted by hand: one problem a row, in the order of
  /// revisions, editions, texts, observations, then the search index and the schema.
  public internal(set) var problems: [Diagnostic] = []

  /// Whether every row is as the program wrote it.
  public var isSound: Bool { problems.isEmpty }

  mutating func report(_ id: String, _ message: String) {
    problems.append(
      Diagnostic(
        id, message,
        help: "keep a copy of the file, then rebuild the ledger from a journal or a backup"))
  }
}

extension LedgerReading {
  /// Computes every digest again and follows the chains from the first row to the last.
  ///
  /// Linear in the size of the ledger; reads one row at a time.
  public func verify() throws(LedgerError) -> IntegrityReport {
    try access.read { database in
      var report = IntegrityReport()
      let damage = try String.fetchAll(database, sql: "PRAGMA quick_check(10)")
      for line in damage where line != "ok" {
        report.report("ledger-corrupt", "the file itself is damaged: \(line)")
      }
      try RevisionChain.verify(database, &report)
      let hasSoundRevisions = report.problems.isEmpty
      try EditionChain.verify(database, &report)
      try ObservationRows.verify(database, &report)
      // What is derived from rows that were changed says nothing new.
      if hasSoundRevisions { try SearchRows.verify(database, &report) }
      try SchemaObjects.verify(database, &report)
      return report
    }
  }
}

/// What an append-only table's numbers say: they start at 1, have no gaps and end where SQLite's
/// own counter stands, which remembers rows that were deleted.
struct Sequence {
  let table: String
  private var last = 0

  init(_ table: String) { self.table = table }

  /// Takes the next number; the numbers that are missing before it.
  mutating func take(_ number: Int) -> ClosedRange<Int>? {
    defer { last = number }
    return number > last + 1 ? last + 1...number - 1 : nil
  }

  /// The numbers that are missing after the last one.
  func missingAtEnd(_ database: Database) throws -> ClosedRange<Int>? {
    let counted = try Int.fetchOne(
      database, sql: "SELECT seq FROM sqlite_sequence WHERE name = ?", arguments: [table])
    guard let counted, counted > last else { return nil }
    return last + 1...counted
  }
}

extension IntegrityReport {
  mutating func reportRemoved(_ rows: ClosedRange<Int>?, from table: String) {
    guard let rows else { return }
    let which =
      rows.count == 1
      ? "row \(rows.lowerBound) is" : "rows \(rows.lowerBound) to \(rows.upperBound) are"
    report("ledger-row-removed", "\(which) missing from table `\(table)`")
  }
}
