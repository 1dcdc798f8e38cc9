import GRDB
import Primitives

/// A record file as it was last applied: what tells that it need not be read again.
public struct FileStamp: Sendable, Hashable {
  /// Bytes.
  public let size: Int
  /// Nanoseconds since 1970-01-01 UTC, as the file system says.
  public let modifiedNanoseconds: Int
  /// SHA-256 of the bytes.
  public let digest: Digest
  /// The records that the file states, in order; a prune keeps them without reading the file.
  public let records: [RecordID]

  /// Makes a stamp.
  public init(size: Int, modifiedNanoseconds: Int, digest: Digest, records: [RecordID]) {
    self.size = size
    self.modifiedNanoseconds = modifiedNanoseconds
    self.digest = digest
    self.records = records
  }
}

extension LedgerReading {
  /// The files that were applied, by their paths as they were remembered.
  ///
  /// Empty after the program's schema has changed: files then have to be read again.
  public func knownFiles() throws(LedgerError) -> [String: FileStamp] {
    try access.read { database in
      let rows = try Row.fetchCursor(
        try database.cachedStatement(
          sql: "SELECT path, size, modified_ns, digest, records FROM file_stamp"))
      var files: [String: FileStamp] = [:]
      while let row = try rows.next() {
        let records: String = row[4]
        files[row[0]] = FileStamp(
          size: row[1], modifiedNanoseconds: row[2], digest: try row.digest(3),
          records: records.utf8.split(separator: 32).compactMap { RecordID(String($0) ?? "") })
      }
      return files
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
          stamp.records.map(\.description).joined(separator: " "),
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
