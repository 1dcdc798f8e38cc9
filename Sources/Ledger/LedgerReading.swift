import GRDB
import Primitives

/// Everything that can be read from a ledger; the same for a ledger, a snapshot of it and a
/// transaction, which also sees what it wrote itself.
///
/// The questions are extensions, one subject a file under `Reading/`.
public protocol LedgerReading {
  /// What the questions run on; opaque outside of this room.
  var access: LedgerAccess { get }
}

/// A way to a database connection: opaque outside of this room.
public struct LedgerAccess {
  enum Source {
    case queue(DatabaseQueue)
    case database(Database)
  }

  let path: String
  let source: Source

  /// Runs a read; on a queue, in a transaction of its own that can't write.
  func read<T>(_ body: (Database) throws -> T) throws(LedgerError) -> T {
    do {
      switch source {
      case .queue(let queue): return try queue.read(body)
      case .database(let database): return try body(database)
      }
    } catch {
      throw LedgerError(error, path: path)
    }
  }
}
