import Testing

@testable import Importing

@Suite("Python's patterns")
struct PythonPatternTests {
  @Test(
    "matches are Python's",
    arguments: [
      ("(.+)-eo[lm]", "kilo-eol", "kilo"), ("(.+)(?<!kilo)-eo[lm]", "kilo-eol", nil),
      ("(.+)(?<!kilo)-eo[lm]", "liberty-eol", "liberty"),
      ("((?:v?[\\d.ab]|rc)+)", "12.0.0.0rc1", "12.0.0.0rc1"),
      ("(?P<pre_release>\\.v?\\d+(?:[ab]|rc)+\\d*)$", "12.0.0.0rc1", ".0rc1"),
      ("(?P<pre_release>\\.v?\\d+(?:[ab]|rc)+\\d*)$", "12.0.0", nil),
      ("stable/([0-9].*)", "stable/2024.1", "2024.1"), ("(a{2,3}?)a*$", "aaaa", "aa"),
      ("  ( a # a comment\n b )", "xab", "ab"), ("(\\bstable\\b)", "unstable", nil),
      ("(a|ab)(?=c)", "abc", "ab"), ("([^0-9-]+)", "12-abc", "abc"),
    ] as [(String, String, String?)])
  func matches(_ pattern: String, _ text: String, _ group: String?) throws {
    let read = try #require(PythonPattern(pattern), "\(pattern)")
    let match = read.firstMatch(in: text)
    #expect(match.flatMap { PythonPattern.group(1, of: $0, in: text) } == group)
  }

  @Test(
    "what is no pattern, or not understood, is refused",
    arguments: ["(", "a)", "*a", "(?P=x)", "\\1", "[b-a]", "a{2"])
  func refused(_ pattern: String) { #expect(PythonPattern(pattern) == nil) }

  @Test("a pattern that would never end gives up")
  func endless() throws {
    let pattern = try #require(PythonPattern("((a*)*)*b$"))
    #expect(pattern.firstMatch(in: String(repeating: "a", count: 60)) == nil)
  }
}
