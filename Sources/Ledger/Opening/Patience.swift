import GRDB
import Glibc

/// How writers wait for each other, so that nobody meets "database is locked".
enum Patience {
  /// How long a statement waits inside SQLite for a lock; a long apply takes some seconds.
  static let seconds = 60.0

  /// Runs a step again while it is refused with "busy" at once.
  ///
  /// SQLite does not call the busy handler everywhere: not when two connections replay or switch on
  /// the same write-ahead log. Such a refusal is a matter of milliseconds.
  static func retrying<T>(
    path: String, unless isBegun: () -> Bool = { false }, _ step: () throws -> T
  ) throws -> T {
    var attempt = 0
    // Monotonic, and it decides nothing but how long to wait.
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      do {
        return try step()
      } catch let error as DatabaseError {
        attempt += 1
        guard error.resultCode == .SQLITE_BUSY, !isBegun(), ContinuousClock.now < deadline else {
          throw LedgerError(error, path: path)
        }
        usleep(UInt32(min(attempt, 20)) * 1000)
      }
    }
  }
}
