import Foundation
import Testing

/// The expected texts of a test target: files under `Golden/` beside its tests.
///
/// A target makes one value that names every golden, and one test that expects `strays` to be
/// empty. A registry rather than a log of what was asked for, so that the check also holds when
/// only some tests run, and in whatever order.
public struct GoldenFolder: Sendable {
  /// The folder's address.
  public let url: URL
  /// The declared names, with `/` for folders within.
  public let names: Set<String>

  /// Declares the goldens beside the calling file.
  public init(_ names: [String], beside file: String = #filePath) {
    url = URL(filePath: file).deletingLastPathComponent().appending(path: "Golden")
    self.names = Set(names)
  }

  /// Files that no test declares, and declared ones that are missing; sorted.
  public var strays: [String] {
    let found = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String }
      .filter { name in
        var isFolder: ObjCBool = false
        let path = url.appending(path: name).path
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
          && !isFolder.boolValue
      }
    let files = Set(found ?? [])
    return files.subtracting(names).sorted().map { "\($0) is no longer declared: delete it" }
      + names.subtracting(files).sorted().map {
        "\($0) is missing: record it with RECORD_GOLDEN=1"
      }
  }
}

/// Expects a text to be what the golden file holds.
///
/// `RECORD_GOLDEN=1` rewrites the file and still fails the run, so that a recording is never taken
/// for a pass; where `CI` is set recording is refused.
public func expectGolden(
  _ text: String, _ name: String, in folder: GoldenFolder,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let problem = goldenProblem(
    text, name, in: folder, environment: ProcessInfo.processInfo.environment)
  if let problem { Issue.record(Comment(rawValue: problem), sourceLocation: sourceLocation) }
}

/// Why a text is not what the golden file holds; `nil` where it is.
///
/// Records the file where the environment asks for it.
public func goldenProblem(
  _ text: String, _ name: String, in folder: GoldenFolder, environment: [String: String]
) -> String? {
  guard folder.names.contains(name) else {
    return "\(name) is not declared in this target's GoldenFolder"
  }
  let url = folder.url.appending(path: name)
  let held = try? String(contentsOf: url, encoding: .utf8)
  if environment["RECORD_GOLDEN"] == "1" {
    guard environment["CI"] == nil else {
      return "recording is refused under CI: record \(name) at home and read the difference"
    }
    guard held != text else { return nil }
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
      return "recorded \(name): read the difference, then run again without RECORD_GOLDEN"
    } catch { return "\(name) can't be written: \(error)" }
  }
  guard let held else { return "\(name) is missing: record it with RECORD_GOLDEN=1" }
  return held == text ? nil : "\(name) differs at \(difference(held, text))"
}

/// The first line that differs, as both texts have it.
private func difference(_ expected: String, _ actual: String) -> String {
  let left = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let right = actual.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(left, right).prefix { $0 == $1 }.count
  func shown(_ lines: [Substring]) -> String { line < lines.count ? "‘\(lines[line])’" : "the end" }
  return "line \(line + 1): expected \(shown(left)), got \(shown(right))"
}
