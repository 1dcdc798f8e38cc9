import Testing

@testable import Markup

@Suite("highlighting")
struct HighlightingTests {
  @Test("names are unique and lower-case, and every language is found by each")
  func registry() {
    let names = Language.all.flatMap(\.names)
    #expect(Set(names).count == names.count)
    #expect(Language.all.map { $0.names[0] }.allSatisfy { !$0.isEmpty })
    for language in Language.all {
      for name in language.names {
        #expect(name == name.lowercased())
        #expect(Language.named([UInt8](name.uppercased().utf8))?.names == language.names)
      }
    }
  }

  @Test("no byte is lost or changed", arguments: Language.all.map { $0.names[0] })
  func lossless(name: String) throws {
    let language = try #require(Language.named([UInt8](name.utf8)))
    let pieces = [
      "'", "\"", "\"\"\"", "'''", "\\", "#", "--", "/*", "*/", "//", "$", "${", "}", "{", "[", "]",
      "a", "if",
      "SELECT", "FROM", "key", ":", "=", " ", "  ", "\n", "\n", "\t", "-", "- ", "---", "+", "@",
      "@@", "!", "0x1F", "1.5e3", "<b>",
      "&amp;", "ü", "𝄞", "GET /x HTTP/1.1", "HTTP/1.1 200 OK", "|", "&", ";", "$ ", "f\"", "true",
      "\r\n", ".", ",",
    ]
    for seed in 0..<400 as Range<UInt64> {
      var numbers = SeededNumbers(seed: seed)
      let count = Int.random(in: 0...40, using: &numbers)
      let code = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &numbers)] }
        .joined()
      #expect(text(of: highlighted(code, language)) == code, "seed \(seed): \(code)")
    }
  }

  @Test("long hostile code takes linear time", arguments: Language.all.map { $0.names[0] })
  func linear(name: String) throws {
    let language = try #require(Language.named([UInt8](name.utf8)))
    for piece in ["'", "\"", "\"\"\"x", "$", "{", "[", "a:", "-", "/*", "#", "- ", "\\", "\"a\" "] {
      let code = String(repeating: piece, count: 8_000)
      #expect(text(of: highlighted(code, language)) == code)
    }
  }

  @Test(
    "tokens",
    arguments: [
      (
        "bash", "cd \"$X\" # go\n",
        "<span class=\"f\">cd</span> <span class=\"s\">\"$X\"</span> <span class=\"c\"># go</span>\n"
      ),
      ("bash", "A=$B\n", "<span class=\"v\">A</span>=<span class=\"v\">$B</span>\n"),
      (
        "bash", "git log --oneline | cat",
        "<span class=\"f\">git</span> log <span class=\"a\">--oneline</span> <span class=\"o\">|</span> <span class=\"f\">cat</span>"
      ),
      ("console", "$ cd x\nif\n", "<span class=\"p\">$ </span><span class=\"f\">cd</span> x\nif\n"),
      (
        "yaml", "- a: 1 # b\n",
        "<span class=\"o\">-</span> <span class=\"a\">a</span><span class=\"o\">:</span> <span class=\"n\">1</span> <span class=\"c\"># b</span>\n"
      ),
      (
        "toml", "[a]\nb = \"c\"\n",
        "<span class=\"h\">[a]</span>\n<span class=\"a\">b</span> <span class=\"o\">=</span> <span class=\"s\">\"c\"</span>\n"
      ),
      ("json", "[true, -1]", "[<span class=\"k\">true</span>, <span class=\"n\">-1</span>]"),
      (
        "python", "def f(x): return \"\"\"a\n\"\"\"",
        "<span class=\"k\">def</span> f(x): <span class=\"k\">return</span> <span class=\"s\">\"\"\"a\n\"\"\"</span>"
      ),
      (
        "sql", "select 'a' -- b",
        "<span class=\"k\">select</span> <span class=\"s\">'a'</span> <span class=\"c\">-- b</span>"
      ),
      ("diff", "-a\n+b\n c\n", "<span class=\"d\">-a</span>\n<span class=\"i\">+b</span>\n c\n"),
      (
        "ini", "[a]\nb=c\n",
        "<span class=\"h\">[a]</span>\n<span class=\"a\">b</span><span class=\"o\">=</span>c\n"
      ),
      (
        "dockerfile", "FROM a\nRUN cd b\n",
        "<span class=\"k\">FROM</span> a\n<span class=\"k\">RUN</span> <span class=\"f\">cd</span> b\n"
      ),
      (
        "http", "GET /a HTTP/1.1\nHost: b\n\n{}\n",
        "<span class=\"k\">GET</span> <span class=\"s\">/a HTTP/1.1</span>\n<span class=\"a\">Host</span><span class=\"o\">:</span> b\n\n{}\n"
      ),
    ])
  func tokens(name: String, code: String, expected: String) throws {
    let language = try #require(Language.named([UInt8](name.utf8)))
    let html = highlighted(code, language).split(
      separator: "&quot;", omittingEmptySubsequences: false
    ).joined(separator: "\"")
    #expect(html == expected)
  }

  private func highlighted(_ code: String, _ language: Language) -> String {
    var out = OutputBuffer(capacity: 64)
    defer { out.deallocate() }
    var code = code
    code.withUTF8 { language.write($0, into: &out) }
    return out.string(from: 0)
  }

  /// The text of HTML: without tags, with its entities resolved.
  private func text(of html: String) -> String {
    var out: [UInt8] = []
    var rest = [UInt8](html.utf8)[...]
    let entities: [(String, UInt8)] = [("&amp;", 38), ("&lt;", 60), ("&gt;", 62), ("&quot;", 34)]
    while let byte = rest.first {
      if byte == 60 {
        rest = rest.drop { $0 != 62 }.dropFirst()
      } else if byte == 38, let entity = entities.first(where: { rest.starts(with: $0.0.utf8) }) {
        out.append(entity.1)
        rest = rest.dropFirst(entity.0.utf8.count)
      } else {
        out.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
