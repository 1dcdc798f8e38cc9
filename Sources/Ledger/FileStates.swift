import GRDB
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
  private var table = [Int32](repeating: 0, count: 64)

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

  fileprivate mutating func add(_ row: Row) {
    var path: String = row[0]
    var stated: String = row[3]
    let start = bytes.count
    let hash = path.withUTF8 { utf8 in
      bytes.append(contentsOf: utf8)
      return Self.hash(utf8)
    }
    let pathLength = bytes.count - start
    let count = stated.withUTF8 { utf8 in
      bytes.append(contentsOf: utf8)
      var spaces = 0
      for byte in utf8 where byte == UInt8(ascii: " ") { spaces += 1 }
      return utf8.isEmpty ? 0 : spaces + 1
    }
    states.append(
      State(
        size: row[1], modifiedNanoseconds: row[2], start: start, pathLength: Int32(pathLength),
        statedLength: Int32(bytes.count - start - pathLength), count: Int32(count)))
    if states.count * 2 > table.count { grow() }
    insert(states.count, hash)
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
    var rest: UInt64 = 0
    while offset < raw.count {
      rest = rest << 8 | UInt64(raw[offset])
      offset += 1
    }
    mix(rest)
    return Int(truncatingIfNeeded: hash >> 1)
  }
}

extension LedgerReading {
  /// What tells of the files that were applied whether they are the same.
  public func fileStates() throws(LedgerError) -> FileStates {
    try access.read { database in
      let rows = try Row.fetchCursor(
        try database.cachedStatement(sql: FileRows.states))
      var files = FileStates()
      while let row = try rows.next() { files.add(row) }
      return files
    }
  }
}
