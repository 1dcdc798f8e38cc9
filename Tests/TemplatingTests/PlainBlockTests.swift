import Testing

@testable import Templating

/// Nearly all prose takes a short way; it has to lead to the same place.
@Suite("plain blocks") struct PlainBlockTests {
  private func appended(
    _ append: (UnsafeBufferPointer<UInt8>, inout [UInt8]) -> Void
  ) -> String {
    var out: [UInt8] = []
    Array("  > ".utf8).withUnsafeBufferPointer { append($0, &out) }
    return String(decoding: out, as: UTF8.self)
  }

  private func check(_ text: String) -> Bool {
    var isTaken = false
    let short = appended { isTaken = MarkdownBlock.appendPlain(text, prefix: $0, to: &$1) }
    guard isTaken else {
      #expect(short.isEmpty, "what is left to the long way is not begun: \(text.debugDescription)")
      return false
    }
    let long = appended { MarkdownBlock.appendAny(text, prefix: $0, to: &$1) }
    #expect(short == long, "\(text.debugDescription)")
    return true
  }

  @Test func theShortWayWritesWhatTheLongOneDoes() {
    let parts = [
      "Stop the workers", "é first", "word", "\n", "\n\n", "\n\n\n", " ", "  \n", "---", "===",
      "# ",
      "- ", "1. ", "> ", "```", "<b>", "\t", "\r\n", "\u{0}", "\u{FEFF}", "|", "*x*", "x",
      "* ", "* ", "- ", "- ", "12. ", "12.", "`x`", "``", "`", "[x](y)", "[x]: y", "(a)", "\"q\"",
      "    ",
      "-", "*", "1", ".",
    ]
    var taken = 0
    for seed in 0..<8_000 {
      var random = Seeded(seed)
      let text = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        parts.randomElement(using: &random) ?? ""
      }.joined()
      if check(text) { taken += 1 }
    }
    #expect(taken > 400)
  }

  @Test(arguments: [
    "", "\n", "a", "a\n", "a\n\n\nb\n\n", "A b.\nC d.", "- a", "a\n- b", " a", "1. a", "é",
    "- a\n  b\n- `c` d\n\n  e\n", "* [a](b)\n  1. c", "`a` b", "    a", "(a)\n\"b\"",
  ])
  func plainProseIsTaken(_ text: String) { #expect(check(text) == !text.hasPrefix("\n")) }

  @Test(arguments: [
    "-", "- - -", "a\n---", "a\n===", "a\r\nb", "# a", "- # a", "a\n> b", "\na", "```\na",
    "- ``` a",
    "<b>", "- <b>", "a\n \nb", "1.", "1) a", "~~~",
  ])
  func otherTextIsNot(_ text: String) { #expect(!check(text)) }
}
