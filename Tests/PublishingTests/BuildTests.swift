import Primitives
import Testing

@testable import Publishing

@Suite("builds") struct BuildTests {
  @Test func everythingHasItsPlace() throws {
    let folder = try TemporaryFolder()
    let report = try SiteBuilder.build(SampleSite.site, into: folder.output)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics)")
    #expect(report.pages == 3)
    let files = Set(folder.contents().keys)
    for path in [
      "index.html", "404.html", "search.html", "all/index.html", "runbook/index.html",
      "runbook/django-5.2.html", "runbook/django-5.2.md", "runbook/django-5.2/v1.html",
      "runbook/django-5.2/v2.md", "runbook/django-5.2/diff/v1-v2.html", "runbook/django-five.html",
      "old.html", "feed.xml", "feed.json", "calendar.ics", "sitemap.xml", "robots.txt",
      "opensearch.xml", "llms.txt", "api/index.json", "api/schema.json",
      "api/runbook/django-5.2.json", "search/manifest.js", "search/d-0.js",
      "search/texts/runbook/django-5.2.js",
      "assets/styles/main.css", "assets/scripts/search.js",
    ] { #expect(files.contains(path), "\(path)") }
    #expect(report.written == files.count)
  }

  @Test func linksAreRelativeToWhereThePageStands() throws {
    let folder = try TemporaryFolder()
    _ = try SiteBuilder.build(SampleSite.site, into: folder.output)
    let page = folder.text("runbook/django-5.2.html")
    #expect(page.contains("href=\"../lesson/pin-first.html#why\""))
    #expect(page.contains("href=\"../incident/outage.html\""))
    #expect(page.contains("href=\"#steps\""))
    #expect(page.contains("href=\"../api/index.json\""))
    #expect(
      folder.text("runbook/django-5.2/v2.html").contains("href=\"../../lesson/pin-first.html\""))
    #expect(page.contains("<svg"))
    #expect(!page.contains("rollout.figure.svg"))
    #expect(folder.text("old.html").contains("content=\"0; url=runbook/django-5.2.html\""))
  }

  @Test func nothingIsInlineAndNothingIsMarkup() throws {
    let folder = try TemporaryFolder()
    _ = try SiteBuilder.build(SampleSite.site, into: folder.output)
    for (path, bytes) in folder.contents() where path.hasSuffix(".html") {
      let page = String(decoding: bytes, as: UTF8.self)
      #expect(!page.contains("<script>"), "\(path)")
      #expect(!page.contains("<style"), "\(path)")
      #expect(!page.contains(" style=\""), "\(path)")
      #expect(!page.contains(" onclick="), "\(path)")
      #expect(!page.contains("</script> "), "\(path)")
      for part in page.components(of: " src=\"") {
        #expect(!part.hasPrefix("http") && !part.hasPrefix("//"), "\(path): \(part.prefix(40))")
      }
    }
  }

  @Test(arguments: [1, 2, 3, 7])
  func theNumberOfWorkersChangesNothing(workers: Int) throws {
    let (one, other) = (try TemporaryFolder(), try TemporaryFolder())
    let site = SampleSite.large(150)
    _ = try SiteBuilder.build(site, into: one.output, workers: 1)
    var shuffled = site
    shuffled.pages.reverse()
    _ = try SiteBuilder.build(shuffled, into: other.output, workers: workers)
    #expect(one.contents() == other.contents())
  }

  @Test func anUnchangedSiteIsNotTouched() throws {
    let folder = try TemporaryFolder()
    let first = try SiteBuilder.build(SampleSite.site, into: folder.output)
    let second = try SiteBuilder.build(SampleSite.site, into: folder.output)
    #expect(second.changed == 0)
    #expect(second.unchanged == first.written)
  }

  @Test func aChangedPageChangesItsFilesAndItsWords() throws {
    let folder = try TemporaryFolder()
    var site = SampleSite.large(200)
    _ = try SiteBuilder.build(site, into: folder.output)
    let before = folder.contents()
    site.pages[90].markdown += Array("Something unheard-of.\n".utf8)
    let report = try SiteBuilder.build(site, into: folder.output)
    let after = folder.contents()
    let changed = Set(after.keys.filter { before[$0] != after[$0] })
    #expect(changed.isSuperset(of: ["runbook/page-90.html", "runbook/page-90.md"]))
    #expect(changed.allSatisfy { $0.hasPrefix("runbook/page-90.") || $0.hasPrefix("search/") })
    #expect(report.written == changed.count && report.removed == 0)
    // Back again: the tree behind holds the old bytes.
    site.pages[90].markdown = SampleSite.large(200).pages[90].markdown
    let back = try SiteBuilder.build(site, into: folder.output)
    #expect(back.changed == report.changed)
    #expect(folder.contents() == before)
  }

  @Test func removedPagesGo() throws {
    let folder = try TemporaryFolder()
    var site = SampleSite.site
    _ = try SiteBuilder.build(site, into: folder.output)
    site.pages.removeAll { $0.path == "incident/outage" }
    site.pages[0].markdown = Array("# Nothing\n".utf8)
    let report = try SiteBuilder.build(site, into: folder.output)
    #expect(report.removed >= 3)
    #expect(!folder.contents().keys.contains { $0.hasPrefix("incident/outage") })
    let clean = try TemporaryFolder()
    _ = try SiteBuilder.build(site, into: clean.output)
    #expect(folder.contents() == clean.contents())
  }

  @Test func pagesThatCannotStandAreReported() throws {
    let folder = try TemporaryFolder()
    var site = SampleSite.site
    site.pages += [
      SampleSite.plain("../etc/passwd", "Out"), SampleSite.plain("api/x", "Reserved"),
      SampleSite.plain("lesson/pin-first", "Twice"), SampleSite.plain("runbook/django-5.2/v1", "V"),
    ]
    site.redirects.append(("gone", "nowhere/at-all"))
    let report = try SiteBuilder.build(site, into: folder.output)
    let ids = report.diagnostics.map(\.id)
    #expect(ids.filter { $0 == "bad-page-path" }.count == 2)
    #expect(ids.contains("duplicate-page"))
    #expect(ids.contains("edition-clash"))
    #expect(ids.contains("dead-redirect"))
  }
}

extension String {
  /// What follows each occurrence of a text.
  func components(of needle: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = self[...]
    while let found = rest.firstRange(of: needle) {
      rest = rest[found.upperBound...]
      parts.append(rest.prefix(200))
    }
    return parts
  }
}
