import GRDB
import Primitives
import Records

/// The table of one kind of observation, and the SQL that fills and reads it.
///
/// A column for each field, derived as in the views; a law compares them with the migration's.
struct ObservationTable: Sendable {
  let kind: String
  /// The table's name.
  let name: String
  let columns: [SchemaColumn]
  let insert: String
  let find: String
  let select: String
  /// The next rows after a place in the sequence.
  let part: String

  init(_ kind: ObservationKind) {
    self.kind = kind.name
    name = SQLName.snake(kind.name)
    columns = SchemaColumn.columns(of: kind.fields)
    let names = columns.map { SQLName.quoted($0.name) } + ["recorded_at", "digest", "body"]
    let marks = repeatElement("?", count: names.count).joined(separator: ", ")
    insert = "INSERT INTO \(name) (\(names.joined(separator: ", "))) VALUES (\(marks))"
    find = "SELECT 1 FROM \(name) WHERE digest = ?"
    // A text above every instant stands for "no limit", so that there is one statement only.
    select = """
      SELECT recorded_at, digest, body FROM \(name) WHERE recorded_at <= ? ORDER BY seq
      """
    part = """
      SELECT recorded_at, digest, body, seq FROM \(name) WHERE seq > ? ORDER BY seq LIMIT ?
      """
  }

  /// The tables of all kinds, in the order of the catalogue.
  static let all = ObservationCatalog.all.map(ObservationTable.init)

  /// The table of a kind; `nil` if there is none.
  static func of(_ kind: String) -> ObservationTable? { all.first { $0.kind == kind } }

  /// What goes into the columns for the fields of an observation.
  func values(_ fields: Object) -> [(any DatabaseValueConvertible)?] {
    columns.map { column in
      var value: Value? = .object(fields)
      for name in column.path { value = value?[name] }
      switch value {
      case nil, .null: return nil
      case .bool(let bool): return bool
      case .int(let int): return int
      case .double(let double): return double
      case .string(let text):
        return column.type == .instant ? Instant(text)?.stored ?? text : text
      case .list, .object:
        return value.map { String(decoding: JSONText.canonical($0), as: UTF8.self) }
      }
    }
  }
}

/// An observation with the time at which the ledger took it in.
public struct RecordedObservation: Sendable, Hashable {
  /// What was measured.
  public let observation: Observation
  /// When the ledger took it in, in UTC.
  public let recordedAt: Instant
}

extension LedgerReading {
  /// The observations of a kind that were recorded at or before an instant, in order of recording.
  ///
  /// - `kind`: the name of the kind; `nil` for all kinds, in the order of their catalogue.
  /// - `knownAt`: the last instant that counts; `nil` for all that is known now.
  public func observations(kind: String? = nil, knownAt: Instant? = nil) throws(LedgerError)
    -> [Observation]
  {
    try recordedObservations(kind: kind, knownAt: knownAt).map(\.observation)
  }

  /// The same observations with the time at which each was recorded.
  public func recordedObservations(kind: String? = nil, knownAt: Instant? = nil)
    throws(LedgerError) -> [RecordedObservation]
  {
    let tables = kind.map { name in ObservationTable.all.filter { $0.kind == name } }
    if let kind, tables?.isEmpty == true {
      throw .unknownObservation(path: access.path, kind: kind)
    }
    return try access.read { database in
      var found: [RecordedObservation] = []
      for table in tables ?? ObservationTable.all {
        let rows = try Row.fetchCursor(
          try database.cachedStatement(sql: table.select), arguments: [knownAt?.stored ?? "~"])
        while let row = try rows.next() { found.append(try table.observation(row)) }
      }
      return found
    }
  }
}

extension ObservationTable {
  /// The observation in a row of `select`.
  func observation(_ row: Row) throws -> RecordedObservation {
    let body = try row.object(2)
    return RecordedObservation(
      observation: Observation(
        kind: kind, fields: SchemaOrder.ofObservations[kind]?.ordered(body) ?? body,
        digest: try row.digest(1)),
      recordedAt: try row.instant(0))
  }
}
