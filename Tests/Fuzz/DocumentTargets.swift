import Documents
import FoundationEssentials
import Knowledge
import Markup
import Primitives
import Records
import Templating
import TestSupport
import Workflows

extension Target {
  private static let shape = ObjectShape([
    FieldShape("x", .markdown), FieldShape("o", .link, isOptional: true),
    FieldShape("xs", .list(.object(ObjectShape([FieldShape("x", .code)])))),
  ])

  /// Templates: they compile and render, or say where they are wrong.
  static let templates = Target(
    name: "templates",
    seeds: {
      Corpus.files("templates", endingIn: ".md", atMost: 20)
        + ["# {{x}}\n{{#xs}}- {{x | code}}\n{{/xs}}{{^o}}none{{/o}}{{>p}}"].map { Array($0.utf8) }
    },
    tokens: [
      "{{", "}}", "{{{", "}}}", "{{#xs}}", "{{/xs}}", "{{^o}}", "{{>p}}", "{{<p}}", "{{$b}}",
      "{{!", "{{=<% %>=}}", "{{x}}", "| code", "@first", ".",
    ],
    check: { bytes in
      let library = TemplateLibrary([
        TemplateSource(name: "main", file: "main.md", bytes: bytes),
        TemplateSource(name: "p", file: "p.md", bytes: Array(bytes.prefix(bytes.count / 3))),
      ])
      switch library.program("main", for: shape) {
      case .success(let program):
        let text = program.render(["x": "a *b*\n\n# c", "xs": [["x": "`"], ["x": "y"]], "o": "u"])
        var out: [UInt8] = []
        _ = MarkdownRenderer().render(Array(text.utf8), into: &out)
      case .failure(let problems):
        let own = problems.all.filter { $0.range?.file != "p.md" }
        try requireSense(own, of: bytes, in: "main.md")
      }
    })

  /// Markdown: whatever it says, the page has no markup of its author.
  static let markdown = Target(
    name: "markdown",
    seeds: {
      Corpus.files("Tests/DocumentsTests/Golden/harbor", endingIn: ".md", atMost: 20)
        + Corpus.files("docs", endingIn: ".md", atMost: 5)
    },
    tokens: [
      "<script>", "[a](javascript:x)", "![", "](", "| a |\n|---|\n", "> [!NOTE]\n", "```", "~~",
      "**",
      "- [ ] ", "1. ", "&#0;", "<!--", "{#id}", "https://a.b", "\\",
    ],
    check: { bytes in
      var out: [UInt8] = []
      let page = MarkdownRenderer().render(bytes, into: &out)
      let html = String(decoding: out, as: UTF8.self)
      try require(String(validating: out, as: UTF8.self) != nil, "the page is no UTF-8")
      for tag in ["<script", "<img onerror", "<!--", "<style", "href=\"javascript", "<iframe"] {
        try require(!html.contains(tag), "\(tag) in the page")
      }
      try require(page.outline.allSatisfy { (1...6).contains($0.level) }, "a heading of no level")
      // A page may not grow beyond what its source explains.
      try require(out.count < 1_000_000 + bytes.count * 400, "\(out.count) bytes of \(bytes.count)")
    })

  /// A changelog that people keep: putting in twice changes nothing, and takes nothing away.
  static let changelog = Target(
    name: "changelog",
    seeds: {
      [
        "# Changelog\n\nOurs.\n\n<!-- waymark:begin a -->\n## 1\n<!-- waymark:end a -->\n\nOld.\n",
        "# Changelog\r\n\r\n```\n<!-- waymark:begin a -->\n```\n",
      ].map { Array($0.utf8) }
    },
    tokens: ["<!-- waymark:begin a -->\n", "<!-- waymark:end a -->\n", "```\n", "# ", "~~~"],
    check: { bytes in
      let releases = Array("## 2.0\n\n- New.\n".utf8)
      do throws(Diagnostics) {
        let once = try ChangelogFile(bytes, path: "c.md", name: "a").inserting(
          releases, creating: true)
        let twice = try ChangelogFile(once, path: "c.md", name: "a").inserting(
          releases, creating: true)
        precondition(once == twice, "putting in twice changes something")
      } catch {
        try requireSense(error.all, of: bytes, in: "c.md")
      }
    })

  /// Fields that no reader checked, as a foreign journal may bring them: every document renders.
  static let documents = Target(
    name: "documents",
    seeds: {
      Corpus.records.enumerated().compactMap { index, bytes in
        for kind in KindCatalog.all {
          guard let source = try? SourceText(file: "x.yaml", bytes: bytes),
            let draft = RecordReader.drafts(source, kind: kind.name, stem: "x\(index)").drafts.first
          else { continue }
          return JSONText.canonical([
            "kind": .string(draft.id.kind), "fields": .object(draft.fields),
          ])
        }
        return nil
      }
    },
    tokens: [
      "\"a\"", "[]", "{}", "null", "-1", "\"2024-13-45\"", "[1,2]", "\"x\":", "true", "1e99",
    ],
    check: { bytes in
      guard case .object(let line)? = try? JSONReader.value(bytes), let kind = line["kind"]?.text,
        Slug.isValid(kind), let fields = line["fields"]?.object
      else { return }
      let record = Record(
        id: RecordID(kind: kind, id: "x"), rev: 1, recordedAt: Instant(milliseconds: 0),
        recordedBy: "a", reason: nil, isRetired: bytes.count.isMultiple(of: 7), fields: fields,
        digest: Digest(of: []))
      let day = CalendarDate(daysSinceEpoch: 20_000)
      let others = samples
      let graph = Graph(
        records: (others.filter { $0.id.kind != kind } + [record]).sorted { $0.id < $1.id },
        day: day)
      let renderer = try renderer.get()
      for key in renderer.keys(graph) {
        guard let document = renderer.document(key, graph) else { continue }
        try require(
          String(validating: document.markdown, as: UTF8.self) != nil, "\(key) is no UTF-8")
      }
      _ = renderer.tombstones(graph)
    })

  private static let renderer = Result { try DocumentRenderer(version: "fuzz") }

  /// One record of each kind, so that references lead somewhere.
  private static let samples: [Record] = {
    KindCatalog.all.compactMap { kind -> Record? in
      let source = SourceText(file: "x.yaml", text: Scaffold.text(kind, id: "x"))
      return RecordReader.contents(source, kind: kind.name, stem: "x").drafts.first.map {
        Record(
          id: $0.id, rev: 1, recordedAt: Instant(milliseconds: 0), recordedBy: "a", reason: nil,
          isRetired: false, fields: $0.fields, digest: Digest(of: []))
      }
    }
  }()

  /// Journals: read into a ledger, or refused with their line; what is taken in verifies.
  static let journal = Target(
    name: "journal", seeds: { Journals.seeds }, tokens: Journals.tokens,
    check: { bytes in try Journals.check(bytes) })
}
