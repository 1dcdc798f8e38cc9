import Markup
import Testing

@Suite("site pages")
struct SiteTests {
  @Test("headings get ids, links to themselves, and a place in the outline")
  func headings() {
    let (html, markup) = page(
      "# Upgrade `django`\n\n## Roll *back*\n\n## Roll back\n\n### Über Größe {#step-db}\n")
    #expect(
      html == """
        <h1 id="upgrade-django">Upgrade <code>django</code></h1>
        <h2 id="roll-back">Roll <em>back</em> <a class="anchor" href="#roll-back" aria-label="Link to this section">#</a></h2>
        <h2 id="roll-back-1">Roll back <a class="anchor" href="#roll-back-1" aria-label="Link to this section">#</a></h2>
        <h3 id="step-db">Über Größe <a class="anchor" href="#step-db" aria-label="Link to this section">#</a></h3>

        """)
    #expect(markup.title == "Upgrade django")
    #expect(markup.outline.map(\.id) == ["upgrade-django", "roll-back", "roll-back-1", "step-db"])
    #expect(
      markup.outline[1]
        == Heading(level: 2, id: "roll-back", text: "Roll back", html: "Roll <em>back</em>"))
    #expect(page("## Über Größe & Co.").markup.outline[0].id == "über-größe--co")
  }

  @Test(
    "a day is one piece, and nothing else is",
    arguments: [
      (
        "On 2026-11-30, or 2027-01.",
        "On <span class=\"day\">2026-11-30</span>, or <span class=\"day\">2027-01</span>."
      ),
      ("(2026-11-30)", "(<span class=\"day\">2026-11-30</span>)"),
      ("a2026-11-30 2026-11-30b 12026-11-30 2026-11-301", nil),
      ("x-2026-11-30 2026-11-30-x 2026-11-30T10:00Z 2026-1 3026-11-30 2026-", nil),
    ])
  func days(markdown: String, html: String?) {
    #expect(page(markdown + "\n").html == "<p>\(html ?? markdown)</p>\n")
  }

  @Test(
    "an address that is escaped stays text",
    arguments: [
      ("http\\://evil.example/a", "<p>http://evil.example/a</p>\n"),
      ("See www\\.x.y, WWW\\.x.y", "<p>See www.x.y, WWW.x.y</p>\n"),
      ("a\\@b.c and \\~d\\~", "<p>a@b.c and ~d~</p>\n"),
      ("*https\\://a\\@www\\.b.c*", "<p><em>https://a@www.b.c</em></p>\n"),
      ("`http\\://a` `b\\@c.d`", "<p><code>http\\://a</code> <code>b\\@c.d</code></p>\n"),
      (
        "    www\\.a.b\n",
        "<div class=\"code\"><pre tabindex=\"0\"><code>www\\.a.b\n</code></pre></div>\n"
      ),
      (
        "[a\\@b.c](https\\://d.e)",
        "<p><a class=\"external\" rel=\"noopener noreferrer\" href=\"https://d.e\">a@b.c</a></p>\n"
      ),
      (
        "\u{700}a\\@b.c c@d.e",
        "<p>\u{700}a@b.c <a href=\"mailto:c@d.e\">c@d.e</a></p>\n"
      ),
      ("a\\\\@b.c", "<p>a\\@b.c</p>\n"),
    ])
  func escapedAddresses(_ markdown: String, _ expected: String) {
    #expect(html(markdown) == expected)
  }

  @Test("an id that an author wrote is never given to another heading")
  func explicitIDs() {
    let ids = page("## Back up\n\n## Other {#back-up}\n\n## Third {#back-up}\n").markup.outline.map(
      \.id)
    #expect(ids == ["back-up-1", "back-up", "back-up-2"])
    let escaped = page("## A \\{#b}\n").markup.outline[0]
    #expect(escaped.text == "A {#b}")
    #expect(escaped.id == "a-b")
    #expect(page("## A {#b} c\n").markup.outline[0].text == "A {#b} c")
    #expect(page("Title {#t}\n===\n").markup.outline[0].id == "t")
    #expect(
      page("## A {#b} ##\n").markup.outline[0] == Heading(level: 2, id: "b", text: "A", html: "A"))
  }

  @Test("a heading's HTML in the outline holds no link")
  func outlineWithoutLinks() {
    let (html, markup) = page("## See [the *docs*](a.md) ![icon](i.png)\n")
    #expect(html.contains("<a href=\"a.md\">the <em>docs</em></a>"))
    #expect(markup.outline[0].html == "See the <em>docs</em> icon")
    #expect(markup.links.count == 2)
    #expect(String(decoding: markup.plainText.bytes, as: UTF8.self) == "See the docs icon\n")
  }

  @Test("tables scroll inside themselves and name their columns")
  func tables() {
    let html = html("## Matrix\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n")
    #expect(
      html.hasSuffix(
        """
        <div class="table" tabindex="0" role="group" aria-label="Table: Matrix">
        <table>
        <thead>
        <tr>
        <th scope="col">a</th>
        <th scope="col" class="right">b</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>1</td>
        <td class="right">2</td>
        </tr>
        </tbody>
        </table>
        </div>

        """))
  }

  @Test(
    "tables stand in quotes, in lists, behind text, and resolve references",
    arguments: [
      (
        "> | a | b |\n> |---|---|\n> | `x\\|y` | [r] |\n\n[r]: /u\n",
        ["<code>x|y</code>", "<td><a href=\"/u\">r</a></td>", "<blockquote>"]
      ),
      ("- item\n\n  | a |\n  |---|\n  | ~~b~~ |\n", ["<td><del>b</del></td>", "<li>"]),
      (
        "before\n    # still before\n| a |\n|---|\n| C # |\n",
        ["<p>before\n# still before</p>", "<td>C #</td>"]
      ),
      (
        "| a | b |\n|---|---|\n| *x | y* |\n| \\~ |\n",
        ["<td>*x</td>", "<td>y*</td>", "<td>~</td>", "<td></td>"]
      ),
      ("```\n[r]: /u\n```\n\n| a |\n|---|\n| [r] |\n", ["<td>[r]</td>"]),
      ("| a |\n|---|\n| b |\n---\n", ["<td>b</td>", "</div>\n<hr />\n"]),
      ("| a |\n|---|\n| b |\n===\n", ["<td>b</td>", "<td>===</td>"]),
      ("| a |\n|---|\n---\n", ["a</th>", "</thead>\n</table>\n</div>\n<hr />\n"]),
      ("a | b\n---\n", ["<h2 id=\"a--b\">a | b"]),
      ("| a |\r\n|---|\r\n| b |\r\n", ["<td>b</td>"]),
    ])
  func tablePlaces(markdown: String, expected: [String]) {
    let html = html(markdown)
    for part in expected { #expect(html.contains(part), "\(html)") }
  }

  @Test("task items have stable keys from their section and words")
  func tasks() {
    let (html, markup) = page(
      "## Check {#step-1}\n\n- [ ] Dump **db**\n- [x] Dump db\n- \\[ ] no\n- [x](u) no\n")
    #expect(
      html.contains(
        "<li class=\"task\"><label><input type=\"checkbox\" id=\"task-step-1--dump-db\" data-task=\"step-1--dump-db\"> Dump <strong>db</strong></label></li>"
      ))
    #expect(html.contains("data-task=\"step-1--dump-db-1\" checked=\"\"> Dump db</label></li>"))
    #expect(html.contains("<li>[ ] no</li>"))
    #expect(html.contains("<li><a href=\"u\">x</a> no</li>"))
    #expect(markup.taskKeys == ["step-1--dump-db", "step-1--dump-db-1"])
    #expect(self.loose().contains("<li class=\"task\">\n<p><label><input"))
  }

  private func loose() -> String { html("- [ ] a\n\n- [ ] b\n") }

  @Test(
    "admonitions",
    arguments: [
      (
        "> [!WARNING]\n> Do *not*.\n",
        "<aside class=\"admonition warning\" role=\"note\">\n<p class=\"admonition-title\">Warning</p>\n<p>Do <em>not</em>.</p>\n</aside>\n"
      ),
      (
        "> [!note] Point of *no* return\n> text\n>\n> more\n",
        "<aside class=\"admonition note\" role=\"note\">\n<p class=\"admonition-title\">Point of <em>no</em> return</p>\n<p>text</p>\n<p>more</p>\n</aside>\n"
      ),
      (
        "> [!TIP]\n>\n> - a\n",
        "<aside class=\"admonition tip\" role=\"note\">\n<p class=\"admonition-title\">Tip</p>\n<ul>\n<li>a</li>\n</ul>\n</aside>\n"
      ),
      (
        "> [!CAUTION] **Now**\n",
        "<aside class=\"admonition caution\" role=\"note\">\n<p class=\"admonition-title\"><strong>Now</strong></p>\n</aside>\n"
      ),
      (
        "> [!CAUTION] Point of no return\n> Closed.\n",
        "<aside class=\"admonition caution point-of-no-return\" role=\"note\">\n<p class=\"admonition-title\">Point of no return</p>\n<p>Closed.</p>\n</aside>\n"
      ),
      (
        "> [!CAUTION] Point of no return, nearly\n",
        "<aside class=\"admonition caution\" role=\"note\">\n<p class=\"admonition-title\">Point of no return, nearly</p>\n</aside>\n"
      ),
      ("> \\[!TIP]\n", "<blockquote>\n<p>[!TIP]</p>\n</blockquote>\n"),
      ("> [!OTHER]\n", "<blockquote>\n<p>[!OTHER]</p>\n</blockquote>\n"),
    ])
  func admonitions(markdown: String, expected: String) { #expect(html(markdown) == expected) }

  @Test("code is in a box that names its language")
  func code() {
    #expect(
      html("```json\n{\"a\": 1}\n```\n")
        == "<div class=\"code\" data-language=\"json\"><pre tabindex=\"0\"><code class=\"language-json\">{<span class=\"a\">&quot;a&quot;</span>: <span class=\"n\">1</span>}\n</code></pre></div>\n"
    )
    #expect(
      html("    a\n") == "<div class=\"code\"><pre tabindex=\"0\"><code>a\n</code></pre></div>\n")
  }

  @Test("raw HTML is text")
  func rawHTML() {
    #expect(html("a <b onclick=x>") == "<p>a &lt;b onclick=x&gt;</p>\n")
    #expect(
      html("<script>\nalert(1)\n</script>\n")
        == "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n")
  }

  @Test("NUL and broken UTF-8 come out as the replacement character")
  func brokenBytes() {
    var out: [UInt8] = []
    _ = MarkdownRenderer().render([0x61, 0, 0xFF, 0xC3, 0x62, 10], into: &out)
    #expect(String(validating: out, as: UTF8.self) == "<p>a\u{FFFD}\u{FFFD}\u{FFFD}b</p>\n")
  }

  @Test("the words of a page come with weights")
  func words() {
    let markup = page(
      "# T\n\na *b*\nc [l](u)\n\n## H\n\n```\nx < y\n```\n\n| p | q |\n|---|---|\n| r | s |\n"
    ).markup
    let text = markup.plainText
    let pieces = text.pieces.map {
      "\($0.weight):\(String(decoding: text.bytes[$0.range], as: UTF8.self))"
    }
    #expect(
      pieces == ["title:T\n", "body:a b c l\n", "heading:H\n", "code:x < y\n", "body:p\nq\nr\ns\n"])
  }

  @Test("a renderer forgets the page before")
  func reuse() {
    let renderer = MarkdownRenderer()
    let source = [UInt8]("# A\n\n- [ ] b\n\n| c |\n|---|\n| ~~d~~ \\~ |\n\n> [!NOTE]\n".utf8)
    var first: [UInt8] = []
    var second: [UInt8] = []
    let one = renderer.render(source, into: &first)
    let two = renderer.render(source, into: &second)
    #expect(first == second)
    #expect(one.outline == two.outline)
    #expect(one.plainText == two.plainText)
  }
}
