import Foundation
import TestSupport
import Testing

/// A golden test must be able to fail; these are the ways.
@Suite("Golden folders")
struct GoldenFolderTests {
  /// A folder of goldens of its own, with what it holds.
  private func withGoldens(
    _ files: [String: String], declared: [String], _ body: (GoldenFolder) throws -> Void
  ) throws {
    let place = FileManager.default.temporaryDirectory.appending(
      path: "golden-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    for (name, text) in files {
      let url = place.appending(path: "Golden/\(name)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    try body(GoldenFolder(declared, beside: place.appending(path: "Tests.swift").path))
  }

  @Test("files that no test declares, and declared ones that are missing, are strays")
  func strays() throws {
    try withGoldens(
      ["kinds/known.txt": "x", "kinds/forgotten.txt": "x"],
      declared: ["kinds/known.txt", "kinds/absent.txt"]
    ) { (folder: GoldenFolder) throws in
      #expect(
        folder.strays == [
          "kinds/forgotten.txt is no longer declared: delete it",
          "kinds/absent.txt is missing: record it with RECORD_GOLDEN=1",
        ])
    }
  }

  @Test("undeclared, missing and different texts are problems, the same text is none")
  func compared() throws {
    try withGoldens(["a.txt": "one\ntwo\n"], declared: ["a.txt", "absent.txt"]) {
      (folder: GoldenFolder) throws in
      func problem(_ text: String, _ name: String) -> String? {
        goldenProblem(text, name, in: folder, environment: [:])
      }
      #expect(problem("one\ntwo\n", "a.txt") == nil)
      #expect(
        problem("one\n2\n", "a.txt") == "a.txt differs at line 2: expected ‘two’, got ‘2’")
      #expect(
        problem("x", "absent.txt") == "absent.txt is missing: record it with RECORD_GOLDEN=1")
      #expect(
        problem("x", "nowhere.txt") == "nowhere.txt is not declared in this target's GoldenFolder")
      let url = folder.url.appending(path: "a.txt")
      #expect(try String(contentsOf: url, encoding: .utf8) == "one\ntwo\n", "left alone")
    }
  }

  @Test("recording writes the text and is a problem all the same; CI never records")
  func recording() throws {
    try withGoldens(["a.txt": "one"], declared: ["a.txt", "new/b.txt"]) {
      (folder: GoldenFolder) throws in
      func problem(_ text: String, _ name: String, _ more: [String: String] = [:]) -> String? {
        goldenProblem(
          text, name, in: folder,
          environment: ["RECORD_GOLDEN": "1"].merging(more) { $1 })
      }
      func held(_ name: String) throws -> String {
        try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
      }
      #expect(problem("two", "a.txt", ["CI": "1"])?.hasPrefix("recording is refused") == true)
      #expect(try held("a.txt") == "one")
      #expect(problem("two", "a.txt")?.hasPrefix("recorded a.txt") == true)
      #expect(problem("x", "new/b.txt")?.hasPrefix("recorded new/b.txt") == true)
      #expect(try [held("a.txt"), held("new/b.txt")] == ["two", "x"])
      #expect(problem("two", "a.txt") == nil)
    }
  }
}
