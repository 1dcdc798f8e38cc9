import Testing

@testable import Documents

@Suite struct WhitespaceTests {
  @Test(arguments: [
    ("a\n\n\n\nb\n", "a\n\nb\n"), ("\n\na\n", "a\n"), ("a", "a\n"), ("a\n\n\n", "a\n"),
    ("a\n   \n  \nb\n", "a\n\nb\n"),
    // What stands in fenced code is somebody's command: not a byte of it changes.
    ("```\na\n\n\n\nb\n```\n\n\nc\n", "```\na\n\n\n\nb\n```\n\nc\n"),
    ("````\n```\n\n\n````\n\n\nc\n", "````\n```\n\n\n````\n\nc\n"),
    ("~~~\n```\n\n\n~~~\n\n\nc\n", "~~~\n```\n\n\n~~~\n\nc\n"),
    ("> ```\n> a\n> ```\n\n\nb\n", "> ```\n> a\n> ```\n\nb\n"),
    ("``` a\n\n\n``` b\n\n\n```\n", "``` a\n\n\n``` b\n\n\n```\n"),
  ])
  func isTidied(before: String, after: String) {
    #expect(String(decoding: Whitespace.tidied(Array(before.utf8)), as: UTF8.self) == after)
  }

  @Test func tidyTextStays() {
    let text = Array("# a\n\n- b\n\n```\n\n\n```\n".utf8)
    #expect(Whitespace.tidied(text) == text)
    #expect(Whitespace.tidied(Whitespace.tidied(text)) == text)
  }
}
