import Primitives
import TestSupport
import Testing

@testable import Records

@Suite("Writing records")
struct RecordWriterTests {
  @Test(
    "what was written reads back the same, and writes the same again", arguments: Seeds.first(200))
  func roundTrip(_ seed: Int) throws {
    var generator = RecordGenerator(seed: seed)
    for kind in KindCatalog.all {
      // Rules between fields are not the writer's concern, so the bare kind reads.
      let record = generator.record(kind)
      let bytes = RecordWriter.yaml(record, kind)
      let back = try #require(try fields(bytes, kind))
      let lost = record.members.filter { back[$0.name] != $0.value }
      for member in lost {
        let (old, new) = (
          JSONText.canonical(member.value), back[member.name].map(JSONText.canonical)
        )
        Issue.record(
          """
          \(kind.name): \(member.name) was \(String(decoding: old, as: UTF8.self))
          and became \(String(decoding: new ?? [], as: UTF8.self))
          """)
      }
      #expect(back.names.count == record.names.count)
      let again = RecordWriter.yaml(back, kind)
      #expect(again == bytes, "\(kind.name) is written otherwise the second time")
      if let markdown = RecordWriter.markdown(record, kind) {
        let back = try fields(markdown, kind, file: "example.md")
        #expect(back == record, "\(kind.name) as Markdown")
      }
    }
  }

  private func fields(_ bytes: [UInt8], _ kind: Kind, file: String = "example.yaml") throws
    -> Object?
  {
    let source = try SourceText(file: file, bytes: bytes)
    let parts = try FrontMatter.parts(source)
    let (nodes, problems) = YAMLDocuments.nodes(SourceText(file: file, text: parts.yaml))
    var reader = FieldReader(source)
    guard let node = nodes.first, let mapping = node.mapping, nodes.count == 1, problems.isEmpty
    else {
      Issue.record(
        "\(problems.map(\.text).joined())\n\(String(decoding: bytes, as: UTF8.self))")
      return nil
    }
    var object = reader.object(mapping, kind.fields, in: "it", at: node)
    // A required field that is the body stands below the front matter.
    let others = reader.diagnostics.filter { parts.body == nil || $0.id != "missing-field" }
    #expect(others.isEmpty, "\(others.map(\.text).joined())")
    if let body = parts.body, let name = kind.body {
      object[name] = .string(String(body.dropLast()))
    }
    return object
  }

  @Test(
    "quotes stand only where they are needed",
    arguments: [
      ("Plain words", "Plain words"), ("3.10", "\"3.10\""), ("13", "\"13\""), ("5.2.1", "5.2.1"),
      ("1.0rc1", "1.0rc1"), ("2024-11-14", "\"2024-11-14\""), ("2024-Q4", "2024-Q4"),
      ("yes", "\"yes\""),
      ("No", "\"No\""), ("null", "\"null\""), ("~", "\"~\""), (" a", "\" a\""), ("a ", "\"a \""),
      ("a: b", "\"a: b\""), ("a:b", "a:b"), ("a:", "\"a:\""), ("a #b", "\"a #b\""), ("a#b", "a#b"),
      ("#b", "\"#b\""), ("say \"hi\"", "say \"hi\""), ("\"hi\"", "'\"hi\"'"), ("it's", "it's"),
      ("'tis", "\"'tis\""), ("'a' \"b\": c", "'''a'' \"b\": c'"), ("--flag", "--flag"),
      ("- a", "\"- a\""), ("*a*", "\"*a*\""), ("`x`", "\"`x`\""), ("@x", "\"@x\""), ("%", "\"%\""),
      ("1:30", "\"1:30\""), ("0x1F", "\"0x1F\""), ("1e5", "\"1e5\""), (">=4.2", "\">=4.2\""),
      ("tab\there", "\"tab\\there\""), ("\u{85}", "\"\\x85\""), ("\u{202E}x", "\"\\u202ex\""),
      ("漢字 🚧", "漢字 🚧"), ("", "\"\""),
    ])
  func quotes(_ text: String, _ written: String) {
    #expect(YAMLScalar.inline(text) == written)
  }

  @Test("prose is a block, with an indentation number where it starts with blanks")
  func blocks() throws {
    let kind = try #require(KindCatalog.kind("decision"))
    let record: Object = [
      "id": "adr-1", "title": "Use 3.10", "status": "accepted", "visibility": "public",
      "tags": [], "aliases": ["1.0", "first\u{2028}second"], "decidedOn": "2024-11",
      "context": "First.\n\n- a: b # c\n\tx",
      "options": [
        ["title": "yes", "pros": ["One.", "Two: three"]], ["title": "No way"],
      ], "outcome": "    indented\nnot", "extra": ["k": ["deep"]],
    ]
    let text = String(decoding: RecordWriter.yaml(record, kind, revision: 3), as: UTF8.self)
    #expect(
      text == #"""
        rev: 3
        id: adr-1
        title: Use 3.10
        tags: []
        aliases:
          - "1.0"
          - "first\u2028second"
        decidedOn: 2024-11
        context: |
          First.

          - a: b # c
          	x
        options:
          - title: "yes"
            pros:
              - One.
              - "Two: three"
          - title: No way
        outcome: |2
              indented
          not
        extra:
          k:
            - deep

        """#)
  }
}
