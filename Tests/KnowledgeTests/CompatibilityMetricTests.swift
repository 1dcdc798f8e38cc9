import Primitives
import Records
import Testing

@testable import Knowledge

@Suite("compatibility metrics")
struct CompatibilityMetricTests {
  private func graph(_ observations: Observation..., components: [Record]? = nil) -> Graph {
    Graph(
      records: components ?? [component("app"), component("python")], observations: observations,
      day: today)
  }

  @Test("C1 takes the latest conclusive result of each suite and environment, then all of them")
  func passRate() {
    let graph = graph(
      // 1.0: failed once, passes now; the error after it says nothing.
      result("1.0", "3.12", "fail", at: "2026-01-01"),
      result("1.0", "3.12", "pass", at: "2026-02-01"),
      result("1.0", "3.12", "error", at: "2026-03-01"),
      // 1.1: passes in one environment, fails in the other.
      result("1.1", "3.12", "pass", at: "2026-01-01"),
      result("1.1", "3.12", "fail", at: "2026-01-01", environment: "arm"),
      // 1.2: in part; 1.3: nobody knows; 1.4: only a claim; 1.5: in the future.
      result("1.2", "3.12", "partial", at: "2026-01-01"),
      result("1.3", "3.12", "skip", at: "2026-01-01"),
      result("1.4", "3.12", "pass", at: "2026-01-01", basis: "declared"),
      result("1.5", "3.12", "pass", at: "2026-07-01"))
    let rate = graph.result("C1")
    #expect(rate.total?.brief == "1/3")
    #expect(rate.part("app × python") == "1/3")
    #expect(
      rate.parts.first?.rows.map(\.text) == [
        "app 1.0 with python 3.12: pass", "app 1.1 with python 3.12: fail",
        "app 1.2 with python 3.12: partial",
      ])
    #expect(rate.parts.first?.rows.allSatisfy { $0.record?.description == "component/app" } == true)
    #expect(
      rate.excluded == [
        "1 pair that passes in part, counted as failed", "1 pair without a conclusive result",
        "1 result that no suite tested", "2 results without a conclusion",
      ])
  }

  @Test("C1 keeps patch versions of the counterpart apart and orders versions by their scheme")
  func passRateVersions() {
    let rows = graph(
      result("1.10", "3.12.1", "pass", at: "2026-01-01"),
      result("1.9", "3.12.0", "fail", at: "2026-01-01"),
      result("1.10", "3.12.0", "pass", at: "2026-01-01")
    ).result("C1").parts.first?.rows.map(\.text)
    #expect(
      rows == [
        "app 1.9 with python 3.12.0: fail", "app 1.10 with python 3.12.0: pass",
        "app 1.10 with python 3.12.1: pass",
      ])
  }

  private let supported = [
    component(
      "app", cycles: [("1.0", "2024-01-01", "2027-01-01"), ("0.9", "2023-01-01", "2025-01-01")]),
    component(
      "python",
      cycles: [
        ("3.12", "2023-10-02", "2028-10-31"), ("3.13", "2024-10-07", "2029-10-31"),
        ("3.8", "2019-10-14", "2024-10-07"), ("3.14", "2025-10-07", ""),
        ("3.15", "2026-10-01", "2031-10-31"),
      ]),
  ]

  @Test("C2 asks for every supported pair, and an old test is no test")
  func coverage() {
    let coverage = graph(
      result("1.0.3", "3.12.1", "fail", at: "2026-01-01"),
      result("1.0.1", "3.13.0", "pass", at: "2025-06-30"),
      result("1.0.1", "3.8.0", "pass", at: "2026-01-01"), components: supported
    ).result("C2")
    #expect(coverage.total?.brief == "1/2")
    #expect(
      coverage.parts.first?.rows.map(\.text) == [
        "app 1.0 with python 3.12: tested",
        "app 1.0 with python 3.13: tested more than 365 days ago",
      ])
    #expect(
      coverage.excluded == [
        "counted: from 2025-07-01 until before 2026-07-01, UTC",
        "1 cycle of python whose end of life nobody said",
      ])
  }

  @Test(
    "C2 counts the first day of the window and not the day before",
    arguments: [
      ("2025-07-01", "1/1"), ("2025-06-30", "0/1"), ("2026-06-30", "1/1"), ("2026-07-01", "0/1"),
    ])
  func coverageWindow(ranOn: String, expected: String) {
    let components = [
      component("app", cycles: [("1.0", "2024-01-01", "2027-01-01")]),
      component("python", cycles: [("3.12", "2023-10-02", "2028-10-31")]),
    ]
    // An inconclusive result of today keeps the pair required and proves nothing.
    let graph = graph(
      result("1.0", "3.12", "pass", at: ranOn), result("1.0", "3.12", "error", at: "2026-06-30"),
      components: components)
    #expect(graph.result("C2").total?.brief == expected)
  }

  @Test("C2 takes the newest version where there are no cycles, and declared pairs untested")
  func coverageWithoutCycles() {
    var app = component("app").fields
    app["cycles"] = [
      [
        "name": "1.0", "released": "2024-01-01", "eol": "2027-01-01",
        "supports": [["component": "python", "range": ">=3.12"]],
      ]
    ]
    let released = ["3.11", "3.12", "3.13rc1"].map { version in
      record(
        "release", "python-\(version)",
        ["component": "python", "version": .string(version), "date": "2025-01-01"])
    }
    let graph = graph(
      components: [record("component", "app", app), component("python")] + released)
    let coverage = graph.result("C2")
    #expect(coverage.total?.brief == "0/1")
    #expect(coverage.parts.first?.rows.map(\.text) == ["app 1.0 with python 3.12: untested"])
  }

  @Test("C2 has no data when nothing is required")
  func coverageWithoutPairs() {
    #expect(graph(components: supported).result("C2").total?.brief == "0/0")
    let ended = [
      component("app", cycles: [("1.0", "2020-01-01", "2021-01-01")]), component("python"),
    ]
    let coverage = graph(result("1.0", "3.12", "pass", at: "2026-01-01"), components: ended)
    #expect(coverage.result("C2").total?.brief == "0/0")
  }
}

