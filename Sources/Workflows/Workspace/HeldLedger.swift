import Glibc
import Ledger
import Synchronization

/// The ledger that a command has open, for what it reads and writes afterwards: to open one takes
/// longer than to append to it, because SQLite reads the definitions of all views again.
///
/// While it is open nothing else of the process may open the file: a lock of POSIX goes with the
/// first descriptor of the file that is closed, whoever has it.
final class HeldLedger: Sendable {
  private struct Open {
    let ledger: Ledger
    let path: String
    let file: FileIdentity
  }

  private let open = Mutex<Open?>(nil)

  func keep(_ ledger: Ledger, at path: String) {
    let known = FileIdentity(path).map { Open(ledger: ledger, path: path, file: $0) }
    open.withLock { $0 = known }
  }

  /// `nil` unless it is still the file at that path.
  func ledger(at path: String) -> Ledger? {
    open.withLock { open in
      guard let known = open, known.path == path, FileIdentity(path) == known.file else {
        return nil
      }
      return known.ledger
    }
  }
}

/// What tells a file from another one that took its name.
private struct FileIdentity: Equatable {
  let device: UInt64
  let number: UInt64

  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino))
  }
}
