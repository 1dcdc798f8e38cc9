import GRDB
import GRDBSQLite
import Glibc
import Primitives

/// As much of every file's stamp as tells whether the file is the one that was applied.
///
/// Ten thousand files are looked up at each apply, and nearly all of them are as they were: so the
/// paths are bytes in one buffer, and neither a row nor a look-up makes a value of its own.
public struct FileStates: Sendable {
  private struct State {
    let size: Int
    let modifiedNanoseconds: Int
    /// Where its path begins in `bytes`; what it states follows.
    let start: Int
    let pathLength: Int32
    let statedLength: Int32
    /// How many records it states.
    let count: Int32
  }

  private var states: [State] = []
  private var bytes: [UInt8] = []
  /// Places by the hash of the path, counted from 1, and 0 where there is none.
  ///
  /// At most half full; its size is a power of two.
  private var table = [Int32](repeating: 0, count: 1 << 12)

  /// Makes a set of no files.
  public init() {}

  /// How many files there are; their places count from 0, by path.
  public var count: Int { states.count }

  /// The place of a file; `nil` where the path was never applied.
  ///
  /// - `path`: UTF-8, as it was remembered.
  public func place(of path: UnsafeBufferPointer<UInt8>) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      guard let held = bytes.baseAddress, let asked = path.baseAddress else { return nil }
      var slot = Self.hash(path) & (table.count - 1)
      while table[slot] != 0 {
        let place = Int(table[slot]) - 1
        let state = states[place]
        if Int(state.pathLength) == path.count,
          memcmp(held + state.start, asked, path.count) == 0
        {
          return place
        }
        slot = (slot + 1) & (table.count - 1)
      }
      return nil
    }
  }

  /// Whether the file at a place had this size and this time, and need not be read again.
  public func isSame(_ place: Int, size: Int, modifiedNanoseconds: Int) -> Bool {
    states[place].size == size && states[place].modifiedNanoseconds == modifiedNanoseconds
  }

  /// How many records the file at a place states.
  public func recordCount(_ place: Int) -> Int { Int(states[place].count) }

  /// The records that the file at a place states.
  public func records(_ place: Int) -> [RecordID] {
    let start = states[place].start + Int(states[place].pathLength)
    let stated = bytes[start..<start + Int(states[place].statedLength)]
    return FileStamp.stated(String(decoding: stated, as: UTF8.self)).records
  }

  /// The path of the file at a place.
  public func path(_ place: Int) -> String {
    let start = states[place].start
    return String(decoding: bytes[start..<start + Int(states[place].pathLength)], as: UTF8.self)
  }

  /// Takes in the row that a statement stands at, from SQLite's own memory.
  fileprivate mutating func add(_ row: OpaquePointer) {
    let start = bytes.count
    let path = Self.text(row, 0)
    bytes.append(contentsOf: path)
    let hash = Self.hash(path)
    let stated = Self.text(row, 3)
    bytes.append(contentsOf: stated)
    var count = stated.isEmpty ? 0 : 1
    for byte in stated where byte == UInt8(ascii: " ") { count += 1 }
    states.append(
      State(
        size: Int(sqlite3_column_int64(row, 1)),
        modifiedNanoseconds: Int(sqlite3_column_int64(row, 2)), start: start,
        pathLength: Int32(path.count), statedLength: Int32(stated.count), count: Int32(count)))
    if states.count * 2 > table.count { grow() }
    insert(states.count, hash)
  }

  /// The bytes of a column; valid until the next of the row is asked for.
  private static func text(_ row: OpaquePointer, _ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_column_text(row, column)
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(row, column)))
  }

  private mutating func insert(_ number: Int, _ hash: Int) {
    var slot = hash & (table.count - 1)
    while table[slot] != 0 { slot = (slot + 1) & (table.count - 1) }
    table[slot] = Int32(number)
  }

  private mutating func grow() {
    table = [Int32](repeating: 0, count: table.count * 2)
    for place in states.indices.dropLast() {
      let state = states[place]
      let hash = bytes.withUnsafeBufferPointer {
        Self.hash(
          UnsafeBufferPointer(rebasing: $0[state.start..<state.start + Int(state.pathLength)]))
      }
      insert(place + 1, hash)
    }
  }

  /// Eight bytes at a time; it need not be the same in two runs, but it is.
  private static func hash(_ path: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(path)
    var hash = UInt64(truncatingIfNeeded: raw.count) &* 0x9E37_79B9_7F4A_7C15
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
    }
    var offset = 0
    while offset + 8 <= raw.count {
      mix(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    if offset < raw.count, raw.count >= 8 {
      // Some of these bytes were taken in before, which does no harm.
      mix(raw.loadUnaligned(fromByteOffset: raw.count - 8, as: UInt64.self))
    } else {
      for byte in raw[offset...] { mix(UInt64(byte)) }
    }
    return Int(truncatingIfNeeded: hash >> 1)
  }
}

extension LedgerReading {
  /// What tells of the files that were applied whether they are the same.
  public func fileStates() throws(LedgerError) -> FileStates {
    try access.read { database in
      let statement = try database.cachedStatement(sql: FileRows.states)
      let rows = try Row.fetchCursor(statement)
      var files = FileStates()
      while try rows.next() != nil { files.add(statement.sqliteStatement) }
      return files
    }
  }
}
