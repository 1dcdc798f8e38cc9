import Testing

@testable import Publishing

@Suite struct SectionsTests {
  private func cut(_ html: String, _ cut: Sections.Cut) -> String {
    var page = HTMLWriter(out: [])
    Sections.write(Array(html.utf8), from: 0, cut: cut, &page)
    return String(decoding: page.out, as: UTF8.self)
  }

  @Test func stepsEndAtHeadingsOfTheirLevelOrAbove() {
    let html = """
      <h3>Prepare</h3>
      <h4 id="step-a">1. One</h4>
      <p>text</p>
      <h5>inside</h5>
      <h4 id="step-b">2. Two</h4>
      <h2 id="rollback">Rollback</h2>

      """
    #expect(
      cut(html, .steps) == """
        <h3>Prepare</h3>
        <section class="step">
        <h4 id="step-a"><span class="step-number">1<span class="hidden">. </span></span>One</h4>
        <p>text</p>
        <h5>inside</h5>
        </section>
        <section class="step">
        <h4 id="step-b"><span class="step-number">2<span class="hidden">. </span></span>Two</h4>
        </section>
        <h2 id="rollback">Rollback</h2>

        """)
  }

  @Test func stepsBehindTheRollbackAreStepsOfTheWayBack() {
    let html = "<h2 id=\"rollback\">Rollback</h2>\n<h3 id=\"step-x\">Stop</h3>\n"
    #expect(
      cut(html, .steps)
        == "<h2 id=\"rollback\">Rollback</h2>\n<section class=\"step way-back counted\">\n"
        + "<h3 id=\"step-x\">Stop</h3>\n</section>\n")
  }

  @Test(arguments: ["blockquote", "aside", "ul", "ol"])
  func headingsInContainersCutNothing(_ container: String) {
    let html = "<\(container)>\n<h3 id=\"step-a\">1. A</h3>\n</\(container)>\n"
    #expect(cut(html, .steps) == html)
  }

  @Test func containersInsideStepsStayInThem() {
    let html = "<h3 id=\"step-a\">A</h3>\n<aside class=\"x\">\n<h2>In</h2>\n</aside>\n<p>b</p>\n"
    #expect(cut(html, .steps) == "<section class=\"step counted\">\n" + html + "</section>\n")
  }

  @Test func cardsStartAtLevelTwo() {
    let html = "<p>lead</p>\n<h2 id=\"overdue\">Overdue</h2>\n<h3>x</h3>\n<h2>Next</h2>\n"
    #expect(
      cut(html, .cards) == """
        <p>lead</p>
        <section class="card" data-part="overdue">
        <h2 id="overdue">Overdue</h2>
        <h3>x</h3>
        </section>
        <section class="card">
        <h2>Next</h2>
        </section>

        """)
  }

  @Test(arguments: ["", "<", "<h", "<h3", "<h3 id=\"step-", "<h3 id=\"step-a\">1", "</ul>\n<h2"])
  func brokenContentIsCopied(_ html: String) {
    #expect(cut(html, .none) == html)
    // Sections are added around it and nothing is taken away.
    var rest = cut(html, .steps)
    for added in ["<section class=\"step counted\">\n", "</section>\n"] {
      if let found = rest.firstRange(of: added) { rest.removeSubrange(found) }
    }
    #expect(rest == html)
  }

  @Test func theTitleIsTheHeadingAtTheStart() {
    let content = Array("<h1 id=\"a\">A</h1>\n<p>b</p>\n".utf8)
    #expect(Sections.leadingHeading(of: content) == 0..<18)
    #expect(Sections.leadingHeading(of: Array("<p>b</p>\n".utf8)) == nil)
  }
}
