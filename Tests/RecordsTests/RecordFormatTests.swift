import Foundation
import Primitives
import TestSupport
import Testing

@testable import Records

@Suite("Layout of record files")
struct RecordFormatTests {
  private func formatted(_ text: String, file: String = "component/shop.yaml") throws -> String {
    let source = try SourceText(file: file, bytes: Array(text.utf8))
    return try RecordFormat.text(of: source, kind: "component", stem: "shop")
  }

  private static let head =
    "title: Shop\ntype: service\nlifecycle: production\nversionScheme: semver\n"

  @Test("indentation, quotes, blanks, line ends and the end of the file become regular")
  func normalised() throws {
    let text = """
      \u{FEFF}# The shop.\r
      title:   'Shop'  \r
      type: "service"   # one of ours\r
      lifecycle: production\r
      versionScheme: semver\r
      tags:\r
      - 'a'\r
      -   "it's: b"\r
          # deeper\r
      - 'c'\r
      cycles:\r
          # The newest.\r
          -   name: "5.2"\r
              label:   'Five: two'\r
              supports:\r
              - {component: shop,range: '>=1'}\r
      # Who calls whom.\r
      links:\r
         -\r
            url: https://example.org/ # here\r
      description: |\r
           First line.  \r
      \r
             indented\r
      \r
      \r
      """
    let expected = """
      # The shop.
      title: Shop
      type: service   # one of ours
      lifecycle: production
      versionScheme: semver
      tags:
        - a
        - "it's: b"
        # deeper
        - c
      cycles:
        # The newest.
        - name: "5.2"
          label: "Five: two"
          supports:
            - {component: shop,range: '>=1'}
      # Who calls whom.
      links:
        -
          url: https://example.org/ # here
      description: |
        First line.\u{20}\u{20}

          indented

      """
    #expect(try formatted(text) == expected)
    #expect(try formatted(expected) == expected)
  }

