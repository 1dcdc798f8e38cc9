/// Where JSON is written: raw memory that grows, because an array checks at each byte whether it is
/// shared, and a page of the static API has thousands of short texts.
struct JSONOutput: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  /// What was written.
  var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { out, written in
      if count > 0 { out.baseAddress?.initialize(from: base, count: count) }
      written = count
    }
  }

  @inline(__always)
  mutating func write(_ byte: UInt8) {
    reserve(1)
    base[count] = byte
    count += 1
  }

  mutating func write(_ text: StaticString) {
    write(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func write(_ number: Int) {
    reserve(20)
    if number < 0 { write(UInt8(ascii: "-")) }
    let start = count
    var magnitude = number.magnitude
    repeat {
      write(UInt8(truncatingIfNeeded: magnitude % 10) + 48)
      magnitude /= 10
    } while magnitude > 0
    var digits = UnsafeMutableBufferPointer(start: base + start, count: count - start)
    digits.reverse()
  }

  /// Writes bytes as they are.
  mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    reserve(bytes.count)
    (base + count).update(from: start, count: bytes.count)
    count += bytes.count
  }

  /// Writes a string literal with its quotes and the shortest escapes.
  mutating func writeLiteral(_ text: String) {
    let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable { writeLiteral($0) }
    if isWritten == nil { Array(text.utf8).withUnsafeBufferPointer { writeLiteral($0) } }
  }

  private mutating func writeLiteral(_ bytes: UnsafeBufferPointer<UInt8>) {
    // Room for the marks, and for a whole word at the end.
    reserve(bytes.count + 16)
    base[count] = UInt8(ascii: "\"")
    count += 1
    var start = 0
    while true {
      let end = JSONBytes.plainEnd(in: bytes, from: start, copiedTo: base + count)
      count += end - start
      guard end < bytes.count else { break }
      writeEscape(bytes[end])
      start = end + 1
      reserve(bytes.count - start + 16)
    }
    base[count] = UInt8(ascii: "\"")
    count += 1
  }

  private mutating func writeEscape(_ byte: UInt8) {
    switch byte {
    case 0x22: write("\\\"")
    case 0x5c: write("\\\\")
    case 0x0a: write("\\n")
    case 0x0d: write("\\r")
    case 0x09: write("\\t")
    case 0x08: write("\\b")
    case 0x0c: write("\\f")
    default:
      write("\\u00")
      for digit in [byte >> 4, byte & 15] { write(digit < 10 ? 48 + digit : 87 + digit) }
    }
  }

  private mutating func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }
}

/// Looking for the bytes that mean something inside of a string literal.
enum JSONBytes {
  /// Where the first control character, quotation mark or backslash stands at or after a place; the
  /// number of bytes if there is none.
  ///
  /// The bytes up to there are copied to `out` in the same walk; up to eight more may be written.
  @inline(__always)
  static func plainEnd(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int,
    copiedTo out: UnsafeMutablePointer<UInt8>? = nil
  ) -> Int {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return bytes.count }
    var index = start
    // Eight bytes at a time: a borrow can only spoil bytes above the first hit.
    while index + 8 <= bytes.count {
      let loaded = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if let out {
        UnsafeMutableRawPointer(out).storeBytes(
          of: loaded, toByteOffset: index - start, as: UInt64.self)
      }
      let word = UInt64(littleEndian: loaded)
      let quote = word ^ 0x2222_2222_2222_2222
      let slash = word ^ 0x5c5c_5c5c_5c5c_5c5c
      let control = (word &- 0x2020_2020_2020_2020) & ~word
      let mark =
        (quote &- 0x0101_0101_0101_0101) & ~quote | (slash &- 0x0101_0101_0101_0101) & ~slash
      let hits = (control | mark) & 0x8080_8080_8080_8080
      if hits != 0 { return index + hits.trailingZeroBitCount >> 3 }
      index += 8
    }
    while index < bytes.count, bytes[index] >= 0x20, bytes[index] != 0x22, bytes[index] != 0x5c {
      if let out { out[index - start] = bytes[index] }
      index += 1
    }
    return index
  }
}
