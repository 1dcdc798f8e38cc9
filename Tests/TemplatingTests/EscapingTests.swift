import CCmark
import Primitives
import Testing

@testable import Templating

/// Record text stays text: libcmark reads back what went in, and no other node than the template's.
@Suite("escaping") struct EscapingTests {
  /// One place of a template each: around `{{x}}`, with a plain word the tree is known.
  static let places = [
    "{{x}}\n", "before\n{{x}}\nafter\n", "a {{x}} b\n", "- {{x}}\n", "- a\n- {{x}}\n\n  more\n",
    "1. {{x}}\n",
    "# {{x}}\n", "# a {{x}} #\n", "> {{x}}\n", "   {{x}}\n", "[{{x}}](y)\n", "**{{x}}**\n",
    "*a {{x}}*\n",
    "a{{x}}[l](u)\n", "{{x}}{{x}}\n", "- [ ] {{x}}\n", "a\n\n    {{x}}z\n", "{{x}}: c\n",
    "z{{x}}\n{{x}}\n",
  ]

  /// White space and control characters as one space, none at the ends.
  static func normalised(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isSpace =
        scalar.value <= 32 || (0x7F...0x9F).contains(scalar.value)
        || scalar.value == 0xFEFF || scalar.value == 0x2028 || scalar.value == 0x2029
      if !isSpace { out.append(scalar) } else if out.last != " " { out.append(" ") }
    }
    if out.first == " " { out.removeFirst() }
    if out.last == " " { out.removeLast() }
    return String(out)
  }

  @Test(arguments: places) func textReadsBack(_ place: String) throws {
    let template = try library(place).program("main", for: ObjectShape([FieldShape("x", .text)]))
      .get()
    let isCode = place.contains("    {{x}}")
    for seed in 0..<4000 {
      let text = hostileText(seed)
      let normal = Self.normalised(text)
      guard !normal.isEmpty else { continue }
      // No-break spaces are text, but no emphasis begins or ends beside one.
      if place.contains("*"), normal.hasPrefix("\u{A0}") || normal.hasSuffix("\u{A0}") { continue }
      let output = template.render(["x": .string(text)])
      let read = Cmark(output)
      let plain = Cmark(place.replacing("{{x}}", with: "word"))
      guard !isCode else {
        #expect(read.types == plain.types, "seed \(seed): \(output)")
        continue
      }
      #expect(read.types == plain.types, "seed \(seed): \(output)")
      let expected = plain.text().replacing("word", with: normal)
      #expect(read.text() == expected, "seed \(seed): \(output)")
    }
  }

  /// Pages take `{#id}` at the end of a heading for its id, which is the template's to give.
  @Test(arguments: [
    ("Go {#steps}", "# Go \\{#steps}\n"), ("{#a.b:c-1} ", "# \\{#a.b:c-1}\n"),
    ("Go {#steps} on", "# Go {#steps} on\n"), ("{#}", "# {#}\n"), ("a#b}", "# a#b}\n"),
    ("{#a b}", "# {#a b}\n"),
  ])
  func idsAreTheTemplates(text: String, expected: String) throws {
    for type in [FieldShape("x", .text), FieldShape("x", .markdown)] {
      let template = try library("# {{x}}\n").program("main", for: ObjectShape([type])).get()
      #expect(template.render(["x": .string(text)]) == expected)
    }
  }

  @Test func textInATableCellHasNoBar() throws {
    let fields = [FieldShape("x", .text), FieldShape("c", .code)]
    let template = try library("| a | {{x}} | {{c}} |").program("main", for: ObjectShape(fields))
      .get()
    for seed in 0..<4000 {
      let text = hostileText(seed)
      let output = template.render(["x": .string(text), "c": .string(text)])
      #expect(!output.contains("\n"))
      #expect(cells(of: output).count == 3, "seed \(seed): \(output)")
      let cell = cells(of: output)[1].replacing("\\|", with: "|")
      #expect(Cmark("# " + cell).text() == Self.normalised(text), "seed \(seed): \(output)")
    }
  }

  @Test func codeReadsBack() throws {
    let template = try library("a {{x}} b").program(
      "main", for: ObjectShape([FieldShape("x", .code)])
    ).get()
    for seed in 0..<4000 {
      let text = hostileText(seed)
      let output = template.render(["x": .string(text)])
      let read = Cmark(output)
      var line: [UInt8] = []
      LiteralLine.append(text, keepsBackticks: true, to: &line)
      #expect(
        read.text(CMARK_NODE_CODE) == String(decoding: line, as: UTF8.self),
        "seed \(seed): \(output)")
      #expect(read.text() == "a  b", "seed \(seed): \(output)")
    }
  }

  @Test(arguments: [
    "{{x | fence \"sh\"}}\n\nend\n", "- {{x | fence}}\n\nend\n", "> - {{x | fence}}\n\nend\n",
  ])
  func fenceReadsBack(_ place: String) throws {
    let template = try library(place).program("main", for: ObjectShape([FieldShape("x", .code)]))
      .get()
    for seed in 0..<4000 {
      let output = template.render(["x": .string(hostileText(seed))])
      let read = Cmark(output)
      var bytes: [UInt8] = []
      LineBreaks.append(hostileText(seed), to: &bytes)
      while bytes.last == 10 { bytes.removeLast() }
      #expect(
        read.text(CMARK_NODE_CODE_BLOCK) == String(decoding: bytes, as: UTF8.self) + "\n",
        "seed \(seed): \(output)")
      #expect(read.text() == "end", "seed \(seed): \(output)")
    }
  }

  @Test(arguments: ["https://x/", "", "mailto:"]) func linksStayOneLink(_ start: String) throws {
    let template = try library("a [b]({{x}}) c").program(
      "main", for: ObjectShape([FieldShape("x", .link)])
    ).get()
    for seed in 0..<4000 {
      let read = Cmark(template.render(["x": .string(start + hostileText(seed))]))
      #expect(read.text() == "a b c", "seed \(seed)")
      #expect(read.count(CMARK_NODE_LINK) == 1, "seed \(seed)")
      let url = read.nodes.first { $0.type == CMARK_NODE_LINK.rawValue }?.url ?? ""
      #expect(
        !url.contains("\"") && !url.contains("<") && !url.hasPrefix("javascript"), "seed \(seed)")
    }
  }

  @Test(arguments: ["# H\n\n{{x}}\n\n# end\n", "- a\n\n  {{x}}\n\n# end\n", "> {{x}}\n\n# end\n"])
  func proseKeepsTheOutline(_ place: String) throws {
    let template = try library(place).program(
      "main", for: ObjectShape([FieldShape("x", .markdown)])
    ).get()
    let plain = Cmark(place.replacing("{{x}}", with: "word"))
    for seed in 0..<6000 {
      let text = hostileText(seed) + hostileText(seed + 100_000)
      let output = template.render(["x": .string(text)])
      let read = Cmark(output)
      #expect(
        read.count(CMARK_NODE_HEADING) == plain.count(CMARK_NODE_HEADING),
        "seed \(seed): \(text.debugDescription) gave\n\(output)")
      #expect(
        read.nodes.last?.literal == "end" && read.nodes.last?.depth == 2, "seed \(seed): \(output)")
    }
  }

  /// A command that is copied from the page must be the command that was written down.
  @Test func pipesInCodeStayAsWrittenOutsideRows() throws {
    let shape = ObjectShape([FieldShape("x", .markdown)])
    let text = "Run `grep -E \"(a|b)\" x | wc`, a|b."
    let prose = try library("- **Check**: {{x}}\n").program("main", for: shape).get()
    #expect(prose.render(["x": .string(text)]) == "- **Check**: \(text)\n")
    let row = try library("| {{x}} | b |").program("main", for: shape).get()
    #expect(
      row.render(["x": .string(text)])
        == "| Run `grep -E \"(a\\|b)\" x \\| wc`, a\\|b. | b |")
    // What an earlier program made comes out as it did.
    let source = TemplateSource(
      name: "main", file: "main", bytes: Array("- **Check**: {{x}}\n".utf8))
    let former = try TemplateLibrary([source], rules: EscapingRules(programVersion: "0.2.0-dev"))
      .program("main", for: shape).get()
    #expect(former.render(["x": "`a|b`"]) == "- **Check**: `a\\|b`\n")
    #expect(EscapingRules(programVersion: "0.3.0-dev") == .current)
    #expect(EscapingRules(programVersion: "test") == .current)
    let filtered = try library("| {{x | inline}} |").program("main", for: shape).get()
    #expect(filtered.render(["x": "a|b"]) == "| a\\|b |")
  }

  @Test func inlineProseStaysInItsCell() throws {
    let template = try library("| a | {{x}} | b |").program(
      "main", for: ObjectShape([FieldShape("x", .markdown)])
    ).get()
    for seed in 0..<4000 {
      let output = template.render(["x": .string(hostileText(seed))])
      #expect(!output.contains("\n") && cells(of: output).count == 3, "seed \(seed): \(output)")
    }
  }

  /// The cells of a row as GFM splits them: at each `|` that no backslash stands before.
  private func cells(of row: String) -> [String] {
    var cells = [""]
    var isEscaped = false
    for scalar in row.unicodeScalars {
      if scalar == "|", !isEscaped {
        cells.append("")
      } else {
        cells[cells.count - 1].unicodeScalars.append(scalar)
      }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return cells.dropFirst().dropLast().map { $0 }
  }

  @Test func knownAnswers() {
    func escaped(_ text: String) -> String {
      var out: [UInt8] = []
      InlineEscape.append(text, to: &out)
      return String(decoding: out, as: UTF8.self)
    }
    #expect(escaped("Django 5.2: blue-green, #12 -> done") == "Django 5.2: blue-green, #12 -> done")
    #expect(escaped("1. a") == "1\\. a")
    #expect(escaped("- a") == "\\- a")
    #expect(escaped("# a #") == "\\# a \\#")
    #expect(escaped("a_b*c`d[e]|<f>&~") == "a\\_b\\*c\\`d\\[e\\]\\|\\<f>\\&\\~")
    #expect(
      escaped("see https://a.b and www.a.b, me@a.b") == "see https\\://a.b and www\\.a.b, me\\@a.b")
    #expect(escaped("wow!") == "wow\\!")
    #expect(escaped("C:\\") == "C:&#92;")
    #expect(escaped(" a\n\t b\u{85}\u{85} ") == "a b")
  }
}
