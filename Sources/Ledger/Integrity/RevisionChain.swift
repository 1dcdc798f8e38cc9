import GRDB
import Primitives
import Records

/// The examination of the chain of revisions.
enum RevisionChain {
  private static let sql = """
    SELECT seq, kind, id, rev, recorded_at, recorded_by, reason, retired, visibility, title, status,
      fields_digest, previous, digest, body, origin
    FROM revision ORDER BY seq
    """

  static func verify(_ database: Database, _ report: inout IntegrityReport) throws {
    var sequence = Sequence("revision")
    var newest: [RecordID: Int] = [:]
    var last: String?
    let rows = try Row.fetchCursor(database, sql: sql)
    while let row = try rows.next() {
      let number: Int = row[0]
      let id = RecordID(kind: row[1], id: row[2])
      let rev: Int = row[3]
      let missing = sequence.take(number)
      report.reportRemoved(missing, from: "revision")
      if let problem = try problem(in: row, id: id, rev: rev) {
        report.report("ledger-row-changed", "revision \(rev) of `\(id)` was changed: \(problem)")
      } else if missing == nil, row[12] as String? != last {
        report.report(
          "ledger-row-inserted",
          "revision \(rev) of `\(id)` does not follow the row before it: one of them was put there")
      } else if missing == nil, rev != newest[id, default: 0] + 1 {
        report.report(
          "ledger-row-inserted", "revision \(rev) of `\(id)` is out of order")
      }
      newest[id] = rev
      last = row[13]
      report.revisions += 1
    }
    report.reportRemoved(try sequence.missingAtEnd(database), from: "revision")
    report.end = last.flatMap(Digest.init(hex:))
    try verifyHeads(database, &report)
  }

  /// What is wrong with one row by itself.
  private static func problem(in row: Row, id: RecordID, rev: Int) throws -> String? {
    let body = try row.bytes(14)
    let fields = Digest(of: body)
    guard fields.hex == row[11] as String else { return "its body has another digest" }
    let stated: String? = row[15]
    let origin = stated.flatMap { Records.Record.Origin($0) }
    if stated != nil, origin == nil { return "its origin is none" }
    let seal = Seals.revision(
      id, rev: rev, recordedAt: row[4], recordedBy: row[5], reason: row[6], isRetired: row[7],
      fields: fields, origin: origin, previous: row[12])
    guard seal.hex == row[13] as String else { return "its digest is not that of its columns" }
    guard case .object(let object)? = try? JSONReader.value(body) else {
      return "its body is no object"
    }
    guard let recordedAt = try? row.instant(4) else { return "its time is none" }
    let record = Records.Record(
      id: id, rev: rev, recordedAt: recordedAt, recordedBy: row[5], reason: row[6],
      isRetired: row[7], fields: object, digest: seal)
    guard record.title.storable == row[9] as String,
      record.status.storable == row[10] as String,
      record.isPublic == (row[8] as String == "public")
    else { return "its title, status or visibility is not that of its body" }
    return nil
  }

  private static func verifyHeads(_ database: Database, _ report: inout IntegrityReport) throws {
    let wrong = try Row.fetchAll(
      database,
      sql: """
        SELECT r.kind, r.id FROM revision AS r LEFT JOIN head AS h ON h.kind = r.kind AND h.id = r.id
        GROUP BY r.kind, r.id
        HAVING h.seq IS NOT max(r.seq) OR h.rev IS NOT r.rev OR h.retired IS NOT r.retired
          OR h.fields_digest IS NOT r.fields_digest
        UNION
        SELECT h.kind, h.id FROM head AS h WHERE NOT EXISTS (
          SELECT 1 FROM revision AS r WHERE r.seq = h.seq AND r.kind = h.kind AND r.id = h.id)
        ORDER BY 1, 2
        """)
    for row in wrong {
      report.report(
        "ledger-row-changed",
        "the newest revision of `\(row[0] as String)/\(row[1] as String)` is not the one in `head`")
    }
  }
}
