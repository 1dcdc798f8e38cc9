import GRDB
import Primitives

/// Why a ledger could not be opened, read or written.
///
/// Each case names the file; `diagnostic` is what people are shown.
public enum LedgerError: Error, Sendable, Hashable {
  /// There is no such file.
  case missing(path: String)
  /// The file, or the folder for it, can't be opened or made; with the system's reason.
  case cannotOpen(path: String, reason: String)
  /// The file is no SQLite database.
  case notADatabase(path: String)
  /// The file is an SQLite database of another program.
  case notALedger(path: String)
  /// A newer Waymark wrote the file; its schema and the newest that this program knows.
  case newerSchema(path: String, found: Int, known: Int)
  /// An older Waymark wrote the file, and it was opened for reading only.
  case olderSchema(path: String, found: Int, known: Int)
  /// The file or its disk can't be written.
  case readOnly(path: String)
  /// The newest changes are in a log that can only be read where the folder can be written.
  case logUnreadable(path: String)
  /// The disk is full.
  case diskFull(path: String)
  /// The disk reports an error.
  case inputOutput(path: String, reason: String)
  /// The file is damaged; with what was noticed.
  case corrupt(path: String, reason: String)
  /// Another process held the ledger for longer than anybody should wait.
  case busy(path: String)
  /// A write broke one of the ledger's own rules.
  case constraint(path: String, reason: String)
  /// An edition names a revision as its source that the ledger does not have.
  case unknownSource(path: String, id: RecordID, rev: Int)
  /// An observation is of a kind that the ledger has no table for.
  case unknownObservation(path: String, kind: String)
  /// The SQL that somebody asked with is wrong, or would write.
  case badQuery(path: String, reason: String)
  /// Anything else that SQLite reports.
  case failed(path: String, reason: String)
}

extension LedgerError {
  /// Takes over an error of the database; errors of this room stay what they are.
  init(_ error: any Error, path: String) {
    if let error = error as? LedgerError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self = .failed(path: path, reason: "\(error)")
      return
    }
    let reason = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    self =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
      case .SQLITE_READONLY: .readOnly(path: path)
      case .SQLITE_FULL: .diskFull(path: path)
      // SQLite can't tell why it could not make the log's index.
      case .SQLITE_IOERR where FreeSpace.isNone(at: path): .diskFull(path: path)
      case .SQLITE_IOERR: .inputOutput(path: path, reason: reason)
      case .SQLITE_CORRUPT: .corrupt(path: path, reason: reason)
      case .SQLITE_NOTADB: .notADatabase(path: path)
      case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .cannotOpen(path: path, reason: reason)
      case .SQLITE_CONSTRAINT: .constraint(path: path, reason: reason)
      default: .failed(path: path, reason: reason)
      }
  }
}

extension LedgerError {
  /// The problem as people are shown it.
  public var diagnostic: Diagnostic {
    switch self {
    case .missing(let path):
      Diagnostic(
        "ledger-missing", "there is no ledger at `\(path)`",
        help: "make one with `waymark apply`, or run the command in a workspace")
    case .cannotOpen(let path, let reason):
      Diagnostic(
        "ledger-cannot-open", "the ledger `\(path)` can't be opened: \(reason)",
        help: "check that you may read and write the file and its folder")
    case .notADatabase(let path):
      Diagnostic(
        "ledger-not-a-database", "`\(path)` is not an SQLite database",
        help: "name another file, or move this one away and run `waymark apply`")
    case .notALedger(let path):
      Diagnostic(
        "ledger-not-a-ledger", "`\(path)` is the database of another program",
        help: "name another file; this one was not touched")
    case .newerSchema(let path, let found, let known):
      Diagnostic(
        "ledger-newer-schema",
        "`\(path)` was written by a newer Waymark (schema \(found), this program knows \(known))",
        help: "update Waymark; the ledger was not touched")
    case .olderSchema(let path, let found, let known):
      Diagnostic(
        "ledger-older-schema",
        "`\(path)` has schema \(found), but \(known) is needed and it was opened to be read only",
        help: "run a command that writes, such as `waymark apply`, to bring it up to date")
    case .readOnly(let path):
      Diagnostic(
        "ledger-read-only", "the ledger `\(path)` can't be written",
        help: "check the permissions of the file and its folder, and whether the disk is read-only")
    case .logUnreadable(let path):
      Diagnostic(
        "ledger-log-unreadable",
        "the newest changes of `\(path)` are in `\(path)-wal`, which can't be read in a folder that can't be written",
        help: "copy both files to a folder of your own, or run a command here as their owner first")
    case .diskFull(let path):
      Diagnostic(
        "disk-full", "the disk is full; nothing was written to `\(path)`",
        help: "free some space and run the command again")
    case .inputOutput(let path, let reason):
      Diagnostic(
        "ledger-disk-error", "the disk fails at the ledger `\(path)`: \(reason)",
        help: "check the disk; restore the ledger from a journal or a backup if it is damaged")
    case .corrupt(let path, let reason):
      Diagnostic(
        "ledger-corrupt", "the ledger `\(path)` is damaged: \(reason)",
        help: "keep a copy of the file, then rebuild it with `waymark journal import`")
    case .busy(let path):
      Diagnostic(
        "ledger-busy", "another process keeps the ledger `\(path)` to itself",
        help: "see what else is running on this workspace, and run the command again")
    case .constraint(let path, let reason):
      Diagnostic(
        "ledger-constraint", "the ledger `\(path)` refused a row: \(reason)",
        help: "this is a fault in Waymark or in the journal that is imported; nothing was written")
    case .unknownSource(let path, let id, let rev):
      Diagnostic(
        "unknown-source", "the ledger `\(path)` has no revision \(rev) of `\(id)` as it was used",
        help: "render the document again from this ledger, then publish it")
    case .unknownObservation(let path, let kind):
      Diagnostic(
        "unknown-observation", "the ledger `\(path)` has no table for observations `\(kind)`",
        help: "check the kind's name, or update Waymark")
    case .badQuery(let path, let reason):
      Diagnostic(
        "bad-query", "the query on `\(path)` can't be run: \(reason)",
        help: "ask with one SELECT; `SELECT name FROM sqlite_schema` lists tables and views")
    case .failed(let path, let reason):
      Diagnostic(
        "ledger-failed", "the ledger `\(path)` reports: \(reason)",
        help: "run `waymark verify` to see whether the ledger is sound")
    }
  }
}
