import Documents
import Primitives
import Testing

@testable import Publishing

@Suite struct PageExportTests {
  private let markdown = """
    # Orders

    See [the component](../component/shop.md#support), [the record](record:component/shop),
    [below](#rollback), [itself](x.md#rollback), [elsewhere](https://other.example/a) and
    [nothing](record:component/none).

    ![life](life.figure.svg)

    - [ ] Done

    ## Rollback
    """

  private func site(base: String?) throws -> Site {
    var site = Site(
      title: "Shop & co", asOf: try #require(CalendarDate("2026-01-01")),
      builtAt: try #require(Instant("2026-01-01T00:00:00Z")), programVersion: "1")
    site.baseURL = base
    return site
  }

  private func page() throws -> SitePage {
    let day = try #require(CalendarDate("2026-01-01"))
    var page = SitePage(
      path: "runbook/x", title: "Orders", label: "Runbook", markdown: Array(markdown.utf8),
      modifiedOn: day)
    page.editions = try [1, 2].map { number in
      SiteEdition(
        number: number, publishedAt: try #require(Instant("2026-01-0\(number)T00:00:00Z")),
        reason: "because",
        markdown: Array("# Orders v\(number)\n\n![life](life.figure.svg)\n".utf8),
        digest: "")
    }
    page.figures["life"] = .stages(
      .init(title: "Traffic", stages: [.init(weight: 10, hold: nil, note: nil)]))
    return page
  }

  private func exported(base: String?, edition: Int? = nil, _ overrides: [String: [UInt8]] = [:])
    throws -> String
  {
    var site = try site(base: base)
    site.overrides = overrides
    let page = try page()
    let html = PageExport.html(
      page, edition: page.editions.first { $0.number == edition }, of: site
    ) { $0 == "component/shop" ? "component/shop.md" : nil }
    return String(decoding: html, as: UTF8.self)
  }

  @Test func nothingIsAskedForWithoutAnAddress() throws {
    let html = try exported(base: nil)
    let links = html.split(separator: "href=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    for link in links { #expect(link.hasPrefix("#") || link == "https://other.example/a") }
    for tag in ["<link", "src=", "<img", "url("] { #expect(!html.contains(tag), "\(tag)") }
    #expect(html.contains("<span>the component</span> <span class=\"elsewhere\">[component/shop]"))
    #expect(html.contains("<span>the record</span> <span class=\"elsewhere\">[component/shop]"))
    #expect(html.contains("<span class=\"unresolved-link\">nothing</span>"))
    #expect(html.contains("<a href=\"#rollback\">itself</a>"))
    #expect(html.contains("<svg class=\"stages\""))
  }

  @Test func linksLeadToTheSiteWhereItHasAnAddress() throws {
    let html = try exported(base: "https://docs.example/")
    #expect(html.contains("href=\"https://docs.example/component/shop.html#support\""))
    #expect(html.contains("href=\"https://docs.example/component/shop.html\""))
    #expect(html.contains("href=\"https://docs.example/runbook/x/diff/v1-v2.html\""))
    #expect(!html.contains("elsewhere\">["))
  }

  @Test(arguments: [nil, "https://docs.example/"]) func editionsAreFrozen(_ base: String?) throws {
    let html = try exported(base: base, edition: 1)
    #expect(html.contains("Orders v1"))
    #expect(html.contains("You are reading v1."))
    #expect(html.contains("v2 is the newest"))
    #expect(html.contains("data-page=\"runbook/x/v1\""))
    #expect(!html.contains("<svg class=\"stages\""))
    #expect(!html.contains("href=\"\"") && !html.contains("href=\"v"))
  }

  /// What the policy allows is what is there, also with styles of the workspace's own.
  @Test func thePolicyHoldsTheDigestsOfWhatIsInside() throws {
    let hostile = Array("/* </style><b>x</b> */ body{color:red}".utf8)
    for overrides in [[:], ["styles/main.css": hostile]] {
      let html = try exported(base: nil, overrides)
      func bodies(_ tag: String) -> [String] {
        html.split(separator: "<\(tag)>").dropFirst().map { part in
          String(part[..<(part.firstRange(of: "</\(tag)>")?.lowerBound ?? part.endIndex)])
        }
      }
      let policy = html.split(separator: "Content-Security-Policy\" content=\"")[1]
        .prefix { $0 != "\"" }
      #expect(bodies("style").count == 1)
      #expect(bodies("script").count == 2)
      for body in bodies("style") + bodies("script") {
        #expect(policy.contains("sha256-\(Digest(of: body).base64)"))
      }
      #expect(policy.hasPrefix("default-src &#39;none&#39;;"))
      #expect(!policy.contains("unsafe") && !policy.contains("self"))
    }
  }
}
