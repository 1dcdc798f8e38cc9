import CAssets
import Markup
import Primitives
import Testing

@testable import Publishing

@Suite struct LayoutTests {
  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  private func frame(
    _ kind: PageFrame.Kind = .document, path: String = "runbook/x.html", title: String = "X"
  ) throws -> PageFrame {
    let site = PageFrame.SiteFacts(
      title: "Playbooks", description: "All of them.", language: "en", publisher: nil,
      asOf: try day("2026-11-23"), programVersion: "1.0.0", baseURL: nil, hasCalendar: true)
    return PageFrame(site: site, kind: kind, path: path, root: "../", title: title)
  }

  private func page(_ frame: PageFrame, _ markdown: String) -> String {
    var content: [UInt8] = []
    var frame = frame
    frame.outline = MarkdownRenderer().render(Array(markdown.utf8), into: &content).outline
    var out: [UInt8] = []
    Layout.write(frame, content: content, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  private func count(_ needle: String, in text: String) -> Int {
    text.split(separator: needle, omittingEmptySubsequences: false).count - 1
  }

  private static let runbook = """
    # Upgrade

    ## Steps
    ### 1. One {#step-one}

    - [ ] done

    ## Rollback {#rollback}
    ### 1. Back {#step-back}
    """

  @Test func everyPageHasOneTitle() throws {
    #expect(count("<h1", in: page(try frame(), "# From the text\n\ntext")) == 1)
    let own = page(try frame(.landing, title: "From the frame"), "text")
    #expect(count("<h1", in: own) == 1)
    #expect(own.contains("<h1>From the frame</h1>"))
  }

  @Test func nothingInlineRuns() throws {
    var frame = try frame(title: "</title><script>alert(1)</script>")
    frame.summary = "\"><img src=x onerror=alert(1)>"
    frame.badges = [.init("</li><script>alert(2)</script>", .bad)]
    frame.label = "<b>"
    frame.navigation = [
      .init(
        title: "<script>", href: "javascript:alert(1)\"", isCurrent: true,
        shown: 1, items: hostileItems(from: "runbook/x.html"), count: 2)
    ]
    frame.canonicalURL = "https://example.org/\"><script>"
    let html = page(frame, "<script>alert(3)</script>\n\n### 1. <script> {#step-a}\n")
    #expect(count("<script", in: html) == 9)
    for part in html.split(separator: "<script").dropFirst() {
      #expect(
        part.hasPrefix(" defer src=\"../assets/") || part.hasPrefix(" src=\"../assets/")
          || part.hasPrefix(" type=\"application/ld+json\">"))
    }
    #expect(!html.contains(" style="))
    #expect(!html.contains("<style"))
    #expect(!html.contains("<img"))
    #expect(!html.contains("<b>"))
    #expect(!html.contains("<i>"))
    #expect(html.contains("&lt;i&gt;"))
  }

  /// The items of a section whose pages have hostile titles.
  private func hostileItems(from file: String) -> [UInt8] {
    var site = SampleSite.large(0)
    site.sections = [SiteSection(name: "runbook", title: "Runbooks", summary: "")]
    site.pages = ["<i>", "<i><script>alert(4)</script>"].enumerated().map {
      SampleSite.plain("runbook/page-\($0.offset)", $0.element)
    }
    return NavigationItems(SiteIndex(site), section: 0).html(0..<2, current: 1, from: file)
  }

  @Test func itemsAreTheSameWrittenOnceOrAnew() {
    var site = SampleSite.large(0)
    site.sections = [SiteSection(name: "runbook", title: "Runbooks", summary: "")]
    site.pages = (0..<30).map { SampleSite.plain("runbook/page-\($0)", "Page \($0)") }
    let items = NavigationItems(SiteIndex(site), section: 0)
    func html(_ current: Int?, from file: String) -> String {
      String(decoding: items.html(3..<28, current: current, from: file), as: UTF8.self)
    }
    let own = html(nil, from: "runbook/page-9.html")
    #expect(count("<li>", in: own) == 25)
    #expect(!own.contains("aria-current"))
    // From another folder each is written by itself, with a longer way.
    #expect(
      html(nil, from: "other/x.html").replacingOccurrences(of: "../runbook/", with: "") == own)
    for current in [3, 15, 27] {
      let html = html(current, from: "runbook/page-9.html")
      #expect(count("aria-current=\"page\"", in: html) == 1)
      #expect(html.replacingOccurrences(of: " aria-current=\"page\"", with: "") == own)
    }
  }

