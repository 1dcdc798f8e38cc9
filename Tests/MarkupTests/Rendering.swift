import Markup

/// A page as text, for tests.
func html(
  _ markdown: String, _ options: MarkupOptions = .site, resolver: LinkResolver = .verbatim
) -> String {
  page(markdown, options, resolver: resolver).html
}

/// A page as text with what was learned about it, for tests.
func page(
  _ markdown: String, _ options: MarkupOptions = .site, resolver: LinkResolver = .verbatim
) -> (html: String, markup: RenderedMarkup) {
  var out: [UInt8] = []
  let renderer = MarkdownRenderer(options: options)
  let markup = renderer.render([UInt8](markdown.utf8), resolver: resolver, into: &out)
  return (String(decoding: out, as: UTF8.self), markup)
}

/// A small repeatable source of numbers (SplitMix64): a seed names a whole test case.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
