import Documents
import Foundation
import Knowledge
import Primitives
import Records
import Testing

@Suite("this project's own changelog")
struct OwnChangelogTests {
  private let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test("CHANGELOG.md holds what the records in playbooks say; `make changelog` writes it")
  func current() throws {
    let records = try ["component", "release", "change"].flatMap { kind in
      let folder = root.appending(path: "playbooks/records/\(kind)")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      return try names.filter { $0.hasPrefix("waymark") && $0.hasSuffix(".yaml") }.flatMap { name in
        let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
        let source = try SourceText(file: name, bytes: bytes)
        let (drafts, diagnostics) = RecordReader.drafts(
          source, kind: kind, stem: String(name.dropLast(5)))
        #expect(!diagnostics.containsError)
        return drafts.map { draft in
          Record(
            id: draft.id, rev: 1, recordedAt: Instant(milliseconds: 0), recordedBy: "test",
            reason: nil, isRetired: false, fields: draft.fields, digest: Digest(of: name))
        }
      }
    }
    let graph = Graph(records: records, day: Made.today)
    let key = DocumentKey("changelog", "waymark")
    let document = try #require(try Made.renderer().document(key, graph))
    let file = Array(try Data(contentsOf: root.appending(path: "CHANGELOG.md")))
    let new = try ChangelogFile(file, path: "CHANGELOG.md", name: "waymark")
      .inserting(ChangelogFile.parts(of: document.markdown).releases)
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    #expect(text(new) == text(file), "run `make changelog`")
  }
}
