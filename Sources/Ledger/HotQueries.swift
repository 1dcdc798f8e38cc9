import Records

/// A query that somebody waits for: its cost must not grow with the ledger.
struct HotQuery: Sendable {
  /// What it is for, as the golden of plans has it.
  let name: String
  /// The very text that the production code prepares.
  let sql: String
  /// Tables that it goes through from end to end, because all of their rows are the answer.
  let readsWhole: Set<String>

  init(_ name: String, _ sql: String, readsWhole: Set<String> = []) {
    self.name = name
    self.sql = sql
    self.readsWhole = readsWhole
  }

  /// All of them; add a new one here, and a test shows its plan and refuses a scan.
  static let all: [HotQuery] =
    [
      // show, and every append
      HotQuery("newest of one", RecordRows.newest),
      HotQuery("newest known of one", RecordRows.newestKnown),
      HotQuery("history", RecordRows.history),
      HotQuery("one revision", NewestRows.revision),
      HotQuery("is known", NewestRows.isKnown),
      // list
      HotQuery("current records", RecordRows.current, readsWhole: ["h"]),
      HotQuery("current of a kind", RecordRows.currentOfKind),
      HotQuery("known records", RecordRows.known, readsWhole: ["h"]),
      HotQuery("known of a kind", RecordRows.knownOfKind),
      HotQuery("first of a kind", NewestRows.idsOfKind),
      HotQuery("facets of one", FacetQuery.ofRecord),
      HotQuery("summary of one", FacetQuery.summary),
    ]
    + FacetTerm.Comparison.allCases.flatMap { comparison in
      [
        HotQuery("facet \(comparison.rawValue)", FacetQuery.found(comparison)),
        HotQuery("facet \(comparison.rawValue) of a kind", FacetQuery.foundOfKind(comparison)),
        HotQuery(
          "count of facet \(comparison.rawValue)", FacetQuery.count(comparison),
          readsWhole: ["(subquery-1)"]),
      ]
    } + [
      HotQuery("search", SearchQuery.sql, readsWhole: ["found", "search"]),
      // append
      HotQuery("end of the revisions", EndRows.digest("revision")),
      HotQuery("end of the editions", EndRows.digest("edition")),
      HotQuery("time of the end", EndRows.recordedAt),
      HotQuery("head of one", NewestRows.head),
      HotQuery("drop a facet", FacetQuery.delete),
      HotQuery("documents using a record", NewestRows.documentsUsing),
      HotQuery("newest edition", NewestRows.edition),
      HotQuery("sources of an edition", NewestRows.sources),
      HotQuery("editions of a document", EditionRows.ofDocument),
      HotQuery("sources of a document", EditionRows.sourcesOfDocument),
      HotQuery("editions using a kind", EditionSummary.usingKind),
      // apply
      HotQuery("states of files", FileRows.states, readsWhole: ["file_stamp"]),
      HotQuery("stamp of a file", FileRows.stamp),
      HotQuery("digests of all", RecordRows.digests, readsWhole: ["head"]),
      HotQuery("digest of one", RecordRows.digest),
      HotQuery("since", RecordRows.since),
    ]
    // import
    + ObservationTable.all.flatMap { table in
      [
        HotQuery("find \(table.name)", table.find),
        HotQuery("end of \(table.name)", EndRows.digest(table.name)),
        HotQuery("part of \(table.name)", table.part),
      ]
    }
}

/// The SQL that looks at the last row of a sequence.
enum EndRows {
  /// The place and the digest of the last row; a descending order reads the same as a scan.
  static func digest(_ table: String) -> String {
    "SELECT seq, digest FROM \(table) WHERE seq = (SELECT max(seq) FROM \(table))"
  }

  static let recordedAt = """
    SELECT recorded_at FROM revision WHERE seq = (SELECT max(seq) FROM revision)
    """

  static let knownAt = """
    SELECT known_at FROM edition WHERE seq = (SELECT max(seq) FROM edition)
    """
}
