import Testing

@testable import Markup

/// Characters that turn text around or control terminals are shown, wherever they stand.
@Suite("hidden characters") struct HiddenCharacterTests {
  static let controls: [Unicode.Scalar] =
    (0x202A...0x202E).compactMap(Unicode.Scalar.init(_:))
    + (0x2066...0x2069).compactMap(Unicode.Scalar.init(_:))
    + [0x07, 0x1B, 0x7F, 0x85, 0x9B, 0xFFFE, 0xFDD0].compactMap(Unicode.Scalar.init(_:))

  @Test(arguments: [
    "prose C end", "`rm C -rf`", "```bash\nrm C -rf /\n```", "# head C ing",
    "| a C |\n|---|\n| C |",
    "[text C](https://e.org/C \"title C\")", "> [!NOTE] C\n> C", "<b>C</b>", "- [ ] task C",
    "~~C~~", "C", "a@C.org https://e.org/C",
  ])
  func areShown(_ text: String) throws {
    for control in Self.controls {
      let markdown = text.replacing("C", with: String(control))
      var out: [UInt8] = []
      _ = MarkdownRenderer().render(
        Array(markdown.utf8), resolver: LinkResolver { .href($0) }, into: &out)
      let html = String(decoding: out, as: UTF8.self)
      #expect(!html.unicodeScalars.contains(control), "\(html)")
      #expect(html.contains("[U+"), "\(html)")
    }
  }

  @Test func otherTextStays() {
    for text in ["שלום עולם", "naïve — “quoted” … →", "a\tb\nc", "👩‍🚀", "a\u{200F}b", "\u{E2}", "é"] {
      #expect(HTMLText.escaped(text) == text)
      #expect(HiddenCharacter.shown(text) == text)
    }
    #expect(HTMLText.escaped("a\u{202E}b<\u{2069}") == "a[U+202E]b&lt;[U+2069]")
    #expect(HiddenCharacter.shown("a\u{202E}b<\u{2069}") == "a[U+202E]b<[U+2069]")
  }
}
