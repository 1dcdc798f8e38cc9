import Primitives
import Records
import TestSupport
import Testing

@testable import Importing

@Suite("JUnit XML")
struct JUnitTests {
  /// A report in one line, so that a test shows all of it.
  static func read(_ text: String, _ more: [String: String] = [:]) throws -> ImportResult {
    let importer = try #require(ImporterCatalog.importer("junit"))
    var values = [
      "subject": "app@1.0", "counterpart": "django@5.2", "ran-at": "2025-04-02T09:30:00Z",
    ]
    values.merge(more) { $1 }
    if more["ran-at"] == "" { values["ran-at"] = nil }
    let result = importer.read(Array(text.utf8), ImportOptions(file: "ci/report.xml", values))
    #expect(result.account.isBalanced)
    return result
  }

  static func counts(_ observation: Observation) -> [Int] {
    ["tests", "passed", "failures", "errors", "skipped"].map {
      observation["counts"]?[$0]?.int ?? -1
    }
  }

  @Test(
    "the outcome follows from the cases",
    arguments: [
      ("<testcase/>", "pass"), ("<testcase/><testcase><skipped/></testcase>", "pass"),
      ("<testcase><skipped/></testcase>", "skip"), ("", "unknown"),
      ("<testcase/><testcase><failure/></testcase>", "fail"),
      ("<testcase><failure/></testcase>", "fail"),
      ("<testcase/><testcase><error/></testcase>", "fail"),
      ("<testcase><error/></testcase>", "error"),
      ("<testcase><error/></testcase><testcase><skipped/></testcase>", "error"),
      ("<testcase><error/></testcase><testcase><failure/></testcase>", "fail"),
    ])
  func outcome(_ cases: String, _ outcome: String) throws {
    let result = try Self.read("<testsuite name='a'>\(cases)</testsuite>")
    #expect(result.observations.map { $0["outcome"]?.text } == [outcome])
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics.map(\.text).joined())")
  }

  @Test("of several results of one case the worst counts, whatever their order")
  func worst() throws {
    let result = try Self.read(
      """
      <testsuite><testcase name="a"><failure message="f"/><skipped/></testcase>
      <testcase name="b"><failure message="f"/><error message="e"/></testcase>
      <testcase name="c"><flakyFailure message="x"/></testcase><testcase name="c"/></testsuite>
      """)
    let observation = try #require(result.observations.first)
    #expect(Self.counts(observation) == [4, 2, 1, 1, 0])
    #expect(observation["notes"]?.text == "1 of the cases share the name of an earlier one.")
  }

  @Test("attributes that differ from the cases are told of and not used")
  func mismatch() throws {
    let result = try Self.read(
      """
      <testsuites tests="2">
       <testsuite name="outer" tests="3" failures="0">
        <testsuite name="inner" tests="1"><testcase/></testsuite><testcase><failure/></testcase>
       </testsuite>
      </testsuites>
      """)
    #expect(
      result.diagnostics.map(\.text) == [
        """
        ci/report.xml:2:2: warning[counts-differ]: the testsuite `outer` states tests 3, counted 2; \
        failures 0, counted 1
         2 |  <testsuite name="outer" tests="3" failures="0">
           |  ^^^^^^^^^^
          help: the cases were counted; what the attributes say is not used

        """
      ])
    #expect(Self.counts(try #require(result.observations.first)) == [2, 1, 1, 0, 0])
  }

  @Test(
    "time stamps are read with their offset, or taken for UTC with a note",
    arguments: [
      ("2021-03-07T10:36:56 UTC", "2021-03-07T10:36:56Z", 0),
      ("2026-11-22T16:37:16.640599-06:00", "2026-11-22T22:37:16.640Z", 0),
      ("2020-10-27T21:39:41", "2020-10-27T21:39:41Z", 1),
    ])
  func time(_ written: String, _ read: String, _ notes: Int) throws {
    let result = try Self.read("<testsuite timestamp='\(written)'/>", ["ran-at": ""])
    #expect(result.observations.first?["ranAt"]?.text == read)
    #expect(result.diagnostics.filter { $0.id == "time-without-offset" }.count == notes)
  }

  @Test("the option for the time wins, and without either the report is refused")
  func noTime() throws {
    let text = "<testsuite timestamp='2020-10-27T21:39:41'/>"
    #expect(try Self.read(text).observations.first?["ranAt"]?.text == "2025-04-02T09:30:00Z")
    let refused = try Self.read("<testsuite timestamp='soon'/>", ["ran-at": ""])
    #expect(refused.diagnostics.map(\.id) == ["missing-time"])
    #expect(refused.account == ImportAccount(read: 1, diagnosed: 1))
  }

  @Test("one observation a top-level suite where that is asked for")
  func bySuite() throws {
    let result = try Self.read(
      """
      <testsuites><testcase/><testsuite name="unit"><testcase/><testcase/></testsuite>
      <testcase/><testsuite name="web&#10; ui"><testsuite name="x"><testcase/></testsuite></testsuite>
      </testsuites>
      """, ["by-suite": "true", "suite": "rest"])
    #expect(result.observations.map { $0["suite"]?.text } == ["rest", "unit", "web ui"])
    #expect(result.observations.map { Self.counts($0)[0] } == [2, 2, 1])
    #expect(result.account.read == 3)
  }

  @Test("entities and CDATA are read, and the commonest message is kept")
  func text() throws {
    let result = try Self.read(
      """
      <?xml version="1.0"?><!-- <x> --><testsuite name="&lt;a&gt; &amp; &#x41;&#66;">
      <testcase><failure><![CDATA[
        a < b && c
        more]]></failure></testcase>
      <testcase><failure message="once"/></testcase>
      <testcase><error type="T">a &lt; b &amp;&amp; c</error></testcase></testsuite>
      """, ["by-suite": "true"])
    #expect(result.observations.first?["suite"]?.text == "<a> & AB")
    #expect(result.observations.first?["message"]?.text == "a < b && c")
  }

  @Test(
    "what is no report is refused at its place",
    arguments: [
      ("<testsuite><testcase>", "xml-cut-off", 1, 22),
      ("<testsuite>\n<testcase name=\"a", "xml-cut-off", 2, 16),
      ("<testsuite>\n</testsuites>", "xml-syntax", 2, 1), ("{\"tests\": 1}", "xml-syntax", 1, 1),
      ("", "xml-syntax", 1, 1), ("<TestRun/>", "not-junit", 1, 1),
      ("<testsuite/><x/>", "xml-syntax", 1, 13),
      ("<!DOCTYPE a [<!ENTITY b \"c\">]><testsuite/>", "xml-entities", 1, 1),
      ("<testsuite>\n&lol9;</testsuite>", "xml-entities", 2, 1),
      ("<testsuite>&#xD800;</testsuite>", "xml-entities", 1, 12),
      ("<testsuite><!-- ", "xml-cut-off", 1, 12),
      ("<testsuite a></testsuite>", "xml-syntax", 1, 13),
      (String(repeating: "<testsuite>", count: 500), "xml-syntax", 1, 2201),
    ])
  func refused(_ text: String, _ id: String, _ line: Int, _ column: Int) throws {
    let result = try Self.read(text)
    #expect(result.diagnostics.map(\.id) == [id])
    let found = try #require(result.diagnostics.first)
    #expect(found.range?.line == line, "\(found.text)")
    #expect(found.range?.column == column, "\(found.text)")
    #expect(found.help != nil)
    #expect(result.observations.isEmpty)
  }

  @Test("other encodings are refused")
  func encoding() throws {
    let importer = try #require(ImporterCatalog.importer("junit"))
    let options = ImportOptions(file: "r.xml", ["subject": "a@1", "counterpart": "b@1"])
    for bytes: [UInt8] in [[0xff, 0xfe, 0x3c, 0], Array("<testsuite name='".utf8) + [0xe9]] {
      #expect(importer.read(bytes, options).diagnostics.map(\.id) == ["xml-encoding"])
    }
    #expect(
      importer.read([0xef, 0xbb, 0xbf] + Array("<testsuite/>".utf8), options).diagnostics
        .map(\.id) == ["missing-time"])
  }

  @Test(
    "options are checked",
    arguments: [
      (["subject": "app"], "bad-option"), (["subject": "App One@1"], "bad-option"),
      (["counterpart": "django@"], "bad-option"), (["ran-at": "today"], "bad-option"),
      (["by-suite": "maybe"], "bad-option"), (["url": "javascript:x"], "bad-option"),
      (["counterprt": "x"], "unknown-option"),
    ])
  func options(_ values: [String: String], _ id: String) throws {
    let result = try Self.read("<testsuite/>", values)
    #expect(result.diagnostics.map(\.id) == [id])
    #expect(result.account == ImportAccount(read: 1, diagnosed: 1))
  }
}
