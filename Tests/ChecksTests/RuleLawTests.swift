import Knowledge
import Primitives
import Records
import Testing

@testable import Checks

/// What holds for every rule of the catalogue.
@Suite struct RuleLawTests {
  @Test func `Ids are unique and documented`() {
    let ids = RuleCatalog.everything.map(\.id)
    #expect(Set(ids).count == ids.count)
    for rule in RuleCatalog.everything {
      #expect(!rule.title.isEmpty && !rule.title.hasSuffix("."), "\(rule.id)")
      let sentences = rule.explanation.split(separator: ".").count
      #expect((2...7).contains(sentences) && rule.explanation.hasSuffix("."), "\(rule.id)")
    }
    for rule in RuleCatalog.all {
      #expect(!rule.triggering.isEmpty && !rule.passing.isEmpty, "\(rule.id)")
    }
  }

  @Test(arguments: RuleCatalog.all.map(\.id))
  func `Examples trigger and pass`(id: String) throws {
    let rule = try #require(RuleCatalog.rule(id))
    for example in rule.triggering {
      let findings = rule.findings(example.graph)
      #expect(!findings.isEmpty, "\(id): \(example.meaning)")
      for finding in findings { check(finding) }
    }
    for example in rule.passing {
      #expect(rule.findings(example.graph) == [], "\(id): \(example.meaning)")
    }
  }

  private func check(_ finding: CheckFinding) {
    let first = finding.message.unicodeScalars.first
    #expect(first.map { !("A"..."Z").contains($0) } ?? false, "\(finding.message)")
    #expect(
      !finding.message.hasSuffix(".") && !finding.message.contains("\n"), "\(finding.message)")
    #expect(!finding.help.isEmpty && !finding.help.hasSuffix("."), "\(finding.help)")
  }

  @Test(arguments: RuleCatalog.all.map(\.id))
  func `Examples are records that a file could hold`(id: String) throws {
    let rule = try #require(RuleCatalog.rule(id))
    for example in rule.triggering + rule.passing {
      for record in example.records {
        let json = JSONText.pretty(.object(record.fields))
        let source = try SourceText(file: "\(record.id).json", bytes: json)
        let read = RecordReader.drafts(source, kind: record.id.kind, stem: record.id.id)
        let allowed = ["deprecation-dates-contradict", "removal-not-planned", "control-character"]
        let problems = read.diagnostics.filter { !allowed.contains($0.id) }
        #expect(problems == [], "\(id): \(example.meaning)")
      }
    }
  }

  @Test func `Nothing is wrong with nothing`() {
    let graph = Graph(records: [], day: CalendarDate(daysSinceEpoch: 20_000))
    let report = CheckRun.findings(graph)
    #expect(report.findings == [] && report.diagnostics == [])
  }

  @Test func `The order of records does not matter`() {
    for rule in RuleCatalog.all {
      for example in rule.triggering {
        let turned = Graph(
          records: example.records.reversed(), observations: example.observations, day: example.day)
        #expect(rule.findings(turned) == rule.findings(example.graph), "\(rule.id)")
      }
    }
  }

  @Test func `Findings are sorted by record and path`() {
    func finding(_ id: String, _ path: FieldPath?) -> CheckFinding {
      CheckFinding(
        rule: "x", severity: .error, message: "m", help: "h", record: RecordID(id), path: path,
        evidence: [])
    }
    let steps = FieldPath("steps")
    let sorted = [
      finding("upgrade/a", nil), finding("upgrade/a", steps.appending(2).appending("command")),
      finding("upgrade/a", steps.appending(10)), finding("upgrade/b", nil),
    ]
    #expect([sorted[2], sorted[3], sorted[1], sorted[0]].sorted() == sorted)
  }
}
