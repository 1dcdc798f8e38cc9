import GRDB
import Primitives

/// A record file as it was last applied: what tells that it need not be read again.
public struct FileStamp: Sendable, Hashable {
  /// Bytes; less than 0 where the file has to be read again in any case.
  public let size: Int
  /// Nanoseconds since 1970-01-01 UTC, as the file system says.
  public let modifiedNanoseconds: Int
  /// SHA-256 of the bytes.
  public let digest: Digest
  /// The records that the file states, in order; a prune keeps them without reading the file.
  public let records: [RecordID]
  /// The revisions that held what the file states when it was applied; those of older ledgers are
  /// not known.
  public var revisions: [RecordID: Int]
  /// What `rev:` named in the file when it was applied, 0 where it named none.
  ///
  /// Not known of files that older programs applied.
  public var named: [RecordID: Int]

  /// Whether the file has to be read again although it may be the same.
  public var isStale: Bool { size < 0 }

  /// The stamp of a file that was not taken in, so that a later apply knows on which ground it
  /// stands.
  ///
  /// - `revision`: the one before what the ledger has by now; 0 where the file was there first.
  public static func notTaken(_ record: RecordID, since revision: Int) -> FileStamp {
    FileStamp(
      size: -1, modifiedNanoseconds: 0, digest: Digest(of: []), records: [record],
      revisions: [record: revision])
  }

  /// Makes a stamp.
  public init(
    size: Int, modifiedNanoseconds: Int, digest: Digest, records: [RecordID],
    revisions: [RecordID: Int] = [:],
    named: [RecordID: Int] = [:]
  ) {
    self.size = size
    self.modifiedNanoseconds = modifiedNanoseconds
    self.digest = digest
    self.records = records
    self.revisions = revisions
    self.named = named
  }
}

extension LedgerReading {
  /// The stamps of some files; those that were never applied are left out.
  public func stamps(of paths: [String]) throws(LedgerError) -> [String: FileStamp] {
    try access.read { database in
      let statement = try database.cachedStatement(sql: FileRows.stamp)
      var files: [String: FileStamp] = [:]
      for path in paths {
        files[path] = try Row.fetchOne(statement, arguments: [path]).map { try FileStamp($0) }
      }
      return files
    }
  }

  /// The files that were applied, by their paths as they were remembered.
  ///
  /// All stale after the program's schema has changed: files then have to be read again.
  public func knownFiles() throws(LedgerError) -> [String: FileStamp] {
    try access.read { database in
      let rows = try Row.fetchCursor(
        try database.cachedStatement(
          sql: "SELECT \(FileRows.columns) FROM file_stamp"))
      var files: [String: FileStamp] = [:]
      while let row = try rows.next() { files[row[0]] = try FileStamp(row) }
      return files
    }
  }

  /// The files that state a record, by their paths: one, unless somebody moved it and did not apply.
  public func files(stating id: RecordID) throws(LedgerError) -> [String: FileStamp] {
    try access.read { database in
      // Nearly always it is where `export` and appends put it; only a file with another name has to
      // be looked for among all.
      for ending in ["yaml", "md", "yml"] {
        let path = "records/\(id.kind)/\(id.id).\(ending)"
        let row = try Row.fetchOne(
          try database.cachedStatement(sql: FileRows.stamp), arguments: [path])
        if let stamp = try row.map({ try FileStamp($0) }), stamp.records.contains(id) {
          return [path: stamp]
        }
      }
      let statement = try database.cachedStatement(sql: FileRows.stating)
      let rows = try Row.fetchAll(statement, arguments: [id.description])
      return try Dictionary(uniqueKeysWithValues: rows.map { ($0[0], try FileStamp($0)) })
    }
  }
}

extension LedgerTransaction {
  /// Remembers files as they are now, in place of what was known of the same paths.
  public mutating func remember(_ files: [String: FileStamp]) throws(LedgerError) {
    try access.read { database in
      let statement = try database.cachedStatement(
        sql: "INSERT OR REPLACE INTO file_stamp VALUES (?, ?, ?, ?, ?)")
      for (path, stamp) in files.sorted(by: { $0.key < $1.key }) {
        try statement.execute(arguments: [
          path, stamp.size, stamp.modifiedNanoseconds, stamp.digest.hex,
          stamp.records.map(stamp.stored).joined(separator: " "),
        ])
      }
    }
  }

  /// Forgets files that are no longer there; unknown paths are no error.
  public mutating func forget(_ paths: [String]) throws(LedgerError) {
    try access.read { database in
      let statement = try database.cachedStatement(sql: "DELETE FROM file_stamp WHERE path = ?")
      for path in paths { try statement.execute(arguments: [path]) }
    }
  }
}

extension FileStamp {
  /// Reads a row of `FileRows.columns`.
  fileprivate init(_ row: Row) throws {
    let stated = Self.stated(row[4])
    self.init(
      size: row[1], modifiedNanoseconds: row[2], digest: try row.digest(3),
      records: stated.records, revisions: stated.revisions, named: stated.named)
  }

  /// A record as the last column has it: `kind/id@revision:named`.
  fileprivate func stored(_ id: RecordID) -> String {
    guard let revision = revisions[id] else { return id.description }
    return "\(id)@\(revision)" + (named[id].map { ":\($0)" } ?? "")
  }

  static func stated(_ text: String) -> (
    records: [RecordID], revisions: [RecordID: Int], named: [RecordID: Int]
  ) {
    var (records, revisions, named): ([RecordID], [RecordID: Int], [RecordID: Int]) = ([], [:], [:])
    for part in text.split(separator: " ") {
      let halves = part.split(separator: "@")
      guard let first = halves.first, let id = RecordID(String(first)) else { continue }
      records.append(id)
      guard halves.count == 2 else { continue }
      let numbers = halves[1].split(separator: ":").map { Int($0) }
      revisions[id] = numbers.first ?? nil
      if numbers.count == 2 { named[id] = numbers[1] }
    }
    return (records, revisions, named)
  }
}

/// The SQL of the stamps of files.
enum FileRows {
  static let columns = "path, size, modified_ns, digest, records"
  static let states = "SELECT path, size, modified_ns, records FROM file_stamp"
  static let stamp = "SELECT \(columns) FROM file_stamp WHERE path = ?"
  static let stating = """
    SELECT \(columns) FROM file_stamp
    WHERE instr(' ' || records || ' ', ' ' || ?1 || ' ') OR instr(' ' || records, ' ' || ?1 || '@')
    """
}
