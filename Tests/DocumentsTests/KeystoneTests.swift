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
  @Test("every release has its entries once, under its own anchor")
  func releases() async throws {
    guard let bundle = SharedData.url("reno/keystone/keystone.bundle") else { return }
    let clone = try ScratchRepository(cloning: bundle)
    let importer = try #require(ImporterCatalog.importer("reno"))
    let result = await importer.read(
      repository: ImportOptions(
        file: clone.folder.path,
        ["component": "keystone", "repository": "https://opendev.org/openstack/keystone"]))
    let component = Made.record(
      "component", "keystone", ["title": "Keystone", "type": "service", "versionScheme": "pep440"])
    let graph = Graph(
      records: [component] + result.records.map { Made.record($0.id.kind, $0.id.id, $0.fields) },
      day: Made.today)
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
  }
}
