import Primitives
import Testing

@testable import Records

@Suite("text that a comment cuts off") struct CutTextTests {
  @Test(arguments: [
    ("title: Look at issue #12 and #13\n", "`#12 and #13` is a comment", 22),
    ("tags: [a, b]\ntitle: A #b\n", "`#b` is a comment", 10),
    ("a: 1\r\ntitle: A #b\r\nc: d\r\n", "`#b` is a comment", 10), ("a: b #c", "`#c` is", 6),
    ("links:\n  - label: See #4\n    url: https://x.example\n", "`#4` is a comment", 16),
  ])
  func isToldOf(text: String, message: String, column: Int) throws {
    let found = warnings(text)
    #expect(found.count == 1, "\(found.map(\.text))")
    #expect(found.first?.message.hasPrefix(message) == true)
    #expect(found.first?.range?.column == column && found.first?.severity == .warning)
  }

  @Test(arguments: [
    "title: A # a comment\n", "title: \"Look at #12\"\n", "title: C#\n", "title: A#1\n",
    "title: A\n#12\n", "title: |\n  See #12\n", "title: >-\n  See #12\n  and #13\n",
    "a: b #-----\n",
    "title: 'it is #1'\n", "a: [b, c] # d\n", "",
  ])
  func isNotSeenWhereItIsNone(text: String) { #expect(warnings(text).isEmpty) }

  @Test func belowTheFenceOfFrontMatterTheLineIsThatOfTheFile() {
    let source = SourceText(
      file: "x.md", text: "---\ntitle: Look at #12\ntype: service\n---\nWords.\n")
    let found = RecordReader.contents(source, kind: "component", stem: "x").diagnostics
      .filter { $0.id == "text-cut-off" }
    #expect(found.count == 1 && found.first?.range?.line == 2)
  }

  private func warnings(_ text: String) -> [Diagnostic] {
    let source = SourceText(file: "x.yaml", text: text)
    return CutText.warnings(YAMLDocuments.nodes(source).0, source)
  }
}
