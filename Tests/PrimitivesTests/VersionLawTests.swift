import Testing

@testable import Primitives

/// Laws of the order over seeded versions.
@Suite("Version order")
struct VersionLawTests {
  /// A small generator of numbers that gives the same ones everywhere (SplitMix64).
  struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static let pieces = [
    "0", "1", "2", "9", "10", "04", "99999999999999999999", "18446744073709551616", ".", ".", ".",
    "-", "+", "_", "!", "a", "b", "rc", "alpha", "dev", "post", "r", "x", "LTS", "v", "é", " ", "~",
    "SNAPSHOT",
  ]

  static func random(_ scheme: VersionScheme, _ seeded: inout Seeded) -> Version {
    var text = ""
    if Bool.random(using: &seeded) {
      // Plausible: numbers first.
      for _ in 0...Int.random(in: 0...2, using: &seeded) {
        text += text.isEmpty ? "" : "."
        text += ["0", "1", "2", "10"].randomElement(using: &seeded) ?? ""
      }
      text +=
        ["", "", "-rc.1", "a1", ".post1", "-1", "+l", ".dev2", "w"]
        .randomElement(using: &seeded) ?? ""
    } else {
      for _ in 0..<Int.random(in: 0...7, using: &seeded) {
        text += pieces.randomElement(using: &seeded) ?? ""
      }
    }
    return Version(text, scheme)
  }

  @Test("is total, antisymmetric and transitive", arguments: VersionScheme.allCases)
  func laws(_ scheme: VersionScheme) {
    var seeded = Seeded(state: 20_260_822)
    let all = (0..<70).map { _ in Self.random(scheme, &seeded) }
    for a in all {
      #expect(a.isSame(as: a) && !(a < a))
      for b in all {
        #expect(a.precedence(against: b) == -b.precedence(against: a), "\(a) | \(b)")
        #expect([a < b, b < a, a == b].count { $0 } == 1, "\(a) | \(b)")
        for c in all where !a.isOlder(than: b) && !b.isOlder(than: c) {
          if a.isOlder(than: c) { Issue.record("\(a) ≥ \(b) ≥ \(c)") }
        }
      }
    }
  }

  @Test("sorts the same from any order", arguments: VersionScheme.allCases)
  func sorting(_ scheme: VersionScheme) {
    var seeded = Seeded(state: 7)
    let all = (0..<200).map { _ in Self.random(scheme, &seeded) }
    let sorted = all.sorted()
    for _ in 0..<5 { #expect(all.shuffled(using: &seeded).sorted() == sorted) }
  }

  @Test("a problem is named exactly for what is not well-formed", arguments: VersionScheme.allCases)
  func problems(_ scheme: VersionScheme) {
    var seeded = Seeded(state: 99)
    for _ in 0..<500 {
      let version = Self.random(scheme, &seeded)
      let problem = Version.problem(in: version.raw, scheme: scheme)
      #expect((problem == nil) == version.isWellFormed, "\(version)")
      _ = version.series(components: 2)
      _ = version.bump(from: Version("1.0.0", scheme))
    }
  }

  @Test("numbers of any length are compared by value")
  func hugeNumbers() {
    let nines = String(repeating: "9", count: 5_000)
    let more = "1" + String(repeating: "0", count: 5_000)
    for scheme in VersionScheme.allCases {
      #expect(Version("1.\(nines).0", scheme).isOlder(than: Version("1.\(more).0", scheme)))
      #expect(Version("1.000\(nines).1", scheme).isSame(as: Version("1.\(nines).1", scheme)))
      #expect(
        Version("1.999999999999999999.1", scheme)
          .isOlder(than: Version("1.1000000000000000000.1", scheme)))
    }
  }
}
