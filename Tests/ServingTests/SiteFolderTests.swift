import Foundation
import Testing

@testable import Serving

/// What a request finds in the folder that is shown.
@Suite("the folder of a preview") struct SiteFolderTests {
  private let place: URL

  init() throws {
    place = FileManager.default.temporaryDirectory.appending(path: "served-\(UUID().uuidString)")
    try write("one", to: "site/runbook/shop.html")
    try write("two", to: "next/runbook/shop.html")
  }

  private func write(_ text: String, to path: String) throws {
    let file = place.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func folder(_ name: String = "site") throws -> SiteFolder {
    try #require(SiteFolder(place.appending(path: name).path))
  }

  @Test func filesFoldersAndWhatIsNotThere() throws {
    defer { try? FileManager.default.removeItem(at: place) }
    let site = try folder()
    #expect(site.file("runbook/shop.html") == .bytes(Array("one".utf8)))
    #expect(site.file("runbook") == .folder)
    #expect(site.file("") == .folder)
    for path in ["shop.html", "runbook/shop", "runbook/shop.html/x", "guide/shop.html"] {
      #expect(site.file(path) == .absent, "\(path)")
    }
    #expect(SiteFolder(place.appending(path: "none").path) == nil)
    #expect(SiteFolder(place.appending(path: "site/runbook/shop.html").path) == nil)
  }

  /// A build has put the next site in its place, and has not told of it yet.
  @Test func staysTheBuildThatWasShown() throws {
    defer { try? FileManager.default.removeItem(at: place) }
    let site = try folder()
    let (front, back) = (place.appending(path: "site"), place.appending(path: "next"))
    try FileManager.default.moveItem(at: front, to: place.appending(path: "aside"))
    try FileManager.default.moveItem(at: back, to: front)
    #expect(site.file("runbook/shop.html") == .bytes(Array("one".utf8)))
    #expect(try folder().file("runbook/shop.html") == .bytes(Array("two".utf8)))
  }

  @Test func linksAreNotFollowed() throws {
    defer { try? FileManager.default.removeItem(at: place) }
    let site = place.appending(path: "site")
    for (link, target) in [
      ("file.html", "../next/runbook/shop.html"), ("folder", "../next"), ("root", "/"),
      ("own.html", "runbook/shop.html"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: site.appending(path: link).path, withDestinationPath: target)
    }
    for path in [
      "file.html", "folder", "folder/runbook/shop.html", "root/etc/passwd", "own.html",
    ] {
      #expect(try folder().file(path) == .absent, "\(path)")
    }
  }
}
