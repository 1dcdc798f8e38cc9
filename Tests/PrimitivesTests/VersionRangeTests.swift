import Testing

@testable import Primitives

@Suite("VersionRange")
struct VersionRangeTests {
  static func contains(
    _ range: String, _ version: String, _ scheme: VersionScheme = .pep440
  ) throws -> Bool {
    try VersionRange(parsing: range, scheme: scheme).contains(Version(version, scheme))
  }

  /// Checks a range against versions marked with `+` (within) or `-` (outside).
  static func expect(_ range: String, _ marked: String, _ scheme: VersionScheme) throws {
    for word in marked.split(separator: " ") {
      let isWithin = word.first == "+"
      let answer = try contains(range, String(word.dropFirst()), scheme)
      #expect(answer == isWithin, "\(range) \(word) \(scheme)")
    }
  }

  @Test("agrees with Python's packaging on specifiers")
  func specifiers() throws {
    var count = 0
    for line in PEP440Answers.specifiers.split(separator: "\n") {
      let halves = line.split(separator: ":", maxSplits: 1).map(String.init)
      try Self.expect(halves[0], halves[1], .pep440)
      count += halves[1].split(separator: " ").count
    }
    #expect(count >= 60)
  }

  @Test("reads the same signs for every scheme")
  func otherSchemes() throws {
    try Self.expect(
      ">=4.2,<5.3", "+4.2.0 +5.2.9 -5.3.0 -5.3.0-rc.1 -4.1.9 -4.2.0-rc.1 +5.0.0-beta", .semver)
    try Self.expect("<=1.0.0", "+1.0.0+build +1.0.0-a -1.0.1", .semver)
    try Self.expect("<2.0.0-rc.1", "+2.0.0-beta -2.0.0-rc.1 -2.0.0", .semver)
    try Self.expect(">1.0.0-alpha", "+1.0.0-alpha.1 +1.0.0 -1.0.0-alpha", .semver)
    try Self.expect(">=22.04,<24.04", "+22.4 +23.10 -24.04 -24.04-beta -24.04.1", .calver)
    try Self.expect(">=1.1.1,<1.1.1w", "+1.1.1 +1.1.1v -1.1.1w -1.1.1w-rc1 -3.0", .generic)
    try Self.expect("==1.1.1.*", "+1.1.1 +1.1.1w -1.1.2 -1.1.10", .generic)
  }

  @Test("a bare version of one or two numbers is its series")
  func bare() throws {
    try Self.expect("5.2", "+5.2 +5.2.8 +5.2rc1 -5.3 -5.20", .pep440)
    try Self.expect("5", "+5.0.0 +5.9.9 -6.0.0 -50.0.0", .semver)
    try Self.expect("5.2.0", "+5.2 +5.2.0 -5.2.1", .pep440)
    try Self.expect("5.2rc1", "+5.2rc1 -5.2 -5.2.1", .pep440)
    try Self.expect("==5.2", "+5.2 +5.2.0 -5.2.1", .pep440)
    try Self.expect("v5.2", "+5.2.8 -5.3", .pep440)
    try Self.expect("24.04", "+24.4 +24.04.1 -24.10", .calver)
    try Self.expect("5.2.x", "+5.2.8 -5.3.0", .semver)
    try Self.expect("1.1.1w", "+1.1.1w -1.1.1", .generic)
    try Self.expect("1!2.0", "+1!2.0.5 -2.0.5", .pep440)
  }

  @Test("reads alternatives, blanks, carets and tildes")
  func npm() throws {
    try Self.expect("4.2.* || >=5.2", "+4.2.1 +5.2 +6 -5.0 -4.1", .pep440)
    try Self.expect(">=1.2.0 <2||3", "+1.2.0 +1.9.9 -2.0.0 +3.4.0", .semver)
    try Self.expect("^1.2.3", "+1.2.3 +1.9.0 -2.0.0 -1.2.2", .semver)
    try Self.expect("^0.2.3", "+0.2.9 -0.3.0", .semver)
    try Self.expect("~1.2.3", "+1.2.9 -1.3.0", .semver)
    try Self.expect("~1", "+1.9.0 -2.0.0", .semver)
    try Self.expect(" >= 1 , != 1.5 ", "+1.4 -1.5 -0.9 +1.5.1", .pep440)
  }

  @Test("reads VERS")
  func vers() throws {
    try Self.expect("vers:pypi/>=1|<2", "+1 +1.9 -2 -0.9 +2rc1", .generic)
    try Self.expect(
      "vers:npm/1.2.3|>=2.0.0|<5.0.0|!=3.1.0", "+1.2.3 +2.0.0 -3.1.0 -5.0.0 -1.2.4", .semver)
    try Self.expect("vers:gem/<=1|>=3|<=4|>6", "+0.5 +1 -2 +3 +4 -5 -6 +7", .generic)
    try Self.expect("vers:pypi/!=1.5", "+1.4 -1.5", .pep440)
    try Self.expect("vers:deb/%3E%3D", "-1", .generic, failing: true)
    try Self.expect("vers:generic/1.0%2Bx", "+1.0+x", .generic)
    try Self.expect("vers:all/*", "+anything", .pep440)
  }

