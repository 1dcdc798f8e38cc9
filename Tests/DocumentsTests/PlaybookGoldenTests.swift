import Documents
import Knowledge
import Primitives
import TestSupport
import Testing

/// Documents over the archive of real upgrades: what a reader of the demo sees, one or two of a sort.
@Suite struct PlaybookGoldenTests {
  private static let chosen: Set = [
    "runbook/urllib3-1.26-to-2", "runbook/redis-7.2-to-valkey-8", "release-notes/django-5.1",
    "changelog/urllib3", "migration-guide/openssl-1.1.1-to-3.0", "deprecation-timeline/urllib3",
    "incident-review/shop-2025-04-22-orders-refused", "incident-review/mybinder-2017-09-29-504",
    "component/urllib3",
  ]

  /// The chosen ones, and every document about the whole workspace but the longest list.
  static let keys = (renderer?.keys(Workspace.playbooks.graph) ?? []).filter { key in
    chosen.contains(key.path)
      || key.subject == "index" && key.document != "deprecation-timeline"
  }

  static let audiences = ["operator", "developer", "stakeholder"]

  static let names =
    keys.map(name) + audiences.map { "playbooks/release-notes/django-5.1.\($0).md" }

  static func name(_ key: DocumentKey) -> String { "playbooks/\(key.path).md" }

  @Test(arguments: keys) func document(key: DocumentKey) throws {
    let document = try #require(renderer?.document(key, Workspace.playbooks.graph))
    expectGolden(document.text, Self.name(key), in: GoldenTests.folder)
  }

  @Test(arguments: audiences) func notes(audience: String) throws {
    let graph = Workspace.playbooks.graph
    let request = NotesRequest("django", .release("5.1"), audience: audience)
    let document = try #require(renderer?.notes(request, graph))
    expectGolden(
      document.text, "playbooks/release-notes/django-5.1.\(audience).md", in: GoldenTests.folder)
  }

  @Test func everySortHasOne() {
    let shown = Set(Self.keys.map(\.document))
    #expect(DocumentCatalog.all.map(\.name).filter { !shown.contains($0) } == [])
    #expect(Self.chosen.subtracting(Self.keys.map(\.path)) == [])
  }
}
