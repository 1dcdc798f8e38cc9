import GRDB
import Primitives

/// The store of every revision, observation and edition of a workspace: one SQLite file.
///
/// Safe to use from several threads, and from several processes at once: one connection here,
/// write-ahead logging, and writers that wait for each other. Reading goes through the methods of
/// `LedgerReading`; each call sees one consistent state, `read` gives several calls the same one.
public final class Ledger: LedgerReading, Sendable {
  /// What a caller is going to do with a ledger.
  public enum Mode: Sendable, Hashable {
    /// Read and write; make the file and its folder when they are missing.
    case create
    /// Read and write a ledger that is there.
    case readWrite
    /// Read a ledger that is there.
    case readOnly
  }

  /// The file, as the caller named it; `:memory:` for a ledger that has none.
  public let path: String
  let queue: DatabaseQueue

  init(path: String, queue: DatabaseQueue) {
    self.path = path
    self.queue = queue
  }

  /// Opens the ledger in a file, bringing an older schema up to date unless it is only read.
  ///
  /// - Throws: `missing`, `notADatabase`, `notALedger`, `newerSchema` and `olderSchema` without
  ///   having changed a byte of the file; the other errors as the system meets them.
  public static func open(at path: String, mode: Mode) throws(LedgerError) -> Ledger {
    try Opening.ledger(at: path, mode: mode)
  }

  /// Makes an empty ledger that lives as long as the value, for tests.
  public static func inMemory() throws(LedgerError) -> Ledger {
    try Opening.ledgerInMemory()
  }

  /// What the reading methods run on.
  public var access: LedgerAccess { LedgerAccess(path: path, source: .queue(queue)) }

  /// Runs several reads on one unchanging state of the ledger.
  ///
  /// - Throws: what the body throws. Calling the ledger itself from the body would wait for ever
  ///   and is a fault that stops the program: use the snapshot.
  public func read<T>(_ body: (LedgerSnapshot) throws -> T) throws -> T {
    do {
      return try queue.read { try body(LedgerSnapshot(path: path, database: $0)) }
    } catch let error as DatabaseError {
      throw LedgerError(error, path: path)
    }
  }

  /// Runs the body in one transaction: all that it writes becomes visible at once, or none.
  ///
  /// Waits for other writers, in this process and in others. When the body throws, nothing of it
  /// is kept. As with `read`, the body uses the transaction and never the ledger.
  public func write<T>(_ body: (inout LedgerTransaction) throws -> T) throws -> T {
    var isBegun = false
    func hasBegun() -> Bool { isBegun }
    return try Patience.retrying(path: path, unless: hasBegun) {
      try queue.writeWithoutTransaction { database in
        var result: T?
        try database.inTransaction(.immediate) {
          isBegun = true
          var transaction = LedgerTransaction(path: path, database: database)
          result = try body(&transaction)
          try transaction.finish()
          return .commit
        }
        Checkpoint.run(database, path: path)
        guard let result else { preconditionFailure("a committed transaction has a result") }
        return result
      }
    }
  }
}

/// One unchanging state of a ledger, for several reads that must agree.
public struct LedgerSnapshot: LedgerReading {
  let path: String
  let database: Database

  /// What the reading methods run on.
  public var access: LedgerAccess { LedgerAccess(path: path, source: .database(database)) }
}
