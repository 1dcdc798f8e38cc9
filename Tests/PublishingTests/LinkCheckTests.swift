import Primitives
import Testing

@testable import Publishing

@Suite("link check") struct LinkCheckTests {
  private func diagnostics(_ markdown: String) throws -> [Diagnostic] {
    let folder = try TemporaryFolder()
    var site = SampleSite.site
    site.pages[0].markdown = Array(("# T\n\n## Steps\n\n" + markdown + "\n").utf8)
    return try SiteBuilder.build(site, into: folder.output).diagnostics
  }

  @Test(arguments: [
    "[a](../lesson/pin-first.md)", "[a](../lesson/pin-first.md#why)", "[a](#steps)",
    "[a](record:incident/outage#why)", "[a](../runbook/django-5.2/v2.md#steps)",
    "[a](../index.md)", "[a](../lesson/)", "[a](../calendar.ics)", "[a](https://example.org/x)",
    "[a](django-five.md)", "[a](../lesson/pin%2Dfirst.md)", "[a](django-5.2.html#steps)",
  ])
  func goodLinks(_ link: String) throws {
    #expect(try diagnostics(link).isEmpty)
  }

  @Test(arguments: [
    "[a](../lesson/pin-frist.md)", "[a](record:incident/outgae)", "[a](../../etc/passwd)",
    "[a](/lesson/pin-first.md)", "[a](nowhere.md)", "![a](missing.png)",
  ])
  func deadLinks(_ link: String) throws {
    let found = try diagnostics(link)
    #expect(found.map(\.id) == ["dead-link"])
    #expect(found.first?.range?.file == "records/upgrade/django-5.2.yaml")
    #expect(found.first?.message.contains("line 5") == true)
  }

  @Test func nearTargetsAreNamed() throws {
    let found = try diagnostics("[a](../lesson/pin-frist.md)\n[b](../lesson/pin-first.md#whi)")
    #expect(found.map(\.id) == ["dead-link", "dead-anchor"])
    #expect(found.first?.help == "did you mean `../lesson/pin-first.md`?")
    #expect(found.last?.help == "the nearest heading there is `#why`")
  }

  @Test func deadLinksOfEditionsAreWarnings() throws {
    let folder = try TemporaryFolder()
    var site = SampleSite.site
    site.pages[0].editions.append(SampleSite.edition(3, "# T\n\n[x](gone.md)\n"))
    let found = try SiteBuilder.build(site, into: folder.output).diagnostics
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.message.hasPrefix("page `runbook/django-5.2/v3`") == true)
  }
}
