/// A small random generator (SplitMix64), so that a failing seed names itself.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Text made of everything that Markdown, tables, HTML or templates could take as syntax.
func hostileText(_ seed: Int) -> String {
  var random = Seeded(seed)
  let parts = [
    "*", "**", "_", "`", "```", "~~~", "~", "[", "]", "](", "(", ")", "<", ">", "&", "&amp;",
    "&#65;",
    "&copy", "|", "\\|", "\\", "\\\\", "#", "##", "# ", " #", "- ", "-", "---", "===", "+ ", "1. ",
    "1)",
    "12345", ".", "> ", "!", "![", "\n", "\r\n", "\t", "    ", " ", "  ", "{{", "}}", "{{{x}}}",
    "<b>",
    "<!--", "-->", "<script>", "</div>", "<https://x.y>", "https://a.b/c_d", "www.a.b", "a@b.c",
    "javascript:", ":", "::", ":-:", "é", "漢字", "🚧", "👩‍🚀", "\u{200F}", "\u{202E}", "\u{0}", "\u{7}",
    "\u{85}", "\u{2028}", "\u{A0}", "\u{FEFF}", "word", "a", "B", "[ ] ", "[x]", "[^1]: ",
    "[a]: /b",
    "\"", "'", "$", "%", "^", "=", "> [!NOTE]", "{#id}", "x  \n", "\\\n",
  ]
  return (0..<Int.random(in: 1...10, using: &random)).map { _ in
    parts.randomElement(using: &random) ?? ""
  }.joined()
}
