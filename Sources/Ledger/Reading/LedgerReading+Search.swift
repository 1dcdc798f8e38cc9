import GRDB
import Primitives

/// A record that a search found.
public struct SearchHit: Sendable, Hashable {
  /// What stands before a matching word in `snippet`: a character that no record can hold.
  public static let matchStart: Character = "\u{2}"
  /// What stands after it.
  public static let matchEnd: Character = "\u{3}"

  /// The record's address.
  public let id: RecordID
  /// The title of its newest revision.
  public let title: String
  /// About twenty words around the best match, with the marks above.
  public let snippet: String
  /// bm25 with titles weighed eight times; smaller is better.
  public let rank: Double
}

extension LedgerReading {
  /// The current records that hold all words of a query, best first.
  ///
  /// Words match by their English stem and without accents, the last one also by its beginning;
  /// `blue-green` matches the two words side by side. No text is an error: operators of the index's
  /// own query language count as words, and a text without letters or digits finds nothing.
  public func search(_ query: String, limit: Int = 20) throws(LedgerError) -> [SearchHit] {
    guard let match = SearchQuery.match(query), limit > 0 else { return [] }
    return try access.read { database in
      let rows = try Row.fetchCursor(
        try database.cachedStatement(sql: SearchQuery.sql), arguments: [match, limit])
      var hits: [SearchHit] = []
      while let row = try rows.next() {
        hits.append(
          SearchHit(
            id: RecordID(kind: row[0], id: row[1]), title: row[2], snippet: row[3], rank: row[4]))
      }
      return hits
    }
  }
}

/// The query text of people as FTS5's query language.
enum SearchQuery {
  // The inner order is the one that FTS5 keeps itself: it makes snippets of the best rows only.
  static let sql = """
    SELECT r.kind, r.id, r.title, found.snippet, found.rank
    FROM (
      SELECT rowid, rank, snippet(search, -1, char(2), char(3), '…', 20) AS snippet
      FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?
    ) AS found CROSS JOIN revision AS r ON r.seq = found.rowid
    ORDER BY found.rank, r.kind, r.id
    """

  /// Longer queries are somebody's pasted page; more words would only cost time.
  private static let mostWords = 32

  /// The words as quoted phrases; `nil` when there are none.
  ///
  /// Inside quotes nothing but the quote itself means anything to FTS5, and that is left out.
  static func match(_ query: String) -> String? {
    var words: [String] = []
    for part in query.unicodeScalars.split(whereSeparator: isSeparator)
    where part.contains(where: isTokenCharacter) {
      words.append("\"\(String(String.UnicodeScalarView(part)))\"")
      if words.count == mostWords { break }
    }
    guard !words.isEmpty else { return nil }
    return words.joined(separator: " AND ") + (endsInside(query) ? "*" : "")
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x21 || scalar == "\"" || scalar.properties.isWhitespace
  }

  /// What the index's tokenizer, unicode61, takes for part of a word.
  private static func isTokenCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .privateUse:
      true
    default: false
    }
  }

  /// Whether the query's last character belongs to a word, which then may go on.
  private static func endsInside(_ query: String) -> Bool {
    query.unicodeScalars.last.map(isTokenCharacter) ?? false
  }
}
