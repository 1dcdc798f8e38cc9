import Documents
import Importing
import Knowledge
import Primitives
import Records
import TestSupport
import Testing

/// The 33 releases of OpenStack's keystone, imported from its own repository and rendered.
@Suite("keystone's release notes")
struct KeystoneTests {
  /// The releases of the main line, as reno's report has them; it calls the last 29.0.0-36.
  private static let versions = [
    "unreleased", "29.0.0", "28.0.0", "27.0.0", "26.0.0", "25.0.0", "24.0.0", "23.0.0", "22.0.0",
    "21.0.0", "20.0.0", "19.0.0.0rc1", "18.0.0", "17.0.0.0rc1", "16.0.0.0rc1", "15.0.0.0rc1",
    "14.0.0.0rc1", "14.0.0.0b3", "14.0.0.0b2", "14.0.0.0b1", "13.0.0.0rc1", "13.0.0.0b3",
    "13.0.0.0b2", "13.0.0.0b1", "12.0.0.0rc1", "12.0.0.0b3", "12.0.0.0b2", "12.0.0.0b1", "11.0.0",
    "10.0.0.0rc1", "10.0.0.0b3", "10.0.0.0b2", "10.0.0.0b1",
  ]

  static let names = versions.map { "keystone/\($0).md" }

  private static func graph() async throws -> Graph? {
    guard let bundle = SharedData.url("reno/keystone/keystone.bundle") else { return nil }
    let clone = try ScratchRepository(cloning: bundle)
    let importer = try #require(ImporterCatalog.importer("reno"))
    let result = await importer.read(
      repository: ImportOptions(
        file: clone.folder.path,
        ["component": "keystone", "repository": "https://opendev.org/openstack/keystone"]))
    let component = Made.record(
      "component", "keystone", ["title": "Keystone", "type": "service", "versionScheme": "pep440"])
    return Graph(
      records: [component] + result.records.map { Made.record($0.id.kind, $0.id.id, $0.fields) },
      day: Made.today)
  }

  @Test("every release has its entries once, under its own anchor; the main line reads as recorded")
  func releases() async throws {
    guard let graph = try await Self.graph() else { return }
    let renderer = try Made.renderer()
    let subjects = try #require(DocumentCatalog.definition("release-notes")).subjects(graph)
    for subject in subjects.sorted() {
      let key = DocumentKey("release-notes", subject)
      let document = try #require(renderer.document(key, graph))
      let text = String(decoding: document.markdown, as: UTF8.self)
      let facts = document.model.facts
      let entries = (facts["sections"]?.items ?? []).flatMap { $0["entries"]?.items ?? [] }
      for entry in entries {
        let anchor = try #require(entry["anchor"]?.text)
        #expect(text.ranges(of: "{#\(anchor)}").count == 1, "\(subject) \(anchor)")
      }
      #expect(!entries.isEmpty || facts["release"]?["notes"] != nil, "\(subject)")
    }
    #expect(subjects.count > 33)
    for version in Self.versions {
      let request = NotesRequest(
        "keystone", version == "unreleased" ? .unreleased : .release(version))
      let document = try #require(renderer.notes(request, graph))
      expectGolden(document.text, "keystone/\(version).md", in: GoldenTests.folder)
    }
    #expect(Set(Self.versions).count == 33)
  }
}
