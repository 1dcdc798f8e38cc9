import Glibc

/// Borrowed UTF-8, valid as long as what it was taken from.
typealias Bytes = UnsafeBufferPointer<UInt8>

/// A growing run of bytes that keeps its memory between pages.
///
/// Raw memory instead of an array: appending is the hottest operation of the room, and a pointer
/// with a count has no uniqueness check. Whoever owns the buffer calls `deallocate`.
struct OutputBuffer {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(64, capacity)
    base = .allocate(capacity: self.capacity)
  }

  func deallocate() { base.deallocate() }

  /// What was written; valid until the next write.
  var bytes: Bytes { Bytes(start: base, count: count) }

  var last: UInt8? { count == 0 ? nil : base[count - 1] }

  mutating func removeAll() { count = 0 }

  mutating func truncate(to length: Int) { count = min(count, length) }

  /// A part of what was written; valid until the next write.
  func bytes(from start: Int) -> Bytes { Bytes(start: base + start, count: count - start) }

  func string(from start: Int) -> String { String(decoding: bytes(from: start), as: UTF8.self) }

  @inline(__always)
  mutating func write(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    base[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func write(_ text: StaticString) {
    write(Bytes(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inline(__always)
  mutating func write(_ bytes: Bytes) {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return }
    if capacity - count < bytes.count { grow(by: bytes.count) }
    (base + count).update(from: start, count: bytes.count)
    count += bytes.count
  }

  mutating func write(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { write($0) } }

  /// Not `write`: a literal would be taken for a string, which costs ten times as much.
  mutating func write(string text: String) {
    let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable { write($0) }
    if isWritten == nil { write(Array(text.utf8)) }
  }

  mutating func writeNumber(_ number: Int) {
    if number < 0 { write(UInt8(ascii: "-")) }
    var magnitude = number.magnitude
    let start = count
    repeat {
      write(UInt8(truncatingIfNeeded: magnitude % 10) + 48)
      magnitude /= 10
    } while magnitude > 0
    var digits = UnsafeMutableBufferPointer(start: base + start, count: count - start)
    digits.reverse()
  }

  /// Replaces one byte that was written.
  mutating func overwrite(at index: Int, with byte: UInt8) {
    if index >= 0, index < count { base[index] = byte }
  }

  /// Starts a new line unless at the start of one.
  mutating func breakLine() {
    if count > 0, base[count - 1] != 10 { write(10) }
  }

  private mutating func grow(by extra: Int) {
    let larger = max(capacity * 2, count + extra)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: base, count: count)
    base.deallocate()
    base = moved
    capacity = larger
  }
}

extension Bytes {
  /// Part of these bytes, without bounds checks in release builds.
  @inline(__always)
  func slice(_ start: Int, _ end: Int) -> Bytes {
    guard let base = baseAddress, start < end else { return Bytes(start: nil, count: 0) }
    return Bytes(start: base + start, count: end - start)
  }

  func starts(with text: StaticString, at offset: Int = 0) -> Bool {
    guard count - offset >= text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount where self[offset + index] != text.utf8Start[index] {
      return false
    }
    return true
  }

  /// Where `byte` stands first at or after `start`.
  func position(of byte: UInt8, from start: Int = 0) -> Int? {
    guard let base = baseAddress, start < count else { return nil }
    guard let found = memchr(base + start, Int32(byte), count - start) else { return nil }
    return base.distance(to: found.assumingMemoryBound(to: UInt8.self))
  }
}
