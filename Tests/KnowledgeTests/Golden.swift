import FoundationEssentials
import Testing

/// Compares a text with a file in `Golden/`.
///
/// With `RECORD_GOLDEN=1` it writes the file and fails, so that no recording run looks like a passing
/// one; with `CI` set it refuses to.
func expectGolden(
  _ text: String, _ name: String, from source: String = #filePath,
  at location: SourceLocation = #_sourceLocation
) {
  let environment = ProcessInfo.processInfo.environment
  let folder = "/" + source.split(separator: "/").dropLast().joined(separator: "/") + "/Golden"
  let path = "\(folder)/\(name)"
  if environment["RECORD_GOLDEN"] == "1" {
    guard environment["CI"] == nil else {
      Issue.record("goldens are not recorded with CI set", sourceLocation: location)
      return
    }
    do {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record(
        "recorded \(name); look at the difference and run again", sourceLocation: location)
    } catch {
      Issue.record("could not write \(path): \(error)", sourceLocation: location)
    }
    return
  }
  guard let expected = try? String(contentsOfFile: path, encoding: .utf8) else {
    Issue.record("there is no \(path); record it with RECORD_GOLDEN=1", sourceLocation: location)
    return
  }
  let (old, new) = (expected.split(separator: "\n"), text.split(separator: "\n"))
  let difference = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }
  #expect(
    expected == text,
    "\(name) differs in line \((difference?.offset ?? min(old.count, new.count)) + 1)",
    sourceLocation: location)
}
