import Markup
import Testing

@Suite("links")
struct LinkTests {
  @Test("the resolver decides about relative addresses")
  func resolver() {
    let resolver = LinkResolver { $0 == "known.md" ? .href("../known/?a&b") : .unresolved }
    let (html, markup) = page(
      "[a](known.md)\n[b](lost.md)\n\n| t |\n|---|\n| [c](gone.md) |\n", resolver: resolver)
    #expect(
      html.contains("<a href=\"../known/?a&amp;b\">a</a>\n<span class=\"unresolved-link\">b</span>")
    )
    #expect(markup.unresolvedLinks.map(\.destination) == ["lost.md", "gone.md"])
    #expect(markup.unresolvedLinks.map(\.line) == [2, 6])
    #expect(markup.links.count == 3)
  }

  @Test("what a resolver answers is held to the same rules")
  func badResolver() {
    let resolver = LinkResolver { _ in .href("javascript:alert(1)") }
    #expect(!html("[a](b)", resolver: resolver).contains("href"))
  }

  @Test("links to elsewhere are marked")
  func external() {
    #expect(
      html("[a](https://e.org 't')")
        == "<p><a class=\"external\" rel=\"noopener noreferrer\" href=\"https://e.org\" title=\"t\">a</a></p>\n"
    )
    #expect(html("<me@e.org>") == "<p><a href=\"mailto:me@e.org\">me@e.org</a></p>\n")
    #expect(
      html("See www.e.org.")
        == "<p>See <a class=\"external\" rel=\"noopener noreferrer\" href=\"http://www.e.org\">www.e.org</a>.</p>\n"
    )
    #expect(html("ftp://e.org/x") == "<p>ftp://e.org/x</p>\n")
    #expect(html("(HTTPS://E.org)").contains("href=\"HTTPS://E.org\""))
  }

  @Test(
    "underscores in a bare address are no emphasis",
    arguments: [
      (
        "https://e.org/__init__.py x",
        "href=\"https://e.org/__init__.py\">https://e.org/__init__.py</a> x"
      ),
      ("https://e.org/_a_/b_c.", "href=\"https://e.org/_a_/b_c\">https://e.org/_a_/b_c</a>."),
      ("_https://e.org_ a", "<em><a class"),
      ("`https://e.org/_a_/`", "<code>https://e.org/_a_/</code>"),
      (
        "[a](https://e.org/_a_/b 'https://e.org/_a_/')",
        "href=\"https://e.org/_a_/b\" title=\"https://e.org/_a_/\">a"
      ),
      ("<https://e.org/_a_/>", "href=\"https://e.org/_a_/\">https://e.org/_a_/</a>"),
      ("[a]\n\n[a]: https://e.org/_a_/b", "href=\"https://e.org/_a_/b\">a"),
      (
        "\\~ https://e.org/_a_/b \\~",
        "<p>~ <a class=\"external\" rel=\"noopener noreferrer\" href=\"https://e.org/_a_/b\">https://e.org/_a_/b</a> ~"
      ),
    ])
  func underscores(markdown: String, expected: String) {
    #expect(html(markdown).contains(expected), "\(html(markdown))")
  }

  @Test("no image comes from elsewhere")
  func images() {
    #expect(
      html("![a *b*](https://e.org/i.png)")
        == "<p><a class=\"external\" rel=\"noopener noreferrer\" href=\"https://e.org/i.png\">a b</a></p>\n"
    )
    #expect(html("[![badge](https://e.org/i.png)](x.md)") == "<p><a href=\"x.md\">badge</a></p>\n")
    #expect(
      html("![a](i.png \"t\")")
        == "<p><img src=\"i.png\" alt=\"a\" title=\"t\" loading=\"lazy\" /></p>\n")
    #expect(!html("![a](//e.org/i.png)").contains("src"))
    #expect(!html("![a](data:image/svg+xml;base64,AAAA)").contains("src"))
  }

  @Test(
    "addresses with other schemes lose their address",
    arguments: [
      "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc",
      "javascript&colon;alert(1)", "java&#115;cript:alert(1)", "&#x6A;avascript:alert(1)",
      "javascript%3Aalert(1)", "//evil.example", "\\\\evil.example", "/\\evil.example",
      "javascript&amp;colon;alert(1)", "java&Tab;script:alert(1)", "&#1;javascript:alert(1)",
      "&nbsp;javascript:alert(1)", "&#32;javascript:alert(1)", "&#x85;javascript:x",
      "java&NewLine;script:alert(1)", "blob:x", "tel:1", "\u{FEFF}javascript:alert(1)",
      "jav\\ascript:x", "feed:javascript:alert(1)", "C:\\x",
    ])
  func refused(address: String) {
    for markdown in [
      "[a](\(address))", "[a](<\(address)>)", "![a](<\(address)>)", "[a]\n\n[a]: <\(address)>",
    ] {
      let (html, markup) = page(markdown)
      #expect(!html.contains("href") && !html.contains("src="), "\(markdown): \(html)")
      #expect(markup.links.allSatisfy { $0.kind == .refused })
    }
  }

  @Test(
    "harmless addresses stay",
    arguments: [
      "a.md", "../a.md#b", "#b", "?q=a:b", "a/b:c", "https://e.org/a:b", "MAILTO:a@e.org",
      "a%20b.md",
    ])
  func allowed(address: String) { #expect(html("[a](\(address))").contains("href=\"\(address)\"")) }
}
