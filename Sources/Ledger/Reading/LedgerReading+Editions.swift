import GRDB
import Primitives

/// The SQL that editions are read with: their rows and those of their parts in the same order, so
/// that three passes make all of them, whatever their number.
enum EditionRows {
  static let columns = """
    e.seq, e.document, e.number, e.published_at, e.as_of, e.known_at, e.title, e.reason,
    e.corrects, e.text_digest, e.inputs_digest, e.program_version, e.previous, e.digest
    """
  static let all = "SELECT \(columns) FROM edition AS e ORDER BY e.seq"
  static let allSources = """
    SELECT edition, kind, id, rev, digest FROM edition_source ORDER BY edition, kind, id, rev
    """
  static let allTemplates = """
    SELECT edition, name, digest FROM edition_template ORDER BY edition, name
    """
  static let ofDocument = """
    SELECT \(columns) FROM edition AS e WHERE e.document = ? ORDER BY e.number
    """
  static let sourcesOfDocument = """
    SELECT s.edition, s.kind, s.id, s.rev, s.digest
    FROM edition AS e CROSS JOIN edition_source AS s ON s.edition = e.seq
    WHERE e.document = ? ORDER BY e.number, s.kind, s.id, s.rev
    """
  static let templatesOfDocument = """
    SELECT t.edition, t.name, t.digest
    FROM edition AS e CROSS JOIN edition_template AS t ON t.edition = e.seq
    WHERE e.document = ? ORDER BY e.number, t.name
    """

  static let one = "SELECT \(columns) FROM edition AS e WHERE e.seq = ?"
  static let sourcesOfOne = """
    SELECT edition, kind, id, rev, digest FROM edition_source WHERE edition = ?
    ORDER BY kind, id, rev
    """
  static let templatesOfOne = """
    SELECT edition, name, digest FROM edition_template WHERE edition = ? ORDER BY name
    """

  /// An edition with what only the chain needs.
  struct Sealed {
    let edition: Edition
    let sequence: Int
    let previous: String?
  }

  /// The editions of one document by number, or all of them in order of publishing.
  static func editions(_ database: Database, of document: String?) throws -> [Sealed] {
    guard let document else {
      return try editions(database, (all, allSources, allTemplates), [])
    }
    return try editions(
      database, (ofDocument, sourcesOfDocument, templatesOfDocument), [document])
  }

  /// The edition at a place in the sequence; `nil` if there is none.
  static func edition(_ database: Database, at sequence: Int) throws -> Sealed? {
    try editions(database, (one, sourcesOfOne, templatesOfOne), [sequence]).first
  }

  private static func editions(
    _ database: Database, _ sql: (editions: String, sources: String, templates: String),
    _ arguments: StatementArguments
  ) throws -> [Sealed] {
    func rows(_ sql: String) throws -> RowCursor {
      try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: arguments)
    }
    var sources: [Int: [Edition.Source]] = [:]
    let sourceRows = try rows(sql.sources)
    while let row = try sourceRows.next() {
      sources[row[0], default: []].append(
        Edition.Source(
          id: RecordID(kind: row[1], id: row[2]), rev: row[3], digest: try row.digest(4)))
    }
    var templates: [Int: [Edition.Template]] = [:]
    let templateRows = try rows(sql.templates)
    while let row = try templateRows.next() {
      templates[row[0], default: []].append(
        Edition.Template(name: row[1], digest: try row.digest(2)))
    }
    var editions: [Sealed] = []
    let editionRows = try rows(sql.editions)
    while let row = try editionRows.next() {
      let sequence: Int = row[0]
      let content = EditionDraft(
        document: row[1], title: row[6], publishedAt: try row.instant(3), asOf: try row.day(4),
        knownAt: try row.instant(5), reason: row[7], corrects: row[8],
        inputsDigest: try row.digest(10), programVersion: row[11],
        templates: templates[sequence] ?? [], sources: sources[sequence] ?? [])
      editions.append(
        Sealed(
          edition: Edition(
            content: content, number: row[2], textDigest: try row.digest(9),
            digest: try row.digest(13)),
          sequence: sequence, previous: row[12]))
    }
    return editions
  }
}

extension LedgerReading {
  /// The editions of a document, by number; of all documents in the order of their publishing.
  public func editions(of document: String? = nil) throws(LedgerError) -> [Edition] {
    try access.read { try EditionRows.editions($0, of: document).map(\.edition) }
  }

  /// The text with a digest, as UTF-8; `nil` when the ledger has none such.
  public func text(_ digest: Digest) throws(LedgerError) -> [UInt8]? {
    try access.read { database in
      let statement = try database.cachedStatement(sql: "SELECT body FROM text WHERE digest = ?")
      return try Row.fetchOne(statement, arguments: [digest.hex])?.bytes(0)
    }
  }

  /// The documents that have editions made from a record, whatever its revision, sorted.
  public func documents(using id: RecordID) throws(LedgerError) -> [String] {
    try access.read { database in
      try String.fetchAll(
        try database.cachedStatement(sql: NewestRows.documentsUsing),
        arguments: [id.kind, id.id])
    }
  }
}
