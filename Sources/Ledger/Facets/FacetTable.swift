import GRDB
import Primitives
import Records

/// The index of current records by the values of their facets.
///
/// Derived from the bodies like the views, so that it needs no step of the schema's history: made
/// with them, and filled anew when the schema of `Records` is another one. A ledger that an older
/// program made and that is only read has none; questions then look at every record.
enum FacetTable {
  static let isThere = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'facet'"

  static let create = """
    CREATE TABLE facet (
      -- Single values of current records, by which filters find them; derived from the bodies.
      -- Paths that begin with a dot are no fields: `.refers` is a record that is referred to anywhere,
      -- as kind/id; `.internal` is 1 where something is marked so, `.was-internal` is 1 where any
      -- revision has such a mark, `.retired` is 1 for a tombstone.
      path TEXT NOT NULL, -- such as severity or impact.users
      value ANY NOT NULL, -- text, or a whole number; 1 and 0 for true and false
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      PRIMARY KEY (path, value, kind, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX facet_record ON facet (kind, id);
    """

  /// Makes the index from the current records, in the caller's transaction.
  static func fill(_ database: Database) throws {
    try database.execute(sql: "DROP TABLE IF EXISTS facet")
    try database.execute(sql: create)
    let insert = try database.cachedStatement(sql: FacetQuery.insert)
    let rows = try Row.fetchCursor(
      try database.cachedStatement(
        sql: """
          SELECT h.kind, h.id, r.body, h.retired FROM head AS h JOIN revision AS r ON r.seq = h.seq
          ORDER BY h.kind, h.id
          """))
    var marked = try wereInternal(database)
    while let row = try rows.next() {
      let id = RecordID(kind: row[0], id: row[1])
      if marked.remove(id) != nil {
        try insert.execute(arguments: Entry.wasInternal.arguments(id))
      }
      for facet in facets(id.kind, try row.object(2), isRetired: row[3]) {
        try insert.execute(arguments: facet.arguments(id))
      }
    }
  }

  /// Brings the facets of one record up to its newest revision.
  ///
  /// Most revisions change none of them, so the rows that are there are looked at first.
  static func update(_ database: Database, _ record: Records.Record) throws {
    let old = try stored(database, record.id)
    var new = facets(record.id.kind, record.fields, isRetired: record.isRetired)
    // What was marked once stays so: earlier editions and revisions can show it.
    if old.contains(.wasInternal) || record.fields.holdsInternal { new.append(.wasInternal) }
    for entry in old.subtracting(new) {
      try database.cachedStatement(sql: FacetQuery.delete).execute(
        arguments: entry.arguments(record.id))
    }
    for entry in new where !old.contains(entry) {
      try database.cachedStatement(sql: FacetQuery.insert).execute(
        arguments: entry.arguments(record.id))
    }
  }

  /// Whether the index holds what the record says, and nothing else of it.
  static func agrees(_ database: Database, _ record: Records.Record) throws -> Bool {
    var wanted = facets(record.id.kind, record.fields, isRetired: record.isRetired).map { entry in
      Entry(path: entry.path, value: entry.value.text.map { .string($0.storable) } ?? entry.value)
    }
    if try !wereInternal(database, record.id).isEmpty { wanted.append(.wasInternal) }
    return try stored(database, record.id) == Set(wanted)
  }

  /// The records of which any revision has a mark of something internal.
  ///
  /// Canonical JSON spells it one way, and never so inside of a text. Looks at every body, or at those of
  /// one record.
  static func wereInternal(_ database: Database, _ id: RecordID? = nil) throws -> Set<RecordID> {
    let statement = try database.cachedStatement(
      sql: id == nil ? FacetQuery.marked : FacetQuery.marked + " AND kind = ?2 AND id = ?3")
    let arguments = ["\"visibility\":\"internal\""] + [id?.kind, id?.id].compactMap(\.self)
    let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
    var found: Set<RecordID> = []
    while let row = try rows.next() { found.insert(RecordID(kind: row[0], id: row[1])) }
    return found
  }

