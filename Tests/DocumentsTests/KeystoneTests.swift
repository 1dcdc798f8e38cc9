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
  /// Pages that are held whole: a recent one, one with actions, the largest, the unreleased set.
  static let pages = [
    "keystone-29.0.0", "keystone-18.0.0", "keystone-11.0.0", "keystone-unreleased",
  ]
  static let goldens = ["keystone/index.txt"] + pages.map { "keystone/\($0).md" }

  @Test("every release has its entries once, in order, and the pages are as recorded")
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
    var index = ""
    // What belongs to the main line has a version of its own; backports add pages of series.
    let primary = Set(
      result.records.filter { $0.id.kind == "change" }.map { $0.fields["release"]?.text ?? "" })
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
      let shape = (facts["sections"]?.items ?? []).map { section in
        "\(section["anchor"]?.text ?? "?") \(section["entries"]?.items.count ?? 0)"
      }
      let version = facts["version"]?.text ?? ""
      let line = primary.contains(version == "Unreleased" ? "" : version) ? "" : " (backports only)"
      index += "\(version) \(facts["date"]?.text ?? "-"): \(shape.joined(separator: ", "))"
      index += "; \(facts["actions"]?.items.count ?? 0) to do\(line)\n"
      if Self.pages.contains(subject) {
        expectGolden(text, "keystone/\(subject).md", in: GoldenTests.folder)
      }
    }
    expectGolden(index, "keystone/index.txt", in: GoldenTests.folder)
  }
}
