import Foundation
import Primitives
import TestSupport
import Testing

@testable import Records

/// The demo's records: what people wrote by hand, as against what a generator thinks of.
@Suite("Records of the playbooks")
struct PlaybookTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "playbooks/records")

  static func drafts() throws -> (drafts: [Draft], problems: [Diagnostic]) {
    var (drafts, problems): ([Draft], [Diagnostic]) = ([], [])
    for kind in KindCatalog.names {
      let folder = Self.folder.appending(path: kind)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      for name in names.sorted() where name.hasSuffix(".yaml") || name.hasSuffix(".md") {
        let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
        let source = try SourceText(file: "\(kind)/\(name)", bytes: bytes)
        let stem = name.dropLast(name.hasSuffix(".md") ? 3 : 5)
        let read = RecordReader.drafts(source, kind: kind, stem: String(stem))
        drafts += read.drafts
        problems += read.diagnostics
      }
    }
    return (drafts, problems)
  }

  @Test("they read without problems, and every reference leads somewhere")
  func read() throws {
    let (drafts, problems) = try Self.drafts()
    let dangling = DanglingReferences.diagnostics(drafts, known: Set(drafts.map(\.id)))
    #expect((problems + dangling).isEmpty, "\((problems + dangling).map(\.text).joined())")
    if drafts.isEmpty { print("skipped: there are no records under playbooks/") }
  }

  @Test("they are in the layout that waymark fmt writes")
  func layout() throws {
    for kind in KindCatalog.names {
      let folder = Self.folder.appending(path: kind)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      for name in names.sorted() where name.hasSuffix(".yaml") || name.hasSuffix(".md") {
        let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
        let source = try SourceText(file: "\(kind)/\(name)", bytes: bytes)
        let stem = String(name.dropLast(name.hasSuffix(".md") ? 3 : 5))
        let text = try RecordFormat.text(of: source, kind: kind, stem: stem)
        #expect(Array(text.utf8) == bytes, "\(kind)/\(name): run waymark fmt in playbooks/")
      }
    }
  }

  @Test("they are written and read back the same")
  func roundTrip() throws {
    for draft in try Self.drafts().drafts {
      let kind = try #require(KindCatalog.kind(draft.id.kind))
      let stem = draft.id.id
      let yaml = RecordWriter.yaml(draft.fields, kind)
      for (bytes, file) in [
        (yaml, "\(stem).yaml"), (RecordWriter.markdown(draft.fields, kind) ?? yaml, "\(stem).md"),
      ] where file.hasSuffix(".yaml") || bytes != yaml {
        let source = try SourceText(file: file, bytes: bytes)
        let (back, problems) = RecordReader.drafts(source, kind: kind.name, stem: stem)
        #expect(problems.isEmpty, "\(problems.map(\.text).joined())")
        #expect(back.first?.fields == draft.fields, "\(draft.id) as \(file)")
      }
      #expect(RecordWriter.yaml(draft.fields, kind) == yaml)
    }
  }
}