@Suite("compatibility matrix")
struct CompatibilityMatrixTests {
  private let python = component(
    "python", cycles: [("3.12", "2023-10-02", ""), ("3.13", "2024-10-07", "")])

  @Test("a cell is the worst of the latest results, and untested is not failed")
  func worstOfLatest() {
    let matrices = Graph(
      records: [component("app"), python],
      observations: [
        result("1.0", "3.12.0", "fail", at: "2026-01-01"),
        result("1.0", "3.12.1", "pass", at: "2026-02-01"),
        result("1.0", "3.12.1", "partial", at: "2026-02-01", suite: "system"),
        result("1.1", "3.13.0", "pass", at: "2026-02-01"),
        result("1.2", "3.13.0", "pass", at: "2026-02-01"),
        result("1.2", "3.13.0", "error", at: "2026-03-01"),
        result("1.2", "3.12.0", "skip", at: "2026-03-01"),
        result("1.3", "3.12.0", "pass", at: "2026-03-01", basis: "declared"),
      ], day: today
    ).compatibilityMatrices
    let matrix = matrices.first
    #expect(matrices.count == 1)
    #expect(matrix?.rows.map(\.raw) == ["1.2", "1.1", "1.0"])
    #expect(matrix?.columns.map(\.raw) == ["3.12", "3.13"])
    #expect(
      matrix?.cells.map { $0.map(\.outcome) } == [
        [.skip, .error], [.untested, .pass], [.partial, .untested],
      ])
  }

  @Test("counts leave out skipped cases")
  func counts() {
    var fields = result("1.0", "3.12", "fail", at: "2026-01-01").fields
    fields["counts"] = ["tests": 10, "failures": 2, "errors": 1, "skipped": 3]
    let graph = Graph(
      records: [component("app"), python], observations: [observation("compatibility", fields)],
      day: today)
    let counts = graph.compatibilityMatrices.first?.all.first?.counts
    #expect(counts?.passed == 4)
    #expect(counts?.ran == 7)
  }
}
