import Primitives

/// Writes what a build remembers for the next one: numbers and byte runs, one after the other.
struct StateWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ number: Int) {
    withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ fingerprint: Fingerprint) {
    write(Int(truncatingIfNeeded: fingerprint.high))
    write(Int(truncatingIfNeeded: fingerprint.low))
  }

  mutating func write(_ run: [UInt8]) {
    write(run.count)
    bytes.append(contentsOf: run)
  }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Raw elements; the state never leaves the machine.
  mutating func writeElements<Element: BitwiseCopyable>(_ elements: [Element]) {
    write(elements.count)
    elements.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }
}

/// Reads what `StateWriter` wrote; after anything unexpected all that follows is empty and
/// `isSound` is false.
struct StateReader {
  private let bytes: [UInt8]
  private var offset = 0
  private(set) var isSound = true

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func number() -> Int {
    guard let range = take(8) else { return 0 }
    let value = bytes.withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: range.lowerBound, as: Int64.self)
    }
    return Int(Int64(littleEndian: value))
  }

  /// How many of something follow: never more than there are bytes.
  mutating func count() -> Int {
    let count = number()
    guard count >= 0, count <= bytes.count - offset else {
      isSound = false
      return 0
    }
    return count
  }

  mutating func fingerprint() -> Fingerprint {
    let high = UInt64(bitPattern: Int64(number()))
    return Fingerprint(high: high, low: UInt64(bitPattern: Int64(number())))
  }

  mutating func run() -> [UInt8] {
    let length = count()
    return take(length).map { Array(bytes[$0]) } ?? []
  }

  mutating func text() -> String {
    let length = count()
    return take(length).map { String(decoding: bytes[$0], as: UTF8.self) } ?? ""
  }

  mutating func elements<Element: BitwiseCopyable>(_ type: Element.Type) -> [Element] {
    let length = count()
    guard let range = take(length * MemoryLayout<Element>.stride), length > 0 else { return [] }
    return [Element](unsafeUninitializedCapacity: length) { buffer, initialised in
      bytes.withUnsafeBytes { source in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: source[range]))
      }
      initialised = length
    }
  }

  private mutating func take(_ length: Int) -> Range<Int>? {
    guard isSound, length >= 0, length <= bytes.count - offset else {
      isSound = false
      return nil
    }
    defer { offset += length }
    return offset..<(offset + length)
  }
}
