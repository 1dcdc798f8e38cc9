/// The SHA-256 digest of some bytes: what revisions, editions and templates are known by.
///
/// Source: FIPS 180-4. Written here because swift-crypto adds a minute and a half of BoringSSL to
/// every clean build for one function; the standard's own vectors are the tests.
public struct Digest: Sendable, Hashable, Comparable {
  /// The digest in lower-case hexadecimal, 64 characters.
  public let hex: String

  /// Computes the digest of the bytes.
  public init(of bytes: [UInt8]) {
    var state = SHA256()
    bytes.withUnsafeBufferPointer { state.update($0) }
    hex = state.finalHex()
  }

  /// Computes the digest of the text's UTF-8.
  public init(of text: String) {
    var text = text
    var state = SHA256()
    text.withUTF8 { state.update($0) }
    hex = state.finalHex()
  }

  fileprivate init(computed hex: String) { self.hex = hex }

  /// Takes a digest that is written down; `nil` unless it is 64 lower-case hexadecimal digits.
  public init?(hex: String) {
    guard hex.utf8.count == 64,
      hex.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
    else { return nil }
    self.hex = hex
  }

  /// The digest in Base64, as Content-Security-Policy and sub-resource integrity write it.
  ///
  /// Source: RFC 4648 section 4.
  public var base64: String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let nibbles = hex.utf8.map { $0 < 58 ? $0 - 48 : $0 - 87 }
    var out: [UInt8] = []
    // Six nibbles are three bytes are four letters; 64 nibbles leave four, which are three letters.
    for start in stride(from: 0, to: 60, by: 6) {
      let bits = nibbles[start..<start + 6].reduce(UInt32(0)) { $0 << 4 | UInt32($1) }
      for shift in [18, 12, 6, 0] as [UInt32] { out.append(alphabet[Int(bits >> shift & 63)]) }
    }
    let bits = nibbles[60...].reduce(UInt32(0)) { $0 << 4 | UInt32($1) } << 2
    for shift in [12, 6, 0] as [UInt32] { out.append(alphabet[Int(bits >> shift & 63)]) }
    return String(decoding: out, as: UTF8.self) + "="
  }

  /// The first 12 digits: enough for people to tell two apart.
  public var short: String { String(hex.prefix(12)) }

  /// Whether the left one comes first.
  public static func < (left: Digest, right: Digest) -> Bool { left.hex < right.hex }
}

/// The digest of bytes that come part by part.
public struct RunningDigest: Sendable {
  private var state = SHA256()

  /// Starts with nothing.
  public init() {}

  /// Takes the next bytes in.
  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { state.update($0) }
  }

  /// The digest of all bytes so far.
  public var digest: Digest {
    var state = state
    return Digest(computed: state.finalHex())
  }
}

private struct SHA256 {
  private var state: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) = (
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19
  )
  private var tail: [UInt8] = []
  private var length = 0

  mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    if !tail.isEmpty {
      // What was left of the bytes before, then a whole number of blocks.
      let whole = tail + bytes
      length -= tail.count
      tail = []
      return whole.withUnsafeBufferPointer { update($0) }
    }
    length += bytes.count
    let whole = bytes.count / 64 * 64
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
      var offset = 0
      while offset < whole {
        compress(UnsafeBufferPointer(rebasing: bytes[offset..<offset + 64]), schedule)
        offset += 64
      }
    }
    tail = Array(bytes[whole...])
  }

  /// Pads and closes.
  mutating func finalHex() -> String {
    var block = tail
    block.append(0x80)
    while block.count % 64 != 56 { block.append(0) }
    let bits = UInt64(length) * 8
    for shift in stride(from: 56, through: 0, by: -8) {
      block.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
      block.withUnsafeBufferPointer { bytes in
        for offset in stride(from: 0, to: bytes.count, by: 64) {
          compress(UnsafeBufferPointer(rebasing: bytes[offset..<offset + 64]), schedule)
        }
      }
    }
    let words = [
      state.0, state.1, state.2, state.3, state.4, state.5, state.6, state.7,
    ]
    var hex: [UInt8] = []
    hex.reserveCapacity(64)
    for word in words {
      for shift in stride(from: UInt32(28), through: 0, by: -4) {
        let digit = UInt8((word >> shift) & 15)
        hex.append(digit < 10 ? 48 + digit : 87 + digit)
      }
    }
    return String(decoding: hex, as: UTF8.self)
  }

  private mutating func compress(
    _ block: UnsafeBufferPointer<UInt8>, _ schedule: UnsafeMutableBufferPointer<UInt32>
  ) {
    for i in 0..<16 {
      schedule[i] =
        UInt32(block[i * 4]) << 24 | UInt32(block[i * 4 + 1]) << 16
        | UInt32(block[i * 4 + 2]) << 8 | UInt32(block[i * 4 + 3])
    }
    for i in 16..<64 {
      let (w15, w2) = (schedule[i - 15], schedule[i - 2])
      let s0 = rotated(w15, 7) ^ rotated(w15, 18) ^ (w15 >> 3)
      let s1 = rotated(w2, 17) ^ rotated(w2, 19) ^ (w2 >> 10)
      schedule[i] = schedule[i - 16] &+ s0 &+ schedule[i - 7] &+ s1
    }
    var (a, b, c, d, e, f, g, h) = state
    for i in 0..<64 {
      let s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
      let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ Self.constants[i] &+ schedule[i]
      let s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
      let t2 = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
    }
    state.0 &+= a
    state.1 &+= b
    state.2 &+= c
    state.3 &+= d
    state.4 &+= e
    state.5 &+= f
    state.6 &+= g
    state.7 &+= h
  }

  private func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    (word >> count) | (word << (32 - count))
  }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
