import Foundation
import Primitives
import Records
import TestSupport
import Testing

@testable import Importing

/// Reports that nobody on this project wrote, against a reading with Python's ElementTree.
@Suite("JUnit XML against real reports")
struct JUnitConformanceTests {
  struct Expected: Decodable {
    let cases: Int
    let passed: Int
    let failed: Int
    let error: Int
    let skipped: Int
    let time: Double
    let duplicates: Int
  }

  private func compare(_ folder: String, oracle: String, atLeast count: Int) throws {
    guard let bytes = SharedData.bytes("junit-xml/\(oracle)") else { return }
    let expected = try JSONDecoder().decode([String: Expected].self, from: Data(bytes))
    #expect(expected.count >= count)
    for (name, answer) in expected.sorted(by: { $0.key < $1.key }) {
      let report = try #require(SharedData.bytes("junit-xml/\(folder)/\(name)"))
      let importer = try #require(ImporterCatalog.importer("junit"))
      let options = [
        "subject": "app@1.0", "counterpart": "other@2.0", "ran-at": "2025-04-02T09:30:00Z",
      ]
      let result = importer.read(report, ImportOptions(file: name, options))
      #expect(!result.diagnostics.containsError, "\(name)")
      let row = try #require(result.observations.first, "\(name)")
      #expect(
        JUnitTests.counts(row)
          == [answer.cases, answer.passed, answer.failed, answer.error, answer.skipped], "\(name)")
      #expect(abs((row["durationSeconds"]?.number ?? 0) - answer.time) < 0.0015, "\(name)")
      #expect(row["notes"]?.text?.prefix { $0 != " " } ?? "0" == "\(answer.duplicates)", "\(name)")
      expectReads(row)
      // A file that was cut off anywhere is refused or, at its very end, the same.
      for share in [0.3, 0.6, 0.95] {
        let cut = Array(report.prefix(Int(Double(report.count) * share)))
        let refused = importer.read(cut, ImportOptions(file: name, options))
        #expect(refused.diagnostics.containsError && refused.observations.isEmpty, "\(name)")
      }
    }
  }

  @Test("reports of a dozen tools are counted as ElementTree counts them")
  func testReporter() throws {
    try compare("test-reporter", oracle: "test-reporter/expected/reference.json", atLeast: 23)
  }

  @Test("a matrix of 24 reports is counted as ElementTree counts them")
  func matrix() throws {
    try compare("drf-matrix", oracle: "drf-matrix/reference.json", atLeast: 24)
  }

  @Test("the commonest message of each cell is the one that was found by hand")
  func messages() throws {
    guard let bytes = SharedData.bytes("junit-xml/drf-matrix/matrix.yaml") else { return }
    let importer = try #require(ImporterCatalog.importer("junit"))
    var (file, compared) = ("", 0)
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("  file: ") { file = String(line.dropFirst(8)) }
      guard line.hasPrefix("  most_common_message: '") else { continue }
      let message = line.dropFirst(24).dropLast().replacingOccurrences(of: "''", with: "'")
      let report = try #require(SharedData.bytes("junit-xml/drf-matrix/\(file)"))
      let result = importer.read(
        report, ImportOptions(file: file, ["subject": "drf@1", "counterpart": "django@1"]))
      let found = try #require(result.observations.first?["message"]?.text)
      // The oracle joined the lines of a message and cut it; the importer keeps the first line.
      #expect(found.hasPrefix(message) || message.hasPrefix(found), "\(file): \(found)")
      compared += 1
    }
    #expect(compared >= 10)
  }
}
