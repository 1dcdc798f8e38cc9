/// A fast 128-bit hash of some bytes: tells whether a file changed since the last build.
///
/// Not cryptographic: where somebody could gain by a collision, take `Digest`. Equal on every
/// machine and in every run. Source: the multiply-fold of wyhash (Wang Yi, public domain), here in
/// two lanes that differ in their secrets; long runs in four lanes of 64 bits each.
public struct Fingerprint: Sendable, Hashable, BitwiseCopyable {
  /// The upper half.
  public private(set) var high: UInt64
  /// The lower half.
  public private(set) var low: UInt64

  /// The fingerprint of nothing: where mixing starts.
  public init() { (high, low) = (Self.secrets.0, Self.secrets.1) }

  /// Takes a fingerprint that was kept.
  public init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

  /// Computes the fingerprint of the bytes.
  public init(of bytes: [UInt8]) {
    self.init()
    bytes.withUnsafeBytes { absorb($0) }
  }

  /// Computes the fingerprint of bytes in somebody else's memory.
  public init(of bytes: UnsafeRawBufferPointer) {
    self.init()
    absorb(bytes)
  }

  /// Takes bytes in; their number counts, so that neighbours can't trade bytes.
  public mutating func mix(_ bytes: [UInt8]) { bytes.withUnsafeBytes { absorb($0) } }

  /// Takes a text in.
  public mutating func mix(_ text: String) {
    var text = text
    text.withUTF8 { absorb(UnsafeRawBufferPointer($0)) }
  }

  /// Takes a number in.
  public mutating func mix(_ number: Int) { fold(UInt64(bitPattern: Int64(number)), 8) }

  /// Takes another fingerprint in.
  public mutating func mix(_ other: Fingerprint) { fold(other.high, other.low) }

  private mutating func absorb(_ bytes: UnsafeRawBufferPointer) {
    var offset = 0
    if bytes.count >= 128 {
      // Four pieces at a time, each into a number of its own: no product waits for another.
      var (a, b, c, d) = (high, low, high ^ Self.secrets.2, low ^ Self.secrets.3)
      while offset + 64 <= bytes.count {
        a = Self.product(
          Self.word(bytes, offset) ^ Self.secrets.0, Self.word(bytes, offset + 8) ^ a)
        b = Self.product(
          Self.word(bytes, offset + 16) ^ Self.secrets.1, Self.word(bytes, offset + 24) ^ b)
        c = Self.product(
          Self.word(bytes, offset + 32) ^ Self.secrets.2, Self.word(bytes, offset + 40) ^ c)
        d = Self.product(
          Self.word(bytes, offset + 48) ^ Self.secrets.3, Self.word(bytes, offset + 56) ^ d)
        offset += 64
      }
      fold(a, b)
      fold(c, d)
    }
    while offset + 16 <= bytes.count {
      fold(Self.word(bytes, offset), Self.word(bytes, offset + 8))
      offset += 16
    }
    var tail: (UInt64, UInt64) = (0, 0)
    for index in offset..<bytes.count {
      let shift = UInt64((index - offset) % 8 * 8)
      if index - offset < 8 {
        tail.0 |= UInt64(bytes[index]) << shift
      } else {
        tail.1 |= UInt64(bytes[index]) << shift
      }
    }
    fold(tail.0, tail.1)
    fold(UInt64(bytes.count), Self.secrets.2)
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  private mutating func fold(_ a: UInt64, _ b: UInt64) {
    high = Self.product(a ^ Self.secrets.2, b ^ high)
    low = Self.product(b ^ Self.secrets.3, a ^ low) &+ high
  }

  @inline(__always)
  private static func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let full = a.multipliedFullWidth(by: b)
    // The inputs are folded in again: a factor of zero would forget everything before it.
    return full.high ^ full.low ^ (b << 1 | b >> 63)
  }

  private static let secrets: (UInt64, UInt64, UInt64, UInt64) = (
    0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db, 0x8ebc_6af0_9c88_c6e3, 0x5899_65cc_7537_4cc3
  )
}

extension Fingerprint: CustomStringConvertible {
  /// 32 lower-case hexadecimal digits.
  public var description: String {
    var out: [UInt8] = []
    append(to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends the 32 digits.
  public func append(to out: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digits in
      for (half, word) in [high, low].enumerated() {
        for place in 0..<16 {
          let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - place * 4)) & 15
          digits[half * 16 + place] = digit < 10 ? 48 + digit : 87 + digit
        }
      }
      out.append(contentsOf: UnsafeBufferPointer(digits))
    }
  }

  /// Reads 32 lower-case hexadecimal digits; `nil` for anything else.
  @_specialize(where Bytes == ArraySlice<UInt8>)
  @_specialize(where Bytes == UnsafeBufferPointer<UInt8>)
  public init?<Bytes: Collection<UInt8>>(hex bytes: Bytes) {
    self.init()
    var (count, words): (Int, (UInt64, UInt64)) = (0, (0, 0))
    for byte in bytes {
      let digit: UInt8
      switch byte {
      case 48...57: digit = byte - 48
      case 97...102: digit = byte - 87
      default: return nil
      }
      words.0 = words.0 << 4 | words.1 >> 60
      words.1 = words.1 << 4 | UInt64(digit)
      count += 1
    }
    guard count == 32 else { return nil }
    (high, low) = words
  }
}
