import FoundationEssentials
import GRDB
import Primitives

extension LedgerTransaction {
  /// Publishes a text as the next edition of its document.
  ///
  /// - `draft`: what it is and what it was made from.
  /// - `text`: UTF-8; kept once however many editions have it.
  /// - Throws: `unknownSource` when a source is not a revision of this ledger; `constraint` when
  ///   the edition that it corrects does not exist.
  public mutating func publish(_ draft: EditionDraft, text: [UInt8]) throws(LedgerError) -> Edition
  {
    try access.read { database in
      let previous = try Row.fetchOne(try database.cachedStatement(sql: EndRows.digest("edition")))
        .map { $0[1] as String }
      let newest = try Int.fetchOne(
        try database.cachedStatement(sql: "SELECT max(number) FROM edition WHERE document = ?"),
        arguments: [draft.document])
      let number = (newest ?? 0) + 1
      let textDigest = Digest(of: text)
      let digest = Seals.edition(draft, number: number, text: textDigest, previous: previous)
      try database.cachedStatement(
        sql: "INSERT INTO text VALUES (?, ?) ON CONFLICT (digest) DO NOTHING"
      ).execute(arguments: [textDigest.hex, Data(text)])
      try database.cachedStatement(sql: Self.insertEdition).execute(arguments: [
        draft.document, number, draft.publishedAt.stored, draft.asOf.description,
        draft.knownAt.stored, draft.title, draft.reason, draft.corrects, textDigest.hex,
        draft.inputsDigest.hex, draft.programVersion, previous, digest.hex,
      ])
      try insertParts(of: draft, sequence: Int(database.lastInsertedRowID))
      return Edition(content: draft, number: number, textDigest: textDigest, digest: digest)
    }
  }

  /// Keeps a text that editions were made from, such as that of a template; the same one once.
  public mutating func keep(_ text: [UInt8]) throws(LedgerError) {
    try access.read { database in
      try database.cachedStatement(
        sql: "INSERT INTO text VALUES (?, ?) ON CONFLICT (digest) DO NOTHING"
      ).execute(arguments: [Digest(of: text).hex, Data(text)])
    }
  }

  private func insertParts(of draft: EditionDraft, sequence: Int) throws {
    let template = try database.cachedStatement(
      sql: "INSERT INTO edition_template VALUES (?, ?, ?)")
    for entry in draft.templates {
      try template.execute(arguments: [sequence, entry.name, entry.digest.hex])
    }
    // Taken from the revision itself, so that a source which is not there can't be named.
    let source = try database.cachedStatement(
      sql: """
        INSERT INTO edition_source SELECT ?, kind, id, rev, digest FROM revision
        WHERE kind = ? AND id = ? AND rev = ? AND digest = ?
        """)
    for entry in draft.sources {
      try source.execute(arguments: [
        sequence, entry.id.kind, entry.id.id, entry.rev, entry.digest.hex,
      ])
      guard database.changesCount == 1 else {
        throw LedgerError.unknownSource(path: path, id: entry.id, rev: entry.rev)
      }
    }
  }

  private static let insertEdition = """
    INSERT INTO edition (
      document, number, published_at, as_of, known_at, title, reason, corrects, text_digest,
      inputs_digest, program_version, previous, digest)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
}
