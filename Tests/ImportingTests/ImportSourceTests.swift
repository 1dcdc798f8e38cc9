import Primitives
import Records
import Testing

@testable import Importing

@Suite("Files that are read part by part")
struct ImportSourceTests {
  /// A report of more than a window, with text beyond ASCII, wrong counts and a loose case.
  private static let report: [UInt8] = {
    var text = "\u{FEFF}<?xml version='1.0'?><testsuites timestamp='2025-04-02T09:30:00Z'>"
    for number in 0..<9000 {
      if number == 4000 { text += "<testcase name='loose — one'/>" }
      let tests = number % 3000 == 7 ? 5 : 1
      text += "<testsuite name='süite № \(number)' tests='\(tests)'>"
      text += "<testcase classname='c' name='näme \(number)' time='0.5'>"
      if number == 50 { text += "<failure message='one&#10;two'/>" }
      if number == 51 { text += "<failure message='one\ntwo'/>" }
      if number % 100 == 0 { text += "<failure>\n  \(number) &lt; 𝒳 ⸺ never\n</failure>" }
      text += "</testcase></testsuite>"
      if number % 1000 == 0 { text += "\n" }
    }
    text += "<system-out><![CDATA[" + String(repeating: "é", count: 200_000) + "]]></system-out>"
    return Array((text + "</testsuites>").utf8)
  }()

  private func read(_ source: ImportSource, bySuite: Bool) throws -> (ImportResult, [Observation]) {
    let importer = try #require(ImporterCatalog.importer("junit"))
    var options = ["subject": "a@1", "counterpart": "b@1"]
    if bySuite { options["by-suite"] = "true" }
    var observations: [Observation] = []
    let result = try importer.read(source, ImportOptions(file: "r.xml", options)) {
      observations.append($0)
    }
    return (result, observations)
  }

  @Test("a file in parts gives what it gives as a whole", arguments: [false, true])
  func parts(bySuite: Bool) throws {
    let report = Self.report
    try #require(report.count > 1 << 20)
    let whole = try read(ImportSource(report), bySuite: bySuite)
    var largest = 0
    let parts = try read(
      ImportSource(count: report.count) { offset, count in
        largest = max(largest, count)
        return Array(report[offset..<offset + count])
      }, bySuite: bySuite)
    #expect(parts.1 == whole.1 && parts.0.diagnostics == whole.0.diagnostics)
    #expect(parts.0.account == whole.0.account)
    #expect(largest < 1 << 19, "\(largest) bytes at once")
    #expect(whole.1.count == (bySuite ? 9001 : 1))
    #expect(whole.0.diagnostics.map(\.id) == ["counts-differ", "counts-differ", "counts-differ"])
    #expect(whole.0.diagnostics.map { $0.range?.line } == [4, 68, 131])
    if bySuite {
      #expect(whole.1[4000]["suite"]?.text == "default" && whole.1[4001]["counts"] != nil)
      #expect(whole.1[100]["message"]?.text == "100 < 𝒳 ⸺ never")
      // A line break that is written as such is a blank, one that has a number is meant.
      #expect(whole.1[50]["message"]?.text == "one")
      #expect(whole.1[51]["message"]?.text == "one two")
    } else {
      #expect(whole.1[0]["counts"]?["tests"] == .int(9001))
    }
  }

  @Test("a file that is cut anywhere, or becomes shorter meanwhile, is refused")
  func shorter() throws {
    let report = Self.report
    for end in [1, report.count / 2, 1 << 18, (1 << 18) + 1, report.count - 3] {
      let cut = try read(ImportSource(count: end) { Array(report[$0..<$0 + $1]) }, bySuite: true)
      #expect(cut.0.diagnostics.containsError && cut.1.isEmpty, "\(end)")
      let shrunk = try read(
        ImportSource(count: report.count) { offset, count in
          Array(report[min(offset, end)..<min(offset + count, end)])
        }, bySuite: true)
      #expect(shrunk.0.diagnostics.map(\.id) == ["file-changed"] && shrunk.1.isEmpty, "\(end)")
    }
  }
}
