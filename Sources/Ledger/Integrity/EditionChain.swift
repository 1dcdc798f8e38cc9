import GRDB
import Primitives
import Records

/// The examination of the chain of editions, of their sources and of the texts.
enum EditionChain {
  static func verify(_ database: Database, _ report: inout IntegrityReport) throws {
    var sequence = Sequence("edition")
    var newest: [String: Int] = [:]
    var last: String?
    let before = report.problems.count
    let editions = try readable(database, &report)
    let isDamaged = report.problems.count > before
    for sealed in editions {
      let edition = sealed.edition
      let name = "edition \(edition.number) of `\(edition.document)`"
      let missing = sequence.take(sealed.sequence)
      report.reportRemoved(missing, from: "edition")
      let seal = Seals.edition(
        edition.content, number: edition.number, text: edition.textDigest,
        previous: sealed.previous)
      if seal != edition.digest {
        report.report(
          "ledger-row-changed",
          "\(name) was changed: its digest is not that of its columns, sources and templates")
      } else if missing == nil,
        sealed.previous != last || edition.number != newest[edition.document, default: 0] + 1
      {
        report.report(
          "ledger-row-inserted",
          "\(name) does not follow the row before it: one of them was put there")
      }
      newest[edition.document] = edition.number
      last = edition.digest.hex
      report.editions += 1
    }
    if !isDamaged {
      report.reportRemoved(try sequence.missingAtEnd(database), from: "edition")
    }
    try verifySources(database, &report)
    try verifyTexts(database, &report)
  }

  /// The editions; where one can't even be read, its document is named and none are given.
  private static func readable(
    _ database: Database, _ report: inout IntegrityReport
  ) throws -> [EditionRows.Sealed] {
    do {
      return try EditionRows.editions(database, of: nil)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      let documents = try String.fetchAll(
        database, sql: "SELECT document FROM edition GROUP BY document ORDER BY min(seq)")
      var isNamed = false
      for document in documents {
        do { _ = try EditionRows.editions(database, of: document) } catch let error as DatabaseError
        {
          isNamed = true
          report.report(
            "ledger-row-changed",
            "an edition of `\(document)` was changed: \(error.message ?? "it can't be read")")
        }
      }
      if !isNamed {
        report.report(
          "ledger-row-inserted",
          "a source or template of no edition was put there: \(error.message ?? "")")
      }
      return []
    }
  }

  private static func verifySources(_ database: Database, _ report: inout IntegrityReport) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT s.kind, s.id, s.rev, e.document, e.number
        FROM edition_source AS s JOIN edition AS e ON e.seq = s.edition
        LEFT JOIN revision AS r ON r.kind = s.kind AND r.id = s.id AND r.rev = s.rev
        WHERE r.digest IS NOT s.digest ORDER BY s.edition, s.kind, s.id, s.rev
        """)
    for row in rows {
      report.report(
        "ledger-source-changed",
        "revision \(row[2] as Int) of `\(row[0] as String)/\(row[1] as String)` is not the one that "
          + "edition \(row[4] as Int) of `\(row[3] as String)` was made from")
    }
  }

  private static func verifyTexts(_ database: Database, _ report: inout IntegrityReport) throws {
    let rows = try Row.fetchCursor(database, sql: "SELECT digest, body FROM text ORDER BY digest")
    while let row = try rows.next() {
      let digest: String = row[0]
      if Digest(of: try row.bytes(1)).hex != digest {
        report.report(
          "ledger-row-changed", "the text \(digest.prefix(12)) was changed: it has another digest")
      }
      report.texts += 1
    }
    let missing = try Row.fetchAll(
      database,
      sql: """
        SELECT document, number FROM edition
        WHERE text_digest NOT IN (SELECT digest FROM text) ORDER BY seq
        """)
    for row in missing {
      report.report(
        "ledger-row-removed",
        "the text of edition \(row[1] as Int) of `\(row[0] as String)` is missing")
    }
    let strays = try String.fetchAll(
      database,
      sql: """
        SELECT 'the text ' || substr(digest, 1, 12) || ' is that of no edition' FROM text
        WHERE digest NOT IN (SELECT text_digest FROM edition UNION SELECT digest FROM edition_template)
        UNION ALL
        SELECT DISTINCT 'a source of edition row ' || edition || ' is there, the edition is not'
        FROM edition_source WHERE edition NOT IN (SELECT seq FROM edition)
        UNION ALL
        SELECT DISTINCT 'a template of edition row ' || edition || ' is there, the edition is not'
        FROM edition_template WHERE edition NOT IN (SELECT seq FROM edition)
        ORDER BY 1
        """)
    for stray in strays { report.report("ledger-row-inserted", "\(stray): it was put there") }
  }
}

/// The examination of the tables of observations.
enum ObservationRows {
  static func verify(_ database: Database, _ report: inout IntegrityReport) throws {
    for table in ObservationTable.all {
      var sequence = Sequence(table.name)
      let columns = table.columns.map { SQLName.quoted($0.name) }.joined(separator: ", ")
      let rows = try Row.fetchCursor(
        database, sql: "SELECT seq, digest, body, \(columns) FROM \(table.name) ORDER BY seq")
      while let row = try rows.next() {
        let number: Int = row[0]
        report.reportRemoved(sequence.take(number), from: table.name)
        guard let body = try? row.object(2) else {
          report.report(
            "ledger-row-changed",
            "row \(number) of `\(table.name)` was changed: its body is no JSON")
          continue
        }
        let values = table.values(body).map { $0?.databaseValue ?? .null }
        let stored = values.indices.map { row[$0 + 3] as DatabaseValue }
        if Observation(kind: table.kind, fields: body).digest.hex != row[1] as String {
          report.report(
            "ledger-row-changed",
            "row \(number) of `\(table.name)` was changed: its body has "
              + "another digest")
        } else if !zip(values, stored).allSatisfy(agree) {
          report.report(
            "ledger-row-changed",
            "row \(number) of `\(table.name)` was changed: its columns are "
              + "not those of its body")
        }
        report.observations += 1
      }
      report.reportRemoved(try sequence.missingAtEnd(database), from: table.name)
    }
  }

  /// Equal, or the same number once as an integer and once as REAL.
  private static func agree(_ left: DatabaseValue, _ right: DatabaseValue) -> Bool {
    if left == right { return true }
    guard let left = Double.fromDatabaseValue(left), let right = Double.fromDatabaseValue(right)
    else { return false }
    return left == right
  }
}
