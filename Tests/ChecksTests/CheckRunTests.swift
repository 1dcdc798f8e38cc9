import Knowledge
import Primitives
import Records
import Testing

@testable import Checks

@Suite struct CheckRunTests {
  let graph = Graph(
    records: [Sample.component(), Sample.upgrade(["acceptance": nil])],
    day: CalendarDate("2025-06-01") ?? CalendarDate(daysSinceEpoch: 0))

  private func exemption(_ rule: String, _ record: String?, until: String) throws -> Exemption {
    Exemption(
      rule: rule, record: record.flatMap { RecordID($0) }, who: "Ada", why: "a test",
      until: try #require(CalendarDate(until)))
  }

  @Test func `Severities come from the settings`() {
    #expect(CheckRun.findings(graph).findings.map(\.severity) == [.error])
    let milder = CheckRun.findings(graph, severities: ["upgrade.no-acceptance": "note"])
    #expect(milder.findings.map(\.severity) == [.note])
    let off = CheckRun.findings(graph, severities: ["upgrade.no-acceptance": "off"])
    #expect(off.findings == [])
  }

  @Test func `Unknown rules and words are told with what was meant`() {
    let report = CheckRun.findings(
      graph, severities: ["upgrade.no-acceptence": "warning", "notice.short": "eror"])
    #expect(report.diagnostics.map(\.id) == ["unknown-severity", "unknown-rule"])
    #expect(report.diagnostics[0].help?.contains("`error`") == true)
    #expect(report.diagnostics[1].help?.contains("`upgrade.no-acceptance`") == true)
  }

  @Test func `An exemption holds through its last day`() throws {
    let last = try exemption("upgrade.no-acceptance", "upgrade/app-1-to-2", until: "2025-06-01")
    let report = CheckRun.findings(graph, exemptions: [last])
    #expect(report.findings == [])
    #expect(report.exempted.map(\.exemption) == [last])
  }

  @Test func `An exemption that ended is a finding beside what it covered`() throws {
    let ended = try exemption("upgrade.no-acceptance", nil, until: "2025-05-31")
    let report = CheckRun.findings(graph, exemptions: [ended])
    #expect(report.findings.map(\.rule) == ["upgrade.no-acceptance", "exemption.expired"])
  }

  @Test func `An exemption that nothing needs is a note`() throws {
    let idle = try exemption("notice.short", "deprecation/old-api", until: "2026-01-01")
    let report = CheckRun.findings(graph, exemptions: [idle])
    #expect(report.findings.map(\.rule) == ["upgrade.no-acceptance", "exemption.unused"])
    #expect(report.findings.last?.severity == .note)
    let off = CheckRun.findings(
      graph, severities: ["exemption.unused": "off"], exemptions: [idle])
    #expect(off.findings.map(\.rule) == ["upgrade.no-acceptance"])
  }

  @Test func `An exemption of one record leaves the others`() throws {
    let other = try exemption("upgrade.no-acceptance", "upgrade/other", until: "2026-01-01")
    let report = CheckRun.findings(graph, exemptions: [other])
    #expect(report.findings.map(\.rule) == ["upgrade.no-acceptance", "exemption.unused"])
  }

  @Test func `An exemption of an unknown rule is told`() throws {
    let report = CheckRun.findings(
      graph, exemptions: [try exemption("notice.shrt", nil, until: "2026-01-01")])
    #expect(report.diagnostics.map(\.id) == ["unknown-rule"])
    #expect(report.diagnostics[0].help == "did you mean `notice.short`?")
  }
}