  @Test("texts over several lines keep their words, and those in quotes their line breaks")
  func severalLines() throws {
    let text =
      Self.head + """
        summary: one
            two

            three
        description: "four
              five \\
           six

           seven\\
           \\  eight"
        aliases: [a,
           'b # no',   # yes
           c]
        owner: >-
           x
        """
    #expect(
      try formatted(text) == Self.head + """
        summary: one
          two

          three
        description: "four
          five \\
          six

          seven\\
          \\  eight"
        aliases: [a,
           'b # no',   # yes
           c]
        owner: >-
          x

        """)
  }

  @Test("a quote goes only where nobody could take the text for something else")
  func quotes() throws {
    for (written, expected) in [
      ("'true'", "\"true\""), ("\"3.10\"", "\"3.10\""), ("'2024-11-14'", "\"2024-11-14\""),
      ("'a # b'", "\"a # b\""), ("'a: b'", "\"a: b\""), ("'say \"it\"'", "say \"it\""),
      ("'it''s'", "it's"), ("\"tab\\there\"", "\"tab\\there\""), ("'- a'", "\"- a\""),
      ("\"plain\"", "plain"), ("'#1'", "\"#1\""),
    ] {
      let text = "title: \(written)\n" + Self.head.dropFirst("title: Shop\n".count)
      let layout = try formatted(text)
      #expect(layout.hasPrefix("title: \(expected)\n"), "\(written): \(layout)")
    }
  }

  @Test("documents of one file are laid out each, and the prose below front matter is left alone")
  func streamAndProse() throws {
    let source = try SourceText(
      file: "all.yaml",
      bytes: Array(
        "---\nrecord: team\nid: a\ntitle: 'A'\nkind: team\ncontact: '#a'\n--- # next\nrecord: team\nid: b\ntitle: B\nkind: team\ncontact: b\n...\n"
          .utf8))
    #expect(
      try RecordFormat.text(of: source, kind: nil, stem: "all")
        == "---\nrecord: team\nid: a\ntitle: A\nkind: team\ncontact: \"#a\"\n--- # next\nrecord: team\nid: b\ntitle: B\nkind: team\ncontact: b\n...\n"
    )
    let prose = "\n#  Why  \r\n\r\n'quoted'   \n\n"
    let decision = try SourceText(
      file: "decision/pools.md",
      bytes: Array(
        "--- \ntitle: 'Pools'\ndecidedOn: 2026-01-01\noptions:\n- title: Wait\noutcome:   We warm them.\n---\n\(prose)"
          .utf8))
    let kind = try #require(KindCatalog.kind("decision"))
    let contents = RecordReader.contents(decision, kind: kind.name, stem: "pools")
    guard contents.refused.isEmpty, !contents.diagnostics.containsError else {
      Issue.record("\(contents.diagnostics.map(\.text))")
      return
    }
    #expect(
      try RecordFormat.text(of: decision, kind: "decision", stem: "pools")
        == "---\ntitle: Pools\ndecidedOn: 2026-01-01\noptions:\n  - title: Wait\noutcome: We warm them.\n---\n\(prose)"
    )
  }

  @Test("a file with errors is refused with its diagnostics")
  func refused() throws {
    do {
      _ = try formatted("title: Shop\ntype: servce\n")
      Issue.record("it was formatted")
    } catch let error as Diagnostics {
      #expect(error.all.contains { $0.id == "unknown-word" })
    }
  }

  @Test("what is laid out states the same, keeps its comments, and stays as it is")
  func playbooks() throws {
    for draft in try PlaybookTests.drafts().drafts {
      try hold(draft.source, draft.id.kind, draft.id.id)
    }
  }

  @Test("so do generated records with comments at every place", arguments: Seeds.first(60))
  func generated(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    for kind in KindCatalog.all {
      var generator = RecordGenerator(seed: seed &* 31 &+ kind.fields.count)
      let record = generator.record(kind)
      for bytes in [RecordWriter.yaml(record, kind), RecordWriter.markdown(record, kind)] {
        guard let bytes else { continue }
        let isMarkdown = bytes.starts(with: "---\n".utf8)
        let file = "\(kind.name)/example.\(isMarkdown ? "md" : "yaml")"
        let plain = try SourceText(file: file, bytes: bytes)
        // A record that breaks a rule of its kind is refused; what is laid out is sound.
        let contents = RecordReader.contents(plain, kind: kind.name, stem: "example")
        guard contents.refused.isEmpty, !contents.diagnostics.containsError else { continue }
        let shaken =
          isMarkdown ? String(decoding: bytes, as: UTF8.self) : Self.shaken(bytes, &random)
        let source = SourceText(file: file, text: shaken)
        let back = RecordReader.contents(source, kind: kind.name, stem: "example")
        // Shaking is crude: where it changed the meaning, there is nothing to compare with.
        guard back.drafts.first?.fields == contents.drafts.first?.fields else { continue }
        try hold(source, kind.name, "example")
      }
    }
  }

  private func hold(_ source: SourceText, _ kind: String, _ stem: String) throws {
    let text = try RecordFormat.text(of: source, kind: kind, stem: stem)
    let again = SourceText(file: source.file, text: text)
    let (before, after) = (
      RecordReader.contents(source, kind: kind, stem: stem),
      RecordReader.contents(again, kind: kind, stem: stem)
    )
    #expect(before.drafts.map(\.fields) == after.drafts.map(\.fields), "\(source.file)")
    #expect(
      before.drafts.map { Digest(of: JSONText.canonical(.object($0.fields))) }
        == after.drafts.map { Digest(of: JSONText.canonical(.object($0.fields))) })
    #expect(
      try RecordFormat.text(of: again, kind: kind, stem: stem) == text,
      "\(source.file) changes again:\n\(text)")
    #expect(Self.comments(text) == Self.comments(source.text), "\(source.file)\n\(text)")
  }

  /// The comments that the generator put in: their marks stand nowhere else.
  private static func comments(_ text: String) -> [Substring] {
    text.split(separator: "#§").dropFirst().map { $0.prefix { !$0.isNewline } }
  }

  /// Comments, empty lines, other indentation and blanks at the ends of lines, where no text is hurt.
  private static func shaken(_ bytes: [UInt8], _ random: inout SeededGenerator) -> String {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast()
    let factor = random.number(1...3)
    var block: Int?
    var out = random.oneIn(3) ? "\u{FEFF}" : ""
    let end = random.oneIn(3) ? "\r\n" : "\n"
    for (number, line) in lines.enumerated() {
      let indent = line.prefix { $0 == " " }.count
      if let open = block, indent > open || line.allSatisfy({ $0 == " " }) {
        out += String(repeating: " ", count: open * (factor - 1)) + line + "\n"
        continue
      }
      block = nil
      if random.oneIn(3) {
        out += String(repeating: " ", count: indent * factor) + "#§ \(number) '\"[{: -" + end
      }
      if random.oneIn(5) { out += end }
      out += String(repeating: " ", count: indent * factor) + line.dropFirst(indent)
      let body = line.drop { $0 == " " || $0 == "-" }
      if body.hasSuffix(": |") || body.hasSuffix(": |2") || body == "|" || body == "|2" {
        // Members of a mapping in a list stand two further in than its dash.
        let dashes = line.dropFirst(indent).hasPrefix("- ") && body.contains(": |") ? 2 : 0
        block = indent + dashes
        out += "\n"
      } else if random.oneIn(4), body.hasSuffix(":") {
        out += " #§ \(number) beside" + end
      } else {
        out += (random.oneIn(4) ? "  " : "") + end
      }
    }
    return out + (random.oneIn(2) ? "#§ at the end" : end)
  }
}
