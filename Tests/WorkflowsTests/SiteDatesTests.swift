import Knowledge
import Primitives
import Publishing
import Records
import Testing

@testable import Workflows

/// What calendars and feeds are told of the records.
@Suite("dates of a site") struct SiteDatesTests {
  private func situation(_ files: [(path: String, text: String)]) throws -> Situation {
    let scratch = try ScratchWorkspace()
    for file in files { try scratch.write(file.text, to: "records/\(file.path).yaml") }
    try scratch.apply()
    return try Situation(scratch.workspace, Situation.View(), programVersion: "1")
  }

  @Test("a window has its times: which day that is depends on where somebody is")
  func window() throws {
    let graph = try situation([
      (
        "upgrade/shop-2",
        """
        title: Shop 2
        component: shop
        from: '1.0'
        to: '2.0'
        strategy: rolling
        window: {start: '2026-12-10T22:00:00-05:00', end: '2026-12-11T04:00:00-05:00', zone: America/New_York}
        steps: [{key: go, title: Go, command: go}]
        rollback: {kind: none, reason: nothing to go back to}
        """
      )
    ]).graph
    let event = try #require(SiteContent.events(graph).first { $0.uid == "upgrade-shop-2-window" })
    #expect(event.time?.lowerBound == Instant("2026-12-11T03:00:00Z"))
    #expect(event.time?.upperBound == Instant("2026-12-11T09:00:00Z"))
  }

  @Test(
    "cycles whose names differ in what no id has keep ids of their own, and guesses are tentative")
  func cycles() throws {
    let graph = try situation([
      (
        "component/api",
        """
        title: API
        type: service
        lifecycle: production
        cycles:
          - {name: '3.8', eol: 2027-03-01}
          - {name: '2024.春', eol: 2027-04}
          - {name: '2024.秋', eol: 2027-05}
        """
      )
    ]).graph
    let events = SiteContent.events(graph).filter { $0.uid.hasPrefix("component-api") }
    #expect(events.count == 3 && Set(events.map(\.uid)).count == 3)
    #expect(events.first?.uid == "component-api-3.8-eol")
    #expect(events.map(\.isTentative) == [false, true, true])
  }

  private func incident(_ id: String, _ moment: String) throws -> Situation {
    try situation([
      (
        "incident/\(id)",
        """
        title: Orders failed
        severity: 1
        detection: {how: alert}
        status: stable
        \(moment)
        component: shop
        impact: {text: Orders failed.}
        """
      )
    ])
  }

  @Test("an incident is news whatever moment of it is noted, and modified when its record was")
  func incidents() throws {
    let found = try incident("known", "declaredAt: 2025-11-14T08:00:00Z")
    let news = SiteContent.news([], found.graph)
    #expect(news.map(\.id) == ["incident-known"])
    #expect(news.first?.at == Instant("2025-11-14T08:00:00Z"))
    #expect(news.first?.modifiedAt == found.graph.record("incident", "known")?.recordedAt)
  }

  @Test("editions of one day hide no incident")
  func shares() throws {
    let found = try incident("old", "startedAt: 2020-01-01T00:00:00Z")
    let pages = (0..<90).map { number in
      var page = SitePage(
        path: "runbook/p\(number)", title: "P", label: "Runbook", markdown: [],
        modifiedOn: found.graph.day)
      page.editions = [
        SiteEdition(
          number: 1, publishedAt: Instant(milliseconds: 1_767_225_600_000), reason: "first",
          markdown: [], digest: "")
      ]
      return page
    }
    let news = SiteContent.news(pages, found.graph)
    #expect(news.count == 61)
    #expect(news.last?.id == "incident-old")
  }
}
