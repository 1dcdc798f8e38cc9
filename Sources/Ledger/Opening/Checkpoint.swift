import GRDB
import Glibc

/// Keeps the write-ahead log short.
///
/// SQLite moves a log into the file when it passes eight megabytes, but starts it anew only when no
/// reader is in the way: a large import, or readers that never pause, let it grow, and every reader
/// is slower for it.
enum Checkpoint {
  /// Bytes from which a writer waits for readers to cut the log off.
  static let most = 64 << 20

  /// Empties a log that is too long; one that readers keep busy is left to the next writer.
  static func run(_ database: Database, path: String, most: Int = most) {
    var status = stat()
    guard stat(path + "-wal", &status) == 0, status.st_size > most else { return }
    // What was written is committed: a checkpoint that fails loses nothing and is not worth a word.
    try? database.execute(sql: "PRAGMA busy_timeout = 2000; PRAGMA wal_checkpoint(TRUNCATE)")
    try? database.execute(sql: "PRAGMA busy_timeout = \(Int(Patience.seconds * 1000))")
  }
}
