import GRDB
import Primitives

/// What a list of editions shows of one, without what it was made from.
public struct EditionSummary: Sendable, Hashable {
  /// Such as `runbook/django-5.2`.
  public let document: String
  /// Counts from 1 for each document.
  public let number: Int
  /// The document's title in this edition.
  public let title: String
  /// When it was published, in UTC.
  public let publishedAt: Instant
  /// Why it was published.
  public let reason: String
  /// The digest of its text.
  public let textDigest: Digest

  /// The columns that the first places of a row hold.
  static let columns = "e.document, e.number, e.title, e.published_at, e.reason, e.text_digest"
  static let all = "SELECT \(columns) FROM edition AS e ORDER BY e.seq"
  static let usingKind = """
    SELECT \(columns), s.id FROM edition_source AS s CROSS JOIN edition AS e ON e.seq = s.edition
    WHERE s.kind = ? ORDER BY e.seq, s.id
    """

  init(_ row: Row) throws {
    (document, number, title, reason) = (row[0], row[1], row[2], row[4])
    (publishedAt, textDigest) = (try row.instant(3), try row.digest(5))
  }
}

extension Edition {
  /// What a list shows of it.
  public var summary: EditionSummary { EditionSummary(self) }
}

extension EditionSummary {
  fileprivate init(_ edition: Edition) {
    (document, number, title) = (edition.document, edition.number, edition.title)
    (publishedAt, reason) = (edition.publishedAt, edition.reason)
    textDigest = edition.textDigest
  }
}

extension LedgerReading {
  /// All editions in the order of their publishing, without what they were made from.
  public func editionSummaries() throws(LedgerError) -> [EditionSummary] {
    try access.read { database in
      let rows = try Row.fetchCursor(try database.cachedStatement(sql: EditionSummary.all))
      var editions: [EditionSummary] = []
      while let row = try rows.next() { editions.append(try EditionSummary(row)) }
      return editions
    }
  }

  /// The editions that were made from records of a kind, in the order of their publishing, each with
  /// the address of one of these records; one made from several, or from several revisions of one,
  /// comes several times.
  public func editionSummaries(
    using kind: String
  ) throws(LedgerError) -> [(record: RecordID, edition: EditionSummary)] {
    try access.read { database in
      let rows = try Row.fetchCursor(
        try database.cachedStatement(sql: EditionSummary.usingKind), arguments: [kind])
      var editions: [(record: RecordID, edition: EditionSummary)] = []
      while let row = try rows.next() {
        editions.append((RecordID(kind: kind, id: row[6]), try EditionSummary(row)))
      }
      return editions
    }
  }
}
