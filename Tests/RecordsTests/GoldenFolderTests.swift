import Foundation
import TestSupport
import Testing

/// A golden test must be able to fail; these are the ways.
@Suite("Golden folders")
struct GoldenFolderTests {
  @Test("files that no test declares, and declared ones that are missing, are strays")
  func strays() throws {
    let place = FileManager.default.temporaryDirectory.appending(
      path: "golden-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    let inner = place.appending(path: "Golden/kinds")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    for name in ["known.txt", "forgotten.txt"] {
      try Data("x".utf8).write(to: inner.appending(path: name))
    }
    let folder = GoldenFolder(
      ["kinds/known.txt", "kinds/absent.txt"], beside: place.appending(path: "Tests.swift").path)
    #expect(
      folder.strays == [
        "kinds/forgotten.txt is no longer declared: delete it",
        "kinds/absent.txt is missing: record it with RECORD_GOLDEN=1",
      ])
  }

  @Test("an undeclared name fails")
  func undeclared() {
    withKnownIssue { expectGolden("x", "nowhere.txt", in: GoldenFolder([])) }
  }

  @Test(
    "another text fails and leaves the file alone",
    .disabled(if: ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil))
  func different() {
    withKnownIssue { expectGolden("x", "mistakes.txt", in: goldens) }
  }
}
