import Primitives
import Records
import Testing

@Suite struct RecordPatchTests {
  private func drafts(_ text: String, _ file: String) -> [Draft] {
    RecordReader.drafts(SourceText(file: file, text: text), kind: "incident", stem: "x").drafts
  }

  /// The patched text, which states the new fields and nothing else; `nil` where there is none.
  private func patched(_ text: String, file: String = "x.yaml", _ change: (inout Object) -> Void)
    throws -> String?
  {
    let kind = try #require(KindCatalog.kind("incident"))
    let old = try #require(drafts(text, file).first).fields
    var new = old
    change(&new)
    let source = SourceText(file: file, text: text)
    guard let result = RecordPatch.text(of: source, from: old, to: new, kind: kind, revision: 4)
    else { return nil }
    #expect(drafts(result, file).map(\.fields) == [new])
    return result
  }

  private let text = """
    rev: 3
    severity: 2 # by the book
    title: T
    detection: {how: alert}
    impact:
      text: |
        Two

        paragraphs.
    # Next week:
    actions:
    - text: One
      # not yet
    - text: Two
    tags: [a, b]

    """

  @Test func appendsToListsInTheirOwnIndentation() throws {
    let result = try patched(text) {
      $0["actions"] = .list(($0["actions"]?.items ?? []) + [["text": "Three: 3", "state": "open"]])
    }
    #expect(
      result
        == text.replacing("rev: 3", with: "rev: 4").replacing(
          "- text: Two\n", with: "- text: Two\n- text: \"Three: 3\"\n"))
  }

  @Test func putsNewFieldsWhereTheSchemaHasThem() throws {
    let result = try patched(text) { $0["lessons"] = ["l"] }
    #expect(
      result
        == text.replacing("rev: 3", with: "rev: 4").replacing(
          "- text: Two\n", with: "- text: Two\nlessons:\n  - l\n"))
  }

  @Test func writesChangedFieldsAnewUnlessTheyHoldComments() throws {
    let result = try patched(text) { $0["tags"] = ["a", "b", "c"] }
    #expect(
      result
        == text.replacing("rev: 3", with: "rev: 4").replacing(
          "tags: [a, b]\n", with: "tags:\n  - a\n  - b\n  - c\n"))
    #expect(try patched(text) { $0["severity"] = 1 } == nil)
  }

  @Test func keepsTheProseOfMarkdown() throws {
    let markdown = "---\n\(text)---\n\n# Story\n\ntags: none\n"
    let result = try patched(markdown, file: "x.md") { $0["lessons"] = ["l"] }
    #expect(result?.hasSuffix("\n---\n\n# Story\n\ntags: none\n") == true)
  }

  @Test func leavesLineBreaksOfWindowsAlone() throws {
    #expect(try patched(text.replacing("\n", with: "\r\n")) { $0["lessons"] = ["l"] } == nil)
  }
}
