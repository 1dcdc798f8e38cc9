import Testing

@testable import Primitives

@Suite("Version")
struct VersionTests {
  /// The sign between two versions by precedence.
  static func sign(_ left: String, _ right: String, _ scheme: VersionScheme) -> String {
    let (left, right) = (Version(left, scheme), Version(right, scheme))
    if left.isSame(as: right) { return "=" }
    return left.isOlder(than: right) ? "<" : ">"
  }

  /// Every pair of a list that is written from oldest to newest, both ways round.
  static func expectAscending(_ list: [String], _ scheme: VersionScheme) {
    for (i, left) in list.enumerated() {
      for (j, right) in list.enumerated() {
        let expected = i == j ? "=" : i < j ? "<" : ">"
        #expect(sign(left, right, scheme) == expected, "\(left) \(right)")
      }
    }
  }

  @Test("orders the examples of SemVer §9 to §11")
  func semverExamples() {
    Self.expectAscending(["1.9.0", "1.10.0", "1.11.0"], .semver)
    Self.expectAscending(["1.0.0", "2.0.0", "2.1.0", "2.1.1"], .semver)
    Self.expectAscending(["1.0.0-alpha", "1.0.0"], .semver)
    Self.expectAscending(
      [
        "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
        "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0",
      ], .semver)
    // §11.4: numbers below words, ASCII order, more fields above fewer.
    Self.expectAscending(
      ["1.0.0-0.3.7", "1.0.0-99999999999999999999", "1.0.0-X", "1.0.0-a", "1.0.0-a-b"], .semver)
    Self.expectAscending(["1.0.0-x.7.z.92", "1.0.0-x-y-z.4", "1.0.0-x-y-z.--"], .semver)
    for build in ["1.0.0+20130313144700", "1.0.0+21AF26D3----117B344092BD", "v1.0.0"] {
      #expect(Self.sign("1.0.0", build, .semver) == "=")
    }
    #expect(Self.sign("1.0.0-beta+exp.sha.5114f85", "1.0.0-beta", .semver) == "=")
  }

  @Test(
    "takes the valid versions of SemVer's own list",
    arguments: [
      "0.0.4", "1.2.3", "10.20.30", "1.1.2-prerelease+meta", "1.1.2+meta-valid", "1.0.0-alpha",
      "1.0.0-alpha0.valid", "1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay",
      "2.0.0-rc.1+build.123", "1.2.3----RC-SNAPSHOT.12.9.1--.12+788", "1.0.0+0.build.1-rc.10000aaa",
      "99999999999999999999999.999999999999999999.99999999999999999", "1.0.0-0A.is.legal", "v1.2.3",
    ])
  func semverValid(_ raw: String) {
    #expect(Version(raw, .semver).isWellFormed)
    #expect(Version.problem(in: raw, scheme: .semver) == nil)
  }

  @Test(
    "refuses the invalid versions of SemVer's own list",
    arguments: [
      "1", "1.2", "1.2.3-0123", "1.2.3-0123.0123", "1.1.2+.123", "+invalid", "-invalid", "alpha",
      "1.0.0-alpha_beta", "1.0.0-alpha..", "01.1.1", "1.01.1", "1.1.01", "1.2.3.DEV",
      "1.2-SNAPSHOT", "1.2.31.2.3", "-1.0.3-gamma+b7718", "+justmeta", "9.8.7+meta+meta", "",
    ])
  func semverInvalid(_ raw: String) {
    #expect(!Version(raw, .semver).isWellFormed)
    #expect(Version.problem(in: raw, scheme: .semver)?.isEmpty == false)
  }

  @Test("orders short SemVer versions by what they mean")
  func semverLenient() {
    #expect(Self.sign("1.2", "1.2.0", .semver) == "=")
    #expect(Self.sign("1", "1.0.1", .semver) == "<")
    #expect(Self.sign("01.2.3", "1.2.3", .semver) == "=")
    #expect(Self.sign("9.9", "10.0.0", .semver) == "<")
    #expect(Self.sign("not a version", "0.0.0-0", .semver) == "<")
  }

