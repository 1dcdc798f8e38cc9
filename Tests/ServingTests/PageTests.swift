import Primitives
import Testing

@testable import Serving

/// What the preview adds to pages.
@Suite("pages of a preview") struct PageTests {
  private static let page = Array(
    "<!doctype html>\n<html><head><title>T</title></head>\n<body data-page=\"x\">\n<p>text</p></body></html>"
      .utf8)

  private static func text(_ problems: [Diagnostic], state: String = "1-2") -> String {
    String(
      decoding: PreviewPage.decorated(page, state: state, problems: problems), as: UTF8.self)
  }

  @Test func reloadsItself() {
    let text = Self.text([])
    #expect(
      text.contains("<script defer src=\"/_waymark/preview.js\" data-state=\"1-2\"></script>"))
    #expect(!text.contains("waymark-problems"))
    #expect(text.hasSuffix("</head>\n<body data-page=\"x\">\n<p>text</p></body></html>"))
  }

  @Test func problemsStandAboveTheLastGoodPage() throws {
    let text = Self.text([
      Diagnostic("unknown-field", "`<script>` is no field", help: "a \u{202E}\u{200B}help"),
      Diagnostic("dead-link", .warning, "x"),
    ])
    #expect(text.contains("<strong>2 problems</strong>"))
    #expect(text.contains("error[unknown-field]: `&lt;script&gt;` is no field"))
    #expect(text.contains("a \u{FFFD}\\u{200B}help"))
    let place = try #require(text.range(of: "waymark-problems"))
    let content = try #require(text.range(of: "<p>text</p>"))
    #expect(place.lowerBound < content.lowerBound)
  }

  @Test func whatIsNoPageStaysAsItIs() {
    let bytes = Array("waymarkSearch.documents(0,[])".utf8)
    #expect(PreviewPage.decorated(bytes, state: "1", problems: []) == bytes)
  }

  @Test func withoutASiteThereIsStillAPage() {
    let page = PreviewPage.alone(state: "1-1", problems: [Diagnostic("bad", "broken")])
    let text = String(decoding: page, as: UTF8.self)
    #expect(text.contains("error[bad]: broken"))
    #expect(text.contains("preview.js"))
  }
}
