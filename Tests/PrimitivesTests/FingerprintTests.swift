import Primitives
import Testing

@Suite("fingerprint") struct FingerprintTests {
  @Test func equalBytesAreEqualAndOthersAreNot() {
    var seen: Set<Fingerprint> = []
    for count in 0..<200 {
      #expect(seen.insert(Fingerprint(of: Array(repeating: 0, count: count))).inserted)
      var bytes = Array(repeating: UInt8(7), count: count)
      #expect(Fingerprint(of: bytes) == Fingerprint(of: bytes))
      for index in bytes.indices {
        bytes[index] ^= 1
        #expect(seen.insert(Fingerprint(of: bytes)).inserted)
        bytes[index] ^= 1
      }
    }
  }

  @Test func digitsReadBack() {
    for seed in 0..<100 {
      let fingerprint = Fingerprint(of: [UInt8(seed), 3])
      #expect(Fingerprint(hex: Array("\(fingerprint)".utf8)) == fingerprint)
    }
    #expect(Fingerprint(hex: Array("g".utf8)) == nil)
  }

  @Test func neighboursCannotTradeBytes() {
    var (one, other) = (Fingerprint(), Fingerprint())
    one.mix("ab")
    one.mix("c")
    other.mix("a")
    other.mix("bc")
    #expect(one != other)
  }

  /// From a second implementation in another language; a change of the function rebuilds every site.
  @Test func knownAnswer() {
    #expect("\(Fingerprint(of: Array("waymark".utf8)))" == "bc12e5f2d83bd9c1765e3ff2ece2f3ab")
    #expect("\(Fingerprint(of: Array(0..<40)))" == "30cf32897e16f86ea21278775de2fe8d")
  }
}
