import Primitives
import Records
import Testing

@testable import Knowledge

/// What a graph computes once has to be what looking through all records gives.
@Suite("indexes of a graph") struct GraphIndexTests {
  private let graph: Graph = {
    var records = [component("app", cycles: [("13", "2024-01-01", "2027-01-01")]), component("db")]
    for (number, name) in ["app", "db", "app", "app"].enumerated() {
      records.append(
        record(
          "release", "r\(number)",
          [
            "component": .string(name), "version": .string("\(13 + number).0"),
            "date": .string("2024-05-0\(number + 1)"),
          ]))
      records.append(
        record(
          "deprecation", "d\(number)",
          [
            "component": .string(name), "subject": "thing", "announced": ["on": "2024-01-01"],
            "plannedRemoval": ["on": .string("2027-0\(9 - number)-01")],
          ]))
      let selector: Value = number == 1 ? ["phase": "backup"] : ["component": .string(name)]
      records.append(
        record(
          "lesson", "l\(number)",
          [
            "statement": "Wait.", "polarity": "do", "status": number == 3 ? "retired" : "accepted",
            "severity": number == 2 ? "critical" : "low", "evidence": ["incident/x"],
            "appliesTo": [selector],
          ]))
    }
    records += ["one", "two"].map {
      upgrade(
        $0, from: "13", to: "16", steps: [["key": "dump", "title": "Dump", "phase": "backup"]])
    }
    return Graph(records: records, day: today)
  }()

  @Test(arguments: ["release", "deprecation", "lesson", "upgrade", "component"])
  func recordsOfAComponent(_ kind: String) {
    for name in ["app", "db", "none"] {
      let expected = graph.records(kind).filter { $0.component == name }
      #expect(graph.records(kind, of: name) == expected)
    }
  }

  @Test func releasesByVersion() {
    #expect(graph.release("14.0", of: "db")?.id.id == "r1")
    #expect(graph.release("14.0", of: "app") == nil)
  }

  @Test func deprecationsOfAComponent() {
    #expect(graph.deprecations.map(\.record.id.id) == ["d3", "d2", "d1", "d0"])
    #expect(graph.deprecations(of: "app").map(\.record.id.id) == ["d3", "d2", "d0"])
    #expect(graph.deprecations(of: "none").isEmpty)
  }

  @Test func livesFollowTheDay() {
    let later = graph.looked(on: day("2027-12-31"))
    #expect(graph.deprecations.allSatisfy { $0.state == .announced })
    #expect(later.deprecations.allSatisfy { $0.state == .overdue })
  }

  @Test func lessonsAreThoseOfADirectMatch() {
    for upgrade in graph.records("upgrade") {
      let direct = graph.matches(of: graph.lessonCandidates.all, with: upgrade)
      let places = graph.lessons(for: upgrade).map { "\($0.lesson.id) \($0.step ?? "-")" }
      #expect(places == direct.map { "\($0.lesson.id) \($0.step ?? "-")" })
      #expect(places == ["lesson/l2 -", "lesson/l0 -", "lesson/l1 dump"])
    }
  }

  @Test func appearancesAreThoseOfAllPlans() {
    for lesson in graph.records("lesson") {
      let expected = graph.records("upgrade").flatMap { graph.lessons(for: $0) }
        .filter { $0.lesson.id == lesson.id }.map(\.upgrade)
      #expect(graph.appearances(of: lesson).map(\.upgrade) == expected)
    }
    #expect(graph.appearances(of: graph.records("lesson")[0]).count == 2)
  }

  @Test func anotherTextOfAPlanIsMatchedAnew() {
    let draft = upgrade(
      "one", from: "13", to: "16", steps: [["key": "load", "title": "Load", "phase": "backup"]])
    #expect(graph.lessons(for: draft).compactMap(\.step) == ["load"])
  }

  @Test func computesOnce() {
    let value = Computed<Int>()
    var calls = 0
    for _ in 0..<3 {
      #expect(
        value.value {
          calls += 1
          return 7
        } == 7)
    }
    #expect(calls == 1)
  }
}
