import Markup
import Testing

@Suite("hostile input")
struct HostileInputTests {
  /// Pieces that are joined at random: every way to reach a tag, an attribute or an address.
  private static let lines = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>", "<a href=\"javascript:alert(1)\">x</a>",
    "[a](javascript:alert(1))", "[a](<JAVASCRIPT:alert(1)> 'x\" onclick=\"y')",
    "![a](javascript:x)",
    "![a\" onerror=\"x](i.png '\"><script>')", "[r]: javascript:alert(1)", "[r]: data:x '\"><b>'",
    "[r] ![r] [a][r]", "<javascript:alert(1)>", "<https://e.org/\"onclick=x>",
    "[a](&#106;avascript:x)",
    "https://e.org/\"><script>", "www.e.org/'onclick=", "x@e.org\"<b>", "[a](//e.org)",
    "![b](//e.org/i.png)",
    "```\"><script>", "```bash <b> \"", "echo '<b>' \"$X\" # </span>", "```", "~~~html", "~~~",
    "`<b>`", "``a`<i>``",
    "| a | b |", "|---|:-:|", "| <b onclick=x> | `\\|<` |", "| [a](data:x) | ~~<x>~~ |",
    "- [ ] <b>\"'", "- [x] a {#\"x}",
    "1. a", "   > [!NOTE] <script>", "> [!WARNING]", "> [!TIP] [a](vbscript:x)", "> a",
    "# h <b> \"' {#id}",
    "## h {#id}", "## h {#<b>}", "### [x](javascript:y) ![i](https://e.org/x.png)",
    "text {#id}\n---", "===", "---",
    "~~a *b~~ c*", "\\~~a~~ ~b~", "**a _b** c_", "&lt;script&gt; &quot; &#0; &#x22;", "<!-- a",
    "-->", "<![CDATA[", "]]>",
    "<?php", "?>", "<!DOCTYPE x>", "</p></div></body>", "<style>*{}</style>",
    "<iframe src=//e.org>", "    <code>",
    "a  ", "b\\", "", "", "\u{0}\u{FFFD}\u{700}", "ü – ☃ 𝄞", "[^1]", "[a](b \"&quot; onclick=x\")",
    "<a\nhref=x>",
  ]

  private static func document(seed: UInt64) -> String {
    var numbers = SeededNumbers(seed: seed)
    var text = ""
    for _ in 0..<Int.random(in: 1...14, using: &numbers) {
      let line = lines[Int.random(in: 0..<lines.count, using: &numbers)]
      let prefix = ["", "", "", "> ", "- ", "  ", "    ", "# "][
        Int.random(in: 0..<8, using: &numbers)]
      text +=
        prefix + line + ["\n", "\n", "\n\n", " ", "\r\n"][Int.random(in: 0..<5, using: &numbers)]
    }
    return text
  }

  @Test("only allowed tags, attributes and addresses reach a page", arguments: 0..<16)
  func allowList(block: UInt64) {
    let renderer = MarkdownRenderer(options: .site)
    for seed in (block * 250)..<((block + 1) * 250) {
      let markdown = HostileInputTests.document(seed: seed)
      var out: [UInt8] = []
      _ = renderer.render([UInt8](markdown.utf8), into: &out)
      let problems = MarkupAudit.problems(in: out)
      #expect(
        problems.isEmpty,
        "seed \(seed): \(problems)\n\(markdown)\n\(String(decoding: out, as: UTF8.self))")
    }
  }

  @Test("a renderer that was used before prints the same", arguments: 0..<4)
  func stateless(block: UInt64) {
    let used = MarkdownRenderer(options: .site)
    for seed in (block * 100)..<((block + 1) * 100) {
      let markdown = [UInt8](HostileInputTests.document(seed: seed).utf8)
      var first: [UInt8] = []
      var second: [UInt8] = []
      let one = used.render(markdown, into: &first)
      let two = MarkdownRenderer(options: .site).render(markdown, into: &second)
      #expect(first == second, "seed \(seed)")
      #expect(one.outline == two.outline && one.plainText == two.plainText, "seed \(seed)")
    }
  }

  @Test("random bytes never trap and come out as UTF-8", arguments: 0..<200 as Range<UInt64>)
  func randomBytes(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let alphabet =
      [UInt8]("#>-*_~`[]()|:!\\<&{} \n\t\rax1@w./\"'=+".utf8) + [0, 0xC3, 0xBC, 0xFF, 0xDC, 0x80]
    let bytes = (0..<400).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &numbers)] }
    var out: [UInt8] = []
    let markup = MarkdownRenderer(options: .site).render(bytes, into: &out)
    #expect(String(validating: out, as: UTF8.self) != nil)
    #expect(String(validating: markup.plainText.bytes, as: UTF8.self) != nil)
    let problems = MarkupAudit.problems(in: out)
    #expect(problems.isEmpty, "\(problems) \(String(decoding: bytes, as: UTF8.self))")
  }
}

@Suite("audit")
struct MarkupAuditTests {
  @Test(
    "the audit sees what must not stand on a page",
    arguments: [
      "<script></script>", "<p onclick=\"x\"></p>", "<a href=\"javascript:x\"></a>",
      "<img src=\"https://e.org/\" />", "<p>", "</p>", "<a href=\"//e.org\"></a>",
      "<p class=x></p>", "<svg/onload",
    ])
  func sees(html: String) { #expect(!MarkupAudit.problems(in: [UInt8](html.utf8)).isEmpty) }
}

@Suite("workers")
struct WorkerTests {
  @Test("renderers on several threads do not meet")
  func concurrent() async {
    let source = [UInt8](
      String(repeating: "## A *b* [c](d)\n\n| e |\n|---|\n| ~~f~~ |\n\n- [ ] g\n\n", count: 20).utf8
    )
    var expected: [UInt8] = []
    _ = MarkdownRenderer().render(source, into: &expected)
    let wanted = expected
    let equal = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let renderer = MarkdownRenderer()
          var isEqual = true
          for round in 0..<50 {
            var out: [UInt8] = []
            _ = renderer.render(source, into: &out)
            isEqual = isEqual && out == wanted
            // The next page may be rendered on another thread.
            if round % 5 == 0 { await Task.yield() }
          }
          return isEqual
        }
      }
      return await group.reduce(true) { $0 && $1 }
    }
    #expect(equal)
  }
}