  @Test("agrees with Python's packaging on order and equality")
  func pep440Order() {
    let lines = PEP440Answers.order.split(separator: "\n")
    #expect(lines.count >= 60)
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      #expect(Self.sign(words[0], words[2], .pep440) == words[1], "\(line)")
      let opposite = ["<": ">", ">": "<", "=": "="][words[1]]
      #expect(Self.sign(words[2], words[0], .pep440) == opposite, "\(line)")
      #expect(Version(words[0], .pep440).isWellFormed, "\(line)")
    }
  }

  @Test(
    "refuses what PEP 440 does not know",
    arguments: [
      "", "a", "1.0x", "1.0a1b1", "1..0", "1.0+", "1.0+a..b", "1!", "french toast", "1.0-",
    ])
  func pep440Invalid(_ raw: String) {
    #expect(!Version(raw, .pep440).isWellFormed)
    #expect(Version.problem(in: raw, scheme: .pep440) != nil)
  }

  @Test("orders calendar versions by number, padding aside")
  func calver() {
    #expect(Self.sign("24.04", "24.4", .calver) == "=")
    #expect(Self.sign("24.04", "24.04.0", .calver) == "=")
    Self.expectAscending(
      ["22.04", "22.10", "24.04-beta", "24.04-rc1", "24.04", "24.04-LTS", "24.04.1", "24.10"],
      .calver)
    Self.expectAscending(
      ["2023-12-31", "2024-01-09-preview", "2024-01-09", "2024-01-10", "2024-10-01"], .calver)
    Self.expectAscending(["2023.9", "2023.10b1", "2023.10", "2024.1.dev3", "2024.1"], .calver)
    #expect(Version("20240131", .calver).isWellFormed)
    for raw in ["", "noble", "24.04/x", "12345.1"] {
      #expect(Version.problem(in: raw, scheme: .calver) != nil, "\(raw)")
    }
  }

  @Test("orders other versions by runs of digits and letters")
  func generic() {
    Self.expectAscending(
      [
        "1.0.dev1", "1.0-SNAPSHOT", "1.0-alpha1", "1.0-beta", "1.0-pre2", "1.0-rc1", "1.0-rc2",
        "1.0", "1.0-final", "1.0.1", "1.1.1", "1.1.1a", "1.1.1w", "1.1.2", "1.10", "3.0",
      ], .generic)
    #expect(Self.sign("v1.0", "1.0", .generic) == "=")
    #expect(Self.sign("galaxy-s9", "galaxy-s26", .generic) == "<")
    #expect(!Version("", .generic).isWellFormed)
    #expect(!Version("--", .generic).isWellFormed)
  }

  @Test("knows pre-releases")
  func prereleases() {
    let yes: [(String, VersionScheme)] = [
      ("1.0.0-rc.1", .semver), ("1.0a1", .pep440), ("1.0.dev1", .pep440),
      ("1.0.post1.dev1", .pep440), ("24.04-beta", .calver), ("2025-06-18-preview", .calver),
      ("1.0-SNAPSHOT", .generic),
    ]
    let no: [(String, VersionScheme)] = [
      ("1.0.0+rc.1", .semver), ("1.0.post1", .pep440), ("1.0+dev", .pep440), ("24.04-LTS", .calver),
      ("1.1.1a", .generic), ("", .generic),
    ]
    for (raw, scheme) in yes { #expect(Version(raw, scheme).isPrerelease, "\(raw)") }
    for (raw, scheme) in no { #expect(!Version(raw, scheme).isPrerelease, "\(raw)") }
  }

  @Test("names the series")
  func series() {
    #expect(Version("5.2.8", .pep440).series(components: 2) == "5.2")
    #expect(Version("v5.2rc1", .pep440).series(components: 2) == "5.2")
    #expect(Version("5", .semver).series(components: 2) == "5.0")
    #expect(Version("1!5.2.8", .pep440).series(components: 1) == "1!5")
    #expect(Version("3.10", .pep440).series(components: 2) == "3.10")
    #expect(Version("24.04.1", .calver).series(components: 2) == "24.04")
    #expect(Version("1.1.1w", .generic).series(components: 3) == "1.1.1")
    #expect(Version("galaxy-s26+", .generic).series(components: 2) == "galaxy-s26+")
    #expect(Version("5.2.8", .semver).series(components: -1) == "5")
  }

  @Test("tells what an upgrade raises")
  func bumps() {
    func bump(_ old: String, _ new: String, _ scheme: VersionScheme) -> Bump? {
      Version(new, scheme).bump(from: Version(old, scheme))
    }
    #expect(bump("1.2.3", "2.0.0", .semver) == .major)
    #expect(bump("1.2.3", "1.3.0", .semver) == .minor)
    #expect(bump("1.2.3", "1.2.4", .semver) == .patch)
    #expect(bump("1.2.3-rc.1", "1.2.3", .semver) == .prerelease)
    #expect(bump("1.2.3+a", "1.2.3+b", .semver) == Bump.none)
    #expect(bump("4.2", "5.2rc1", .pep440) == .major)
    #expect(bump("1.9", "1!1.9", .pep440) == .major)
    #expect(bump("1.0", "1.0.0.1", .pep440) == .patch)
    #expect(bump("1.0", "1.0.post1", .pep440) == .patch)
    #expect(bump("1.0a1", "1.0a2", .pep440) == .prerelease)
    #expect(bump("1.0", "1.0+local", .pep440) == .patch)
    #expect(bump("1.0", "1.0.0", .pep440) == Bump.none)
    #expect(bump("2.0", "1.0", .pep440) == nil)
    #expect(bump("x", "1.0", .pep440) == nil)
    #expect(bump("24.04", "24.10", .calver) == nil)
    #expect(bump("1.0", "2.0", .generic) == nil)
  }

  @Test("is equal by text, the same by precedence")
  func equality() {
    let (short, long) = (Version("1.0", .pep440), Version("1.0.0", .pep440))
    #expect(short != long)
    #expect(short.isSame(as: long))
    #expect(Set([short, long, short]).count == 2)
    #expect(short < long, "sorting tells them apart by their text")
    #expect(!short.isOlder(than: long))
    #expect(!Version("1.0", .generic).isSame(as: short))
    #expect("\(Version(" v1.0 ", .pep440))" == " v1.0 ")
  }
}
