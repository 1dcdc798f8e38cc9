import Knowledge
import Primitives
import Records
import Testing

@testable import Checks

@Suite struct FormatTests {
  let findings = [
    LocatedFinding(
      CheckFinding(
        rule: "upgrade.no-acceptance", severity: .error, message: "100% wrong: a, b\nc",
        help: "mend it", record: RecordID("upgrade/app"), path: "acceptance",
        evidence: [RecordID(kind: "policy", id: "p")]),
      at: SourceRange(file: "records/upgrade/my app.yaml", line: 7, column: 3, length: 10)),
    LocatedFinding(
      CheckFinding(
        rule: "exemption.unused", severity: .note, message: "not needed", help: "take it out",
        record: nil, path: nil, evidence: []), at: nil),
  ]

  private func value(_ bytes: [UInt8]) throws -> Value { try JSONReader.value(bytes) }

  @Test func `JSON has every part and the counts`() throws {
    let json = try value(CheckJSON.document(findings))
    #expect(json["counts"] == ["error": 1, "warning": 0, "note": 1])
    #expect(
      json["findings"]?.items.first == [
        "rule": "upgrade.no-acceptance", "severity": "error", "message": "100% wrong: a, b\nc",
        "help": "mend it", "record": "upgrade/app", "path": "acceptance",
        "file": "records/upgrade/my app.yaml", "line": 7, "column": 3, "evidence": ["policy/p"],
      ])
    #expect(json["findings"]?.items.last?["file"] == nil)
  }

  @Test func `SARIF has the structure of its schema`() throws {
    let sarif = try value(CheckSARIF.document(findings, programVersion: "1.2"))
    #expect(sarif["version"] == "2.1.0")
    let run = try #require(sarif["runs"]?.items.first)
    let rules = run["tool"]?["driver"]?["rules"]?.items ?? []
    #expect(rules.compactMap { $0["id"]?.text } == RuleCatalog.everything.map(\.id))
    for rule in rules {
      #expect(rule["help"]?["text"]?.text?.isEmpty == false)
      #expect(["error", "warning", "note"].contains(rule["defaultConfiguration"]?["level"]?.text))
    }
    let results = run["results"]?.items ?? []
    #expect(results.count == 2)
    for result in results {
      let index = try #require(result["ruleIndex"]?.int)
      #expect(rules[index]["id"] == result["ruleId"])
      #expect(result["message"]?["text"]?.text?.isEmpty == false)
    }
    let physical = results[0]["locations"]?.items.first?["physicalLocation"]
    #expect(physical?["artifactLocation"]?["uri"] == "records/upgrade/my%20app.yaml")
    #expect(physical?["region"] == ["startLine": 7, "startColumn": 3, "endColumn": 13])
    #expect(results[1]["locations"] == nil)
  }

  @Test func `Annotations escape what would end them`() {
    let text = CheckAnnotations.lines(findings)
    #expect(
      text == """
        ::error file=records/upgrade/my app.yaml,line=7,col=3,title=upgrade.no-acceptance::\
        100%25 wrong: a, b%0Ac%0Amend it
        ::notice title=exemption.unused::not needed%0Atake it out

        """)
  }

  @Test func `A secret is shown in no format`() throws {
    let secret = "AKIA" + "Q3EGRTW7KPL2ZNV8"
    let graph = Graph(
      records: [Sample.component("app", ["description": .string("key \(secret)")])],
      day: CalendarDate(daysSinceEpoch: 20_000))
    let found = CheckRun.findings(graph).findings
    #expect(found.map(\.rule) == ["command.secret"])
    let located = found.map {
      LocatedFinding($0, at: SourceRange(file: "a", line: 1, column: 1), excerpt: "key \(secret)")
    }
    let outputs = [
      located.map(\.diagnostic.text).joined(), CheckAnnotations.lines(located),
      String(decoding: CheckJSON.document(located), as: UTF8.self),
      String(decoding: CheckSARIF.document(located, programVersion: "1"), as: UTF8.self),
    ]
    for output in outputs { #expect(!output.contains("Q3EG")) }
  }
}
