import GRDB
import Primitives

extension Ledger {
  /// Copies the whole ledger, as it is at one moment, into a file that is not there yet.
  ///
  /// Neither waits for writers nor makes them wait.
  public func copy(to path: String) throws(LedgerError) {
    do {
      let target = try DatabaseQueue(path: path)
      try queue.backup(to: target)
      try target.close()
    } catch {
      throw LedgerError(error, path: path)
    }
  }
}
