import Foundation
import Markup
import Testing

/// One example of a specification.
private struct Example: Decodable {
  let example: Int
  let section: String
  let `extension`: String?
  let markdown: String
  let html: String
}

@Suite("conformance")
struct ConformanceTests {
  @Test("all examples of CommonMark 0.30 come out byte for byte")
  func commonMark() throws {
    guard let examples = try examples("commonmark-0.30.json") else { return }
    #expect(examples.count == 652)
    let renderer = MarkdownRenderer(options: .commonMark)
    for example in examples { check(example, renderer) }
  }

  @Test("the examples of GFM's extensions come out byte for byte")
  func gfm() throws {
    guard let examples = try examples("gfm-extensions.json") else { return }
    let renderer = MarkdownRenderer(options: .gfm)
    // The tag filter lets other raw HTML through. Here all raw HTML is text, which is stricter.
    let kept = examples.filter { $0.extension != "tagfilter" }
    #expect(kept.count >= 20)
    for example in kept { check(example, renderer) }
  }

  @Test("a few examples of our own, where the shared data is absent")
  func small() {
    #expect(
      html("# *a*\n\n1. b\n2. c\n", .commonMark)
        == "<h1><em>a</em></h1>\n<ol>\n<li>b</li>\n<li>c</li>\n</ol>\n")
    #expect(html("> a\n\n---\n", .commonMark) == "<blockquote>\n<p>a</p>\n</blockquote>\n<hr />\n")
    #expect(html("~~a~~ \\~~b~~", .gfm) == "<p><del>a</del> ~~b~~</p>\n")
    #expect(html("`\\~~a~`", .gfm) == "<p><code>\\~~a~</code></p>\n")
    #expect(
      html("- [x] a\n", .gfm)
        == "<ul>\n<li><input checked=\"\" disabled=\"\" type=\"checkbox\"> a</li>\n</ul>\n")
  }

  private func check(_ example: Example, _ renderer: MarkdownRenderer) {
    var out: [UInt8] = []
    _ = renderer.render([UInt8](example.markdown.utf8), into: &out)
    let html = String(decoding: out, as: UTF8.self)
    #expect(html == example.html, "example \(example.example), \(example.section)")
  }

  private func examples(_ name: String) throws -> [Example]? {
    let root = ProcessInfo.processInfo.environment["WAYMARK_SHARED_DATA"].map {
      URL(fileURLWithPath: $0)
    }
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let data = root ?? repository.deletingLastPathComponent().appendingPathComponent("shared/data")
    let file = data.appendingPathComponent("conformance").appendingPathComponent(name)
    guard let bytes = FileManager.default.contents(atPath: file.path) else {
      print("skipped: no \(name) in \(data.path)")
      return nil
    }
    return try JSONDecoder().decode([Example].self, from: bytes)
  }
}