  private static func expect(
    _ range: String, _ marked: String, _ scheme: VersionScheme, failing: Bool
  ) throws {
    #expect(throws: VersionRangeProblem.self) { try VersionRange(parsing: range, scheme: scheme) }
  }

  @Test("only `*` and `===` take what the scheme can't read")
  func unreadable() throws {
    try Self.expect("*", "+main +1.0 +", .pep440)
    try Self.expect("===main", "+MAIN -1.0", .pep440)
    try Self.expect("<9", "-main +1", .pep440)
    try Self.expect("!=1", "-main +2", .pep440)
    let range = try VersionRange(parsing: ">=1", scheme: .pep440)
    #expect(range.contains(Version("2.0", .generic)), "read by the range's scheme")
  }

  @Test(
    "says where and why a text is no range",
    arguments: [
      ("", 0, "there is no version where one is needed"),
      (">=", 0, "there is no version after ‘>=’"),
      (">=1,<", 4, "there is no version after ‘<’"),
      (">=1 || ", 7, "there is no version where one is needed"),
      ("4.2, 5.2", 5, "two versions can't both hold"),
      (">=1|<2", 3, "a single | separates nothing here"),
      ("~=2", 2, "~= needs at least two numbers"),
      (">=1.4.*", 2, "‘1.4.*’ can't follow ‘>=’"),
      (">1.0+local", 1, "‘>’ can't compare a local version such as ‘1.0+local’"),
      ("vers:pypi", 5, "vers: names no type of versions"),
      ("vers:pypi/~=1", 10, "this is no condition of a vers: range"),
      ("vers:pypi/", 10, "this is no condition of a vers: range"),
    ])
  func problems(_ text: String, _ offset: Int, _ message: String) throws {
    let problem = try #require(throws: VersionRangeProblem.self) {
      try VersionRange(parsing: text, scheme: .pep440)
    }
    #expect(problem.offset == offset)
    #expect(problem.message == message)
    #expect(!problem.help.isEmpty && problem.length >= 1)
  }

  @Test("counts the offset in scalars")
  func offsets() throws {
    let problem = try #require(throws: VersionRangeProblem.self) {
      try VersionRange(parsing: "===é,>=ü", scheme: .pep440)
    }
    #expect(problem.offset == 7)
    #expect(problem.length == 1)
  }

  @Test("meets an upgrade at its ends or between them")
  func overlaps() throws {
    func overlaps(_ range: String, _ from: String, _ to: String) throws -> Bool {
      try VersionRange(parsing: range, scheme: .pep440)
        .overlaps(from: Version(from, .pep440), to: Version(to, .pep440))
    }
    #expect(try overlaps("5.0", "4.2", "5.2"), "passed on the way")
    #expect(try overlaps("4.2", "4.2.1", "5.2"), "the start")
    #expect(try overlaps(">=5.2", "4.2", "5.2"), "the end")
    #expect(try !overlaps("<4.2", "4.2", "5.2"))
    #expect(try !overlaps(">5.2", "4.2", "5.2"))
    #expect(try overlaps(">5.1,<5.2", "5.1", "5.2"), "5.1.1 is possible")
    #expect(try !overlaps(">5.1,<5.1.9,!=5.1.*", "5.0.9", "5.3"))
    #expect(try overlaps("==5.1", "5.0", "5.2"))
    #expect(try !overlaps("==5.1,!=5.1", "5.0", "5.2"))
    #expect(try !overlaps(">=6,<5", "4", "7"), "an empty range")
    #expect(try overlaps("9 || 5.0", "4.2", "5.2"))
    #expect(try overlaps("5.0", "5.2", "4.2"), "a way back")
    #expect(try overlaps("*", "4.2", "5.2"))
    #expect(try !overlaps(">=1", "main", "trunk"))
  }

  @Test("no text traps, and a range that overlaps nothing contains neither end")
  func hostile() {
    var seeded = VersionLawTests.Seeded(state: 3)
    let signs = [
      ">=", "<", "==", "!=", "~=", "^", "~", "===", ">", "<=", ",", "||", "|", "*", " ",
      "vers:pypi/", ".*", "%",
    ]
    for _ in 0..<2_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...6, using: &seeded) {
        text += signs.randomElement(using: &seeded) ?? ""
        text += VersionLawTests.pieces.randomElement(using: &seeded) ?? ""
      }
      for scheme in VersionScheme.allCases {
        guard let range = try? VersionRange(parsing: text, scheme: scheme) else { continue }
        #expect(range.text == text)
        let one = VersionLawTests.random(scheme, &seeded)
        let other = VersionLawTests.random(scheme, &seeded)
        if !range.overlaps(from: one, to: other) {
          #expect(!range.contains(one) && !range.contains(other))
        }
      }
    }
  }
}
