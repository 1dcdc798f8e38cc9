import GRDB
import Glibc

/// Opening a ledger: looking before touching, then the connection, then the schema.
enum Opening {
  /// "WYMK": what marks an SQLite file as a ledger (`PRAGMA application_id`).
  static let applicationID = 0x5759_4D4B

  static func ledger(at path: String, mode: Ledger.Mode) throws(LedgerError) -> Ledger {
    switch FileHeader.of(path) {
    case .missing:
      guard mode == .create else { throw .missing(path: path) }
      try makeFolder(of: path)
    case .unreadable(let number):
      throw number == EISDIR
        ? .notADatabase(path: path) : .cannotOpen(path: path, reason: systemReason(number))
    case .empty where mode == .readOnly: throw .missing(path: path)
    case .empty: break
    case .foreign: throw .notADatabase(path: path)
    case .database(let applicationID, let userVersion):
      // Zero is what a kill leaves between the first page and the first transaction, and also what
      // most programs write: the connection tells them apart.
      guard applicationID == Self.applicationID || applicationID == 0 else {
        throw .notALedger(path: path)
      }
      if applicationID == Self.applicationID, userVersion > Migration.newest {
        throw .newerSchema(path: path, found: userVersion, known: Migration.newest)
      }
    }
    do {
      let queue = try Patience.retrying(path: path) {
        let queue = try connection(path, mode)
        try prepare(queue, path: path, mode: mode)
        return queue
      }
      return Ledger(path: path, queue: queue)
    } catch {
      let failure = LedgerError(error, path: path)
      // SQLite only says that it can't open what it would have to make beside the file.
      if case .cannotOpen = failure, mode != .readOnly, access(folder(of: path), W_OK) != 0 {
        throw .readOnly(path: path)
      }
      throw failure
    }
  }

  /// The folder that a file lies in.
  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A connection that can read.
  static func connection(_ path: String, _ mode: Ledger.Mode) throws -> DatabaseQueue {
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration(mode))
      // Opening alone does not look at the log.
      if mode == .readOnly {
        try queue.inDatabase { _ = try Migration.version(of: $0, path: path) }
      }
      return queue
    } catch  where mode == .readOnly && ReadOnlyFolder.explains(error) {
      return try ReadOnlyFolder.queue(path)
    }
  }

  static func ledgerInMemory() throws(LedgerError) -> Ledger {
    let path = ":memory:"
    do {
      let queue = try DatabaseQueue(configuration: configuration(.create))
      try prepare(queue, path: path, mode: .create)
      return Ledger(path: path, queue: queue)
    } catch {
      throw LedgerError(error, path: path)
    }
  }

  /// What every connection is set to; nothing here writes to the file.
  static func configuration(_ mode: Ledger.Mode) -> Configuration {
    var configuration = Configuration()
    // GRDB sets it before it runs any statement.
    configuration.busyMode = .timeout(Patience.seconds)
    configuration.foreignKeysEnabled = true
    configuration.readonly = mode == .readOnly
    configuration.prepareDatabase { database in
      // The default page of 4 KB holds one revision of 2 KB and wastes the rest; only a new file
      // takes the size. (trusted_schema = OFF is not for us: with it SQLite 3.40 refuses its own JSON
      // functions in views.)
      try database.execute(
        sql: """
          PRAGMA page_size = 8192;
          PRAGMA cache_size = -16384;
          PRAGMA temp_store = MEMORY;
          """)
    }
    return configuration
  }

  private static func prepare(_ queue: DatabaseQueue, path: String, mode: Ledger.Mode) throws {
    try queue.writeWithoutTransaction { database in
      let found = try Migration.version(of: database, path: path)
      guard mode != .readOnly else {
        guard let found else { throw LedgerError.missing(path: path) }
        if found < Migration.newest {
          throw LedgerError.olderSchema(path: path, found: found, known: Migration.newest)
        }
        return
      }
      // FULL, not NORMAL: with a write-ahead log NORMAL may lose the last transactions in a power
      // cut, and what the program has said it published must not be gone. It costs one fsync a
      // command. The log is cut back to 64 MB after a large apply.
      try database.execute(
        sql: """
          PRAGMA journal_mode = WAL;
          PRAGMA synchronous = FULL;
          PRAGMA journal_size_limit = 67108864;
          """)
      if found != Migration.newest {
        try database.inTransaction(.immediate) {
          try Migration.run(on: database, path: path)
          return .commit
        }
      }
      try KindViews.refresh(in: database)
    }
  }

  /// Makes the folder of a file with those above it.
  private static func makeFolder(of path: String) throws(LedgerError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true).dropLast()
    var folder = path.hasPrefix("/") ? "" : "."
    for part in parts {
      folder += "/" + part
      guard mkdir(folder, 0o777) != 0, errno != EEXIST else { continue }
      throw .cannotOpen(path: path, reason: "\(folder): \(systemReason(errno))")
    }
  }
}
