import Documents
import Primitives
import Templating
import TestSupport
import Testing

/// A workspace's own templates are held to the same rules as the built-in ones.
@Suite struct OverrideTests {
  @Test func anOverrideReplacesTheBuiltInTemplate() throws {
    let own = TemplateSource(
      name: "teams", file: "templates/teams.md", bytes: Array("# Ours\n\n{{facts.count}}\n".utf8))
    let renderer = try DocumentRenderer(overrides: [own], version: "0")
    let document = try #require(renderer.document(DocumentKey("teams"), Workspace.harbor.graph))
    #expect(document.text == "# Ours\n\n2\n")
    #expect(
      document.inputsDigest
        != (try Workspace.harbor.documents().first {
          $0.key == document.key
        })?.inputsDigest)
  }

  @Test func unknownNamesAreRefusedWithTheWayOut() throws {
    let own = TemplateSource(
      name: "teams", file: "templates/teams.md",
      bytes: Array(
        "# Ours\n\n{{#facts.entries}}\n- {{declared.titel}}, {{declared.summary}}\n{{/facts.entries}}\n{{> nope}}\n"
          .utf8))
    var text = ""
    do throws(Diagnostics) {
      _ = try DocumentRenderer(overrides: [own], version: "0")
    } catch {
      text = error.all.map(\.text).joined(separator: "\n") + "\n"
    }
    expectGolden(text, "unknown-name.txt", in: GoldenTests.folder)
  }
}
