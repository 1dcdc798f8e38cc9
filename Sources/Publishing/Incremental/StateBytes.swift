import Primitives

/// Writes what a build remembers for the next one: numbers and byte runs, one after the other.
public struct StateWriter {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  /// Writes nothing yet.
  public init() {}

  /// Makes room for so many bytes.
  public mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// Writes a number.
  public mutating func write(_ number: Int) {
    withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes a fingerprint.
  public mutating func write(_ fingerprint: Fingerprint) {
    write(Int(truncatingIfNeeded: fingerprint.high))
    write(Int(truncatingIfNeeded: fingerprint.low))
  }

  /// Writes bytes and how many there are.
  public mutating func write(_ run: [UInt8]) {
    write(run.count)
    bytes.append(contentsOf: run)
  }

  /// Writes a text and its length.
  public mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      write(utf8.count)
      bytes.append(contentsOf: utf8)
    }
  }

  /// Writes a text that may be absent.
  public mutating func write(optional text: String?) {
    write(text == nil ? 0 : 1)
    if let text { write(text) }
  }

  /// Writes bytes of somebody else's memory and how many there are.
  public mutating func write(_ run: UnsafeBufferPointer<UInt8>) {
    write(run.count)
    bytes.append(contentsOf: run)
  }

  /// Raw elements; the state never leaves the machine.
  public mutating func writeElements<Element: BitwiseCopyable>(_ elements: [Element]) {
    write(elements.count)
    elements.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }
}

/// Reads what `StateWriter` wrote; after anything unexpected all that follows is empty and
/// `isSound` is false.
public struct StateReader: Sendable {
  private let bytes: SharedBytes
  private var offset: Int
  private let end: Int
  /// Whether everything was as expected so far.
  public private(set) var isSound = true

  /// Reads from the start.
  public init(_ bytes: [UInt8]) { self.init(SharedBytes(bytes)) }

  /// Reads from the start of bytes that are kept elsewhere.
  public init(_ bytes: SharedBytes) {
    (self.bytes, offset, end) = (bytes, 0, bytes.buffer.count)
  }

  private init(_ bytes: SharedBytes, _ range: Range<Int>) {
    (self.bytes, offset, end) = (bytes, range.lowerBound, range.upperBound)
  }

  /// A reader of a part.
  func at(_ range: Range<Int>) -> StateReader { StateReader(bytes, range) }

  /// Reads a number.
  public mutating func number() -> Int {
    guard let range = take(8) else { return 0 }
    let value = UnsafeRawBufferPointer(bytes.buffer).loadUnaligned(
      fromByteOffset: range.lowerBound, as: Int64.self)
    return Int(Int64(littleEndian: value))
  }

  /// How many of something follow: never more than there are bytes.
  public mutating func count() -> Int {
    let count = number()
    guard count >= 0, count <= end - offset else {
      isSound = false
      return 0
    }
    return count
  }

  /// Reads a fingerprint.
  public mutating func fingerprint() -> Fingerprint {
    let high = UInt64(bitPattern: Int64(number()))
    return Fingerprint(high: high, low: UInt64(bitPattern: Int64(number())))
  }

  /// Reads bytes.
  public mutating func run() -> [UInt8] { Array(bytes.buffer[skippedRun()]) }

  /// Passes bytes over and answers where they are.
  public mutating func skippedRun() -> Range<Int> {
    let length = count()
    return take(length) ?? offset..<offset
  }

  /// Reads a text.
  public mutating func text() -> String {
    String(decoding: bytes.buffer[skippedRun()], as: UTF8.self)
  }

  /// Reads a text that may be absent.
  public mutating func optionalText() -> String? { number() == 0 ? nil : text() }

  /// Reads raw elements.
  public mutating func elements<Element: BitwiseCopyable>(_ type: Element.Type) -> [Element] {
    let length = count()
    guard let range = take(length * MemoryLayout<Element>.stride), length > 0 else { return [] }
    return [Element](unsafeUninitializedCapacity: length) { buffer, initialised in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes.buffer)[range]))
      initialised = length
    }
  }

  private mutating func take(_ length: Int) -> Range<Int>? {
    guard isSound, length >= 0, length <= end - offset else {
      isSound = false
      return nil
    }
    defer { offset += length }
    return offset..<(offset + length)
  }
}