  private static func stored(_ database: Database, _ id: RecordID) throws -> Set<Entry> {
    let rows = try Row.fetchCursor(
      try database.cachedStatement(sql: FacetQuery.ofRecord), arguments: [id.kind, id.id])
    var entries: Set<Entry> = []
    while let row = try rows.next() {
      let value: Value =
        switch (row[1] as DatabaseValue).storage {
        case .int64(let number): .int(Int(number))
        case .string(let text): .string(text)
        default: .null
        }
      entries.insert(Entry(path: row[0], value: value))
    }
    return entries
  }

  private struct Entry: Hashable {
    let path: String
    let value: Value

    static let wasInternal = Entry(path: FacetQuery.wasInternal, value: .int(1))

    func arguments(_ id: RecordID) -> StatementArguments {
      [path, FacetQuery.stored(value), id.kind, id.id]
    }
  }

  /// Of a tombstone no value counts, but that it is one, and whether it must be kept from readers.
  private static func facets(_ kind: String, _ fields: Object, isRetired: Bool) -> [Entry] {
    guard let kind = KindCatalog.kind(kind) else { return [] }
    func mark(_ path: String, _ holds: Bool) -> [Entry] {
      holds ? [Entry(path: path, value: .int(1))] : []
    }
    let marks = mark(FacetQuery.isInternal, fields.holdsInternal)
    guard !isRetired else { return marks + mark(FacetQuery.isRetired, true) }
    let targets = Set(References.all(in: fields, of: kind).map(\.target))
    return Facet.values(of: kind, in: fields).map { Entry(path: $0.name, value: $0.value) }
      + targets.map { Entry(path: FacetQuery.refers, value: .string($0.description)) } + marks
  }
}

/// The SQL of the facets.
enum FacetQuery {
  /// What no field is called: the address of a record that is referred to.
  static let refers = ".refers"
  /// That something of the record is marked internal.
  static let isInternal = ".internal"
  /// That something of it is so in some revision.
  static let wasInternal = ".was-internal"
  /// That the newest revision retired the record.
  static let isRetired = ".retired"

  static let marked = "SELECT DISTINCT kind, id FROM revision WHERE instr(body, ?1) > 0"
  static let insert = "INSERT INTO facet (path, value, kind, id) VALUES (?, ?, ?, ?)"
  static let delete = "DELETE FROM facet WHERE path = ? AND value = ? AND kind = ? AND id = ?"
  static let ofRecord = "SELECT path, value FROM facet WHERE kind = ? AND id = ?"

  static func stored(_ value: Value) -> (any DatabaseValueConvertible)? {
    switch value {
    case .int(let number): number
    case .double(let number): number
    case .string(let text): text.storable
    default: nil
    }
  }

  /// The records with a value, or with one in a range.
  static func found(_ comparison: FacetTerm.Comparison) -> String {
    """
    SELECT kind, id FROM facet
    WHERE path = ?1 AND value \(comparison.rawValue) ?2\(numbersOnly(comparison))
    """
  }

  /// Those of one kind.
  static func foundOfKind(_ comparison: FacetTerm.Comparison) -> String {
    found(comparison) + " AND kind = ?3"
  }

  /// How many there are, counted no further than a limit.
  static func count(_ comparison: FacetTerm.Comparison) -> String {
    """
    SELECT count(*) FROM (
      SELECT 1 FROM facet
      WHERE path = ?1 AND value \(comparison.rawValue) ?2\(numbersOnly(comparison))
      LIMIT ?3)
    """
  }

  // Texts sort above all numbers.
  private static func numbersOnly(_ comparison: FacetTerm.Comparison) -> String {
    switch comparison {
    case .greater, .atLeast: " AND value < ''"
    default: ""
    }
  }

  static let summary = """
    SELECT h.rev, r.title, r.status FROM head AS h CROSS JOIN revision AS r ON r.seq = h.seq
    WHERE h.kind = ? AND h.id = ?
    """
}
