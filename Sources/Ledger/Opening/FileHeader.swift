import Glibc

/// What the first bytes of a file say, before any database connection touches it.
///
/// A connection may replay a write-ahead log or change the journal's mode; a file that is none of
/// ours, or is newer than this program, is refused before that.
/// Source: SQLite's file format, §1.3 "The Database Header".
enum FileHeader: Equatable {
  case missing
  case unreadable(errno: Int32)
  /// No bytes yet: what a kill leaves between the making of the file and its first transaction.
  case empty
  /// Not an SQLite database.
  case foreign
  case database(applicationID: Int, userVersion: Int)

  /// Reads the header of the file at a path.
  static func of(_ path: String) -> FileHeader {
    // Without waiting: a named pipe would have nobody at its other end.
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return errno == ENOENT ? .missing : .unreadable(errno: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .unreadable(errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { return .foreign }
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { return .unreadable(errno: errno) }
    if count == 0 { return .empty }
    guard count == 100, bytes.starts(with: Array("SQLite format 3\0".utf8)) else { return .foreign }
    func number(at offset: Int) -> Int {
      Int(Int32(truncatingIfNeeded: bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }))
    }
    return .database(applicationID: number(at: 68), userVersion: number(at: 60))
  }
}

/// The system's words for an error number.
func systemReason(_ number: Int32) -> String {
  guard let text = strerror(number) else { return "error \(number)" }
  return String(cString: text)
}
