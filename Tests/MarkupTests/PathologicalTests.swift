import Markup
import Testing

@Suite("pathological input")
struct PathologicalTests {
  static let size = 50_000

  /// Inputs that made some renderer quadratic or overflow its stack.
  static let inputs: [(name: String, markdown: String)] = [
    ("quotes", repeated(">") + "a"),
    ("quotes with blanks", repeated("> ") + "a"),
    ("brackets", repeated("[")),
    ("bracket pairs", repeated("[") + "a" + repeated("]")),
    ("images", repeated("![") + "a" + repeated("](b)")),
    ("stars", repeated("*")),
    ("stars and words", repeated("*a ")),
    ("nested emphasis", repeated("*a **a ")),
    ("closers", repeated("a**") + repeated("b* ")),
    ("tildes", repeated("~")),
    ("tilde openers", repeated("~a ")),
    ("tilde lengths", repeated("~a ~~b ")),
    ("tilde closers", repeated("~~a ") + repeated("a~ ")),
    ("backticks", (1...300).map { String(repeating: "`", count: $0) + " " }.joined()),
    ("wide table row", repeated("|a") + "|\n" + repeated("|-") + "|\n" + repeated("|b") + "|\n"),
    ("short table rows", repeated("|a") + "|\n" + repeated("|-") + "|\n" + repeated("|b\n")),
    ("many tables", String(repeating: "|a|b|\n|-|-|\n|c|d|\n\n", count: 5_000)),
    ("delimiter rows", repeated("|-|\n")),
    ("false headers", String(repeating: "|a|b|\n|-|\n", count: 10_000)),
    ("quoted tables", String(repeating: "> |a|\n> |-|\n> |b|\n\n", count: 5_000)),
    ("same headings", String(repeating: "# a\n", count: 10_000)),
    ("explicit ids", String(repeating: "# a {#b}\n", count: 10_000)),
    ("same tasks", String(repeating: "- [ ] a\n", count: 10_000)),
    ("braces", repeated("{#")),
    ("braces in a heading", "# " + repeated("{#a") + "}"),
    ("hosts", repeated("www._")),
    ("dotted hosts", repeated("www.")),
    ("schemes", repeated("http://")),
    ("mails", repeated("a@")),
    ("mail parts", repeated("a.") + "@" + repeated("b.")),
    ("parentheses", "http://a.b/" + repeated(")") + repeated("(")),
    ("entities", "http://a.b/" + repeated("&a;")),
    ("tags", repeated("<a")),
    ("comments", repeated("<!--a ")),
    ("comments in text", "a " + repeated("<!--a ")),
    ("declarations", "a " + repeated("<!A ")),
    ("instructions", "a " + repeated("<?a ")),
    ("character data", "a " + repeated("<![CDATA[ ")),
    // libcmark 0.30 itself is quadratic here (mended in 0.31): 50,000 of them take 3 s.
    ("images in brackets", String(repeating: "![[]()", count: 5_000)),
    ("open links", repeated("[a](<b")),
    ("open titles", repeated("[a](b \"")),
    ("nested links", repeated("[a](b ") + repeated(")")),
    ("nested lists", repeated("- ") + "a"),
    ("ordered lists", repeated("1. ") + "a"),
    ("underscores", repeated("_a__b")),
    ("admonitions", repeated("> [!NOTE]\n\n")),
    ("definitions", String(repeating: "[a]: b\n", count: 10_000) + "\n|a|\n|-|\n|[a]|\n"),
    ("escaped tildes", repeated("\\~")),
    ("escaped mails", repeated("a\\@b.c ")),
    ("escaped schemes", repeated("http\\://")),
  ]

  private static func repeated(_ text: String) -> String { String(repeating: text, count: size) }

  @Test(
    "a page is finished with bounded output", .timeLimit(.minutes(1)), arguments: inputs.indices)
  func finishes(index: Int) {
    let (name, markdown) = PathologicalTests.inputs[index]
    var out: [UInt8] = []
    _ = MarkdownRenderer().render([UInt8](markdown.utf8), into: &out)
    #expect(!out.isEmpty)
    #expect(out.count < markdown.utf8.count * 200 + 2_000_000, "\(name)")
  }
}
