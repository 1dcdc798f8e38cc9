import Documents
import Primitives
import TestSupport
import Testing

/// What the program says about the harbor, document by document.
@Suite struct GoldenTests {
  static let keys = renderer?.keys(Workspace.harbor.graph) ?? []

  static let folder = GoldenFolder(
    keys.map(name) + PlaybookGoldenTests.names + KeystoneTests.names + ["unknown-name.txt"])

  static func name(_ key: DocumentKey) -> String { "harbor/\(key.path).md" }

  @Test func theHarborIsValid() {
    #expect(Workspace.harbor.problems.map(\.message) == [])
    #expect(Self.keys.count > 20)
  }

  @Test(arguments: keys) func document(key: DocumentKey) throws {
    let document = try #require(renderer?.document(key, Workspace.harbor.graph))
    expectGolden(document.text, Self.name(key), in: Self.folder)
  }

  @Test func everyDefinitionHasADocument() {
    let shown = Set(Self.keys.map(\.document))
    #expect(DocumentCatalog.all.map(\.name).filter { !shown.contains($0) } == [])
  }

  @Test func noGoldenIsLeftOver() { #expect(Self.folder.strays == []) }
}
