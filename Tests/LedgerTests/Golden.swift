import FoundationEssentials
import Testing

/// Compares a text with the file of this name beside the tests.
///
/// `RECORD_GOLDEN=1` writes the file and fails, so that no run can pass by recording; with `CI` set
/// it only fails.
func expectGolden(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let path = #filePath.split(separator: "/").dropLast().joined(separator: "/")
  let url = URL(filePath: "/\(path)/Golden/\(name)")
  let environment = ProcessInfo.processInfo.environment
  if environment["RECORD_GOLDEN"] != nil {
    guard environment["CI"] == nil else {
      Issue.record("goldens are not recorded in CI", sourceLocation: sourceLocation)
      return
    }
    try Data(text.utf8).write(to: url)
    Issue.record(
      "recorded \(name); run again without RECORD_GOLDEN", sourceLocation: sourceLocation)
    return
  }
  let golden = String(decoding: try Data(contentsOf: url), as: UTF8.self)
  #expect(text == golden, "differs from Golden/\(name)", sourceLocation: sourceLocation)
}
