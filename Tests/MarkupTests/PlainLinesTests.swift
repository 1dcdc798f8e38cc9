import Testing

@testable import Markup

@Suite("Markdown as plain text") struct PlainLinesTests {
  @Test("numbers, code and addresses stay; marks go") func kept() {
    let markdown = """
      Do *this*, then
      `that`:

      3. Move to [v2](https://e.org/v2).
      4. Deploy.
         - one
         - two

               ln -s a b

      ```python
      if x:
          y()

      z()
      ```

      > quoted <b>

      | a | b |
      | --- | --- |

      See <https://e.org/x>.
      """
    #expect(
      PlainLines.of(markdown) == [
        "Do this, then that:", "3. Move to v2 (https://e.org/v2).", "4. Deploy.", "   - one",
        "   - two", "\t     ln -s a b", "\tif x:", "\t    y()", "\t", "\tz()", "> quoted <b>",
        "| a | b |", "| --- | --- |", "See https://e.org/x.",
      ])
  }

  @Test("hostile text: no scheme but known ones, hidden characters are shown, depth costs nothing")
  func hostile() {
    #expect(PlainLines.of("[x](javascript:alert)") == ["x"])
    #expect(PlainLines.of("a\u{202E}b") == ["a[U+202E]b"])
    let deep = PlainLines.of(String(repeating: "> ", count: 20_000) + "x")
    #expect(deep.count == 1)
    #expect((deep.first ?? "").utf8.count < 40)
    let nested = (0..<2_000).map { String(repeating: "  ", count: $0) + "- x" }
    #expect(PlainLines.of(nested.joined(separator: "\n")).count == 2_000)
    #expect(PlainLines.of("") == [])
    #expect(PlainLines.of("-\n- b") == ["- ", "- b"])
  }
}
