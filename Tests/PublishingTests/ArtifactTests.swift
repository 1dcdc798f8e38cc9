import Glibc
import Primitives
import Testing

@testable import Publishing

@Suite("artifacts") struct ArtifactTests {
  private let files: [String: [UInt8]]

  init() {
    let index = SiteIndex(SampleSite.site)
    let input = ArtifactInput(
      site: SampleSite.site, index: index, frames: FrameBuilder(SampleSite.site, index))
    files = Dictionary(
      Artifact.all.flatMap { $0.files(input) }.map { ($0.path, $0.bytes) },
      uniquingKeysWith: { $1 })
  }

  private func text(_ path: String) -> String {
    String(decoding: files[path] ?? [], as: UTF8.self)
  }

  /// `RECORD_GOLDEN=1` writes what is there; a recording run fails.
  @Test(arguments: [
    "feed.xml", "feed.json", "calendar.ics", "sitemap.xml", "llms.txt",
    "opensearch.xml", "robots.txt", "api/index.json", "old.html",
  ])
  func golden(_ path: String) throws {
    let source = "\(#filePath)"
    let folder = source[..<(source.lastIndex(of: "/") ?? source.startIndex)] + "/Goldens"
    let tree = FileTree(root: String(folder))
    let name = path.replacing("/", with: "-")
    if getenv("RECORD_GOLDEN") != nil {
      try tree.write(name, files[path] ?? [], mayExist: true)
      Issue.record("recorded \(name)")
    }
    let expected = tree.read(name).map { String(decoding: $0, as: UTF8.self) }
    #expect(text(path) == expected)
  }

  @Test func calendarLinesAreFolded() {
    let lines = text("calendar.ics").utf8.split(separator: 10, omittingEmptySubsequences: false)
    #expect(lines.dropLast().allSatisfy { $0.last == 13 && $0.count <= 76 })
    let unfolded = text("calendar.ics").replacing("\r\n ", with: "")
    #expect(unfolded.contains("SUMMARY:distutils\\; removed\\, \\\\ at last\r\n"))
    #expect(unfolded.contains("first days.\\nMove on\r\n"))
    #expect(unfolded.contains("CATEGORIES:deprecation,a\\,b\r\n"))
    #expect(unfolded.contains("SEQUENCE:2\r\n"))
  }

  @Test func cancelledEventsSaySoAndRingNoBell() {
    var site = SampleSite.site
    let event = SampleSite.event
    site.events = [
      SiteEvent(
        uid: event.uid, sequence: 3, on: event.on, title: event.title, text: "", path: event.path,
        categories: [], isCancelled: true, modifiedAt: event.modifiedAt)
    ]
    let index = SiteIndex(site)
    let made = Artifact.calendar.files(
      ArtifactInput(site: site, index: index, frames: FrameBuilder(site, index)))
    let calendar = String(decoding: made.first?.bytes ?? [], as: UTF8.self)
    #expect(calendar.contains("STATUS:CANCELLED\r\n"))
    #expect(!calendar.contains("VALARM"))
  }

  @Test func withoutBaseAddressNothingIsAbsolute() {
    var site = SampleSite.site
    site.baseURL = nil
    let index = SiteIndex(site)
    let input = ArtifactInput(site: site, index: index, frames: FrameBuilder(site, index))
    for artifact in Artifact.all where artifact.name != "theme" {
      for file in artifact.files(input) {
        #expect(!String(decoding: file.bytes, as: UTF8.self).contains("docs.example.org"))
      }
    }
    #expect(Artifact.sitemap.files(input).isEmpty)
    #expect(Artifact.openSearch.files(input).isEmpty)
  }

  @Test func artifactsHaveNamesAndPathsOfTheirOwn() {
    #expect(Set(Artifact.all.map(\.name)).count == Artifact.all.count)
    #expect(files.keys.allSatisfy { !$0.hasPrefix("/") && !$0.contains("..") })
  }
}
