import Foundation
import Primitives
import Records
import Testing

@testable import Workflows

/// What people write down is there to be read: every text of every kind stands on some page.
@Suite("Text that goes in comes out") struct ComesOutTests {
  /// What pages leave out, and why; a field that is shown must not be named here.
  private static let leftOut: [String: [String]] = [
    "names by which commands and other records find a thing": [
      "aliases", "id", "tags", "key", "links.rel",
    ],
    "where the facts of an entry come from: the static JSON API has it, pages of one record show it":
      [
        "source.commit", "source.digest", "source.licence", "source.name", "source.note",
        "source.path", "source.url", "contract.digest",
      ],
    "what an observation is evidence with: the rows behind each number have it": [
      "environment", "metric", "runID", "suite", "unit", "counterpart.version", "message", "notes",
      "sourceDigest", "sourceFile", "sourceURL", "subject.version", "benchmark.version",
    ],
    "the notes have it once, of their release": ["change.illustration"],
    "another field of the same record says it better": [
      "cycles.name", "replacement.reason", "affected.lastAffected",
    ],
  ]

  @Test func everyTextOfEveryKindStandsOnSomePage() throws {
    let scratch = try ScratchWorkspace()
    for name in ["team/platform", "component/shop"] {
      try FileManager.default.removeItem(
        at: scratch.folder.appending(path: "records/\(name).yaml"))
    }
    var full = FullRecords(
      hides: false, refers: false,
      leavesOut: ["change.release", "change.reverts", "change.supersedes"])
    for (path, bytes) in full.files().merging(full.observations(), uniquingKeysWith: { $1 }) {
      try scratch.write(String(decoding: bytes, as: UTF8.self), to: path)
    }
    try scratch.apply()
    _ = try BuildSite.run(
      scratch.workspace, Situation.View(), programVersion: "test", mode: .keepGoing)
    let root = scratch.folder.appending(path: "public")
    var texts = ""
    for case let name as String in FileManager.default.enumerator(atPath: root.path) ?? .init()
    where name.hasSuffix(".md") {
      texts += String(
        decoding: (try? Data(contentsOf: root.appending(path: name))) ?? Data(), as: UTF8.self)
    }
    // A sentence begins with a capital.
    let read = texts.lowercased()
    let unseen = full.places.filter { !read.contains($0.key.lowercased()) }.map(\.value)
    let known = Self.leftOut.values.flatMap(\.self)
    let lost = Set(unseen).filter { place in !known.contains { Self.ends(place, with: $0) } }
    #expect(full.places.count > 300)
    #expect(lost.isEmpty, "\(lost.sorted())")
    let stale = known.filter { name in !unseen.contains { Self.ends($0, with: name) } }
    #expect(stale.isEmpty, "shown after all: \(stale.sorted())")
  }

  private static func ends(_ place: String, with name: String) -> Bool {
    place == name || place.hasSuffix("." + name)
  }
}