  @Test func whatPagesLoadIsThere() throws {
    var count: UInt = 0
    let all = try #require(waymark_assets(&count))
    let assets = Set(
      UnsafeBufferPointer(start: all, count: Int(count)).compactMap { asset in
        asset.path.map { String(cString: $0) }
      })
    let html = page(try frame(), "text")
    let named = html.split(separator: "\"../assets/").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(named.count == 13)
    for name in named { #expect(assets.contains("site/\(name)"), "\(name)") }
  }

  @Test func theBarLeadsToTheRollback() throws {
    let html = page(try frame(), Self.runbook)
    #expect(html.contains("data-steps>\n<a class=\"now\" href=\"#step-one\">"))
    #expect(html.contains("1 steps") == false)
    #expect(html.contains("<a class=\"back\" href=\"#rollback\">Rollback</a>"))
    #expect(html.contains("data-progress hidden"))
    #expect(!page(try frame(), "# Plain\n").contains("data-steps"))
  }

  @Test func anOldEditionNamesTheNewest() throws {
    var frame = try frame(.edition, path: "runbook/x/v1.html")
    frame.currentEdition = 1
    frame.newestEditionHref = "v2.html"
    frame.sinceThisHref = "diff/v1-v2.html"
    frame.latestHref = "../x.html"
    frame.isRetired = true
    frame.editions = [
      .init(
        number: 2, href: "v2.html", date: try day("2026-05-02"), reason: "a < b", isCurrent: false,
        changesHref: "diff/v1-v2.html"),
      .init(
        number: 1, href: "v1.html", date: try day("2026-05-01"), reason: "first", isCurrent: true,
        changesHref: nil),
    ]
    let html = page(frame, "# X\n")
    #expect(html.contains("You are reading v1.</strong> <a href=\"v2.html\">v2 is the newest</a>"))
    #expect(html.contains(": <a href=\"diff/v1-v2.html\">what changed since v1</a>."))
    #expect(html.contains("<strong>Retired.</strong>"))
    #expect(html.contains("<a href=\"v1.html\" aria-current=\"page\">v1</a>"))
    #expect(html.contains("<p>a &lt; b</p>"))
    #expect(html.contains("runbook/x/v1.html · edition v1 · as of 2026-11-23"))
  }

  @Test func pagesOfRightToLeftLanguagesSaySo() throws {
    var frame = try frame()
    frame.site.language = "ar-EG"
    #expect(page(frame, "x").contains("<html lang=\"ar-EG\" dir=\"rtl\">"))
    // Tags are of either case, and a script says more than the language.
    for language in ["AR-eg", "HE", "ckb-IQ", "uz-Arab", "az-arab-IR"] {
      #expect(Layout.isRightToLeft(language), "\(language)")
    }
    for language in ["en", "de-1996", "ar-Latn", "az", "arn", ""] {
      #expect(!Layout.isRightToLeft(language), "\(language)")
    }
  }

  @Test func aDraftHasNoEditionsVersion() throws {
    var frame = try frame()
    frame.editions = [
      .init(
        number: 7, href: "x/v7.html", date: frame.site.asOf, reason: "r", isCurrent: false,
        changesHref: nil)
    ]
    #expect(page(frame, "x").contains("\"version\":\"7\""))
    frame.isBehind = true
    #expect(!page(frame, "x").contains("\"version\":"))
  }

  @Test func equalFramesGiveEqualBytes() throws {
    let frame = try frame()
    #expect(page(frame, Self.runbook) == page(frame, Self.runbook))
  }
}
