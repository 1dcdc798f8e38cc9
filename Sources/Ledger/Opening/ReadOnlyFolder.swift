import GRDB
import Glibc

/// Reading a ledger in a folder that can't be written: another user's, a mounted image, a disc.
///
/// A write-ahead log is read with an index beside it that SQLite makes when it is missing. Where it
/// can't, the file alone is the ledger as long as there is no log, which is so after every command
/// that ended: then it is read as a file that nobody changes.
enum ReadOnlyFolder {
  /// The ledger without its log.
  ///
  /// - Throws: `logUnreadable` when the log holds what the file does not.
  static func queue(_ path: String) throws -> DatabaseQueue {
    var status = stat()
    guard stat(path + "-wal", &status) != 0 || status.st_size == 0 else {
      throw LedgerError.logUnreadable(path: path)
    }
    return try DatabaseQueue(path: uri(path), configuration: Opening.configuration(.readOnly))
  }

  /// Whether an error of opening means that SQLite had to write and could not.
  static func explains(_ error: any Error) -> Bool {
    switch LedgerError(error, path: "") {
    case .readOnly, .cannotOpen: true
    default: false
    }
  }

  /// The address of a file that nobody changes while it is read.
  static func uri(_ path: String) -> String {
    var text = "file:"
    if !path.hasPrefix("/") { text += "./" }
    for byte in path.utf8 {
      switch byte {
      case 0x61...0x7a, 0x41...0x5a, 0x30...0x39: text.unicodeScalars.append(Unicode.Scalar(byte))
      case _ where "/-_.".utf8.contains(byte): text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return text + "?immutable=1"
  }
}
