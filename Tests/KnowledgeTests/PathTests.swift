import Primitives
import Records
import Testing

@testable import Knowledge

@Suite("paths through supported pairs")
struct PathTests {
  /// A component whose cycles are supported from 2020 to the year given, with declared ranges.
  private func part(
    _ id: String, _ cycles: [(name: String, ends: String, supports: [String: String])]
  ) -> Record {
    let values = cycles.map { cycle -> Value in
      let supports = cycle.supports.keys.sorted().map { other -> Value in
        ["component": .string(other), "range": .string(cycle.supports[other] ?? "")]
      }
      return [
        "name": .string(cycle.name), "released": "2020-01-01", "eol": .string(cycle.ends),
        "supports": .list(supports),
      ]
    }
    return record(
      "component", id, ["type": "library", "versionScheme": "pep440", "cycles": .list(values)])
  }

  private func python(
    _ names: [String] = ["3.9", "3.10", "3.11", "3.12"], ends: String = "2030-01-01"
  )
    -> Record
  {
    part("python", names.map { ($0, ends, [:]) })
  }

  private func moves(_ answer: PathAnswer) -> [String]? {
    guard case .found(let path) = answer else { return nil }
    return path.moves.map { "\($0.component) \($0.from) \($0.to)" }
  }

  private func obstacle(_ answer: PathAnswer) -> Obstacle? {
    guard case .none(let obstacle, _) = answer else { return nil }
    return obstacle
  }

  private var django: Record {
    part(
      "django",
      [
        ("3.2", "2030-01-01", ["python": ">=3.6,<3.11"]),
        ("4.2", "2030-01-01", ["python": ">=3.8,<3.13"]),
        ("5.2", "2030-01-01", ["python": ">=3.10,<3.15"]),
      ])
  }

  @Test("a withdrawn release is no goal, and what to take instead is named")
  func withdrawn() {
    let yanked = record(
      "release", "django-5.2",
      [
        "component": "django", "version": "5.2", "status": "yanked", "date": "2025-04-02",
        "yanked": ["reason": "It loses data.", "instead": "5.2.1"],
      ])
    let graph = Graph(records: [python(), django, yanked], day: today)
    let answer = graph.path(have: ["django": "4.2"], want: ["django": "5.2"])
    #expect(
      obstacle(answer)
        == .withdrawn("django", graph.version("5.2", of: "django"), instead: "5.2.1"))
  }

  @Test("the order that works: neither can go all the way first")
  func interleaved() {
    let graph = Graph(records: [python(), django], day: today)
    let have = ["python": "3.9", "django": "3.2"]
    let answer = graph.path(have: have, want: ["python": "3.12", "django": "5.2"])
    #expect(
      moves(answer) == ["django 3.2 4.2", "python 3.9 3.12", "django 4.2 5.2"])
    #expect(moves(graph.path(have: have, want: have)) == [])
  }

  @Test("a goal that is not out on the day is the reason, before anything on the way to it")
  func goalNotOut() {
    let app = component(
      "app",
      cycles: [
        ("1", "2020-01-01", ""), ("2", "2021-01-01", "2022-01-01"), ("3", "2027-01-01", ""),
      ])
    let release = record(
      "release", "app-2.5", ["component": "app", "version": "2.5", "date": "2026-12-01"])
    let graph = Graph(records: [app, release], day: today)
    for goal in ["3", "3.1", "2.5"] {
      let found = obstacle(graph.path(have: ["app": "1"], want: ["app": goal]))
      #expect(found == .unreleased("app", graph.version(goal, of: "app")), "\(goal)")
    }
    #expect(moves(graph.path(have: ["app": "1"], want: ["app": "2.4"])) == ["app 1 2.4"])
    #expect(["1.7", "2.5", "3"].allSatisfy { graph.knows($0, of: "app") })
    #expect(!graph.knows("99", of: "app"))
    #expect(graph.knows("99", of: "nothing-recorded"))
  }

  @Test("a component without a goal moves only if that helps")
  func free() {
    let graph = Graph(records: [python(), django], day: today)
    let have = ["python": "3.9", "django": "3.2"]
    #expect(
      moves(graph.path(have: have, want: ["django": "5.2"])) == [
        "python 3.9 3.10", "django 3.2 5.2",
      ])
    #expect(moves(graph.path(have: have, want: ["django": "4.2"])) == ["django 3.2 4.2"])
  }

  @Test("required stops are not skipped, and may be out of support")
  func requiredStops() {
    let app = part(
      "app", [("1.0", "2030-01-01", [:]), ("1.5", "2021-01-01", [:]), ("2.0", "2030-01-01", [:])])
    let plan = upgrade("way", from: "1.0", to: "2.0", ["requiredStops": ["1.5"]])
    let graph = Graph(records: [app, plan], day: today)
    let answer = graph.path(have: ["app": "1.0"], want: ["app": "2.0"])
    #expect(moves(answer) == ["app 1.0 1.5", "app 1.5 2.0"])
    let plain = Graph(records: [app], day: today)
    let direct = plain.path(have: ["app": "1.0"], want: ["app": "2.0"])
    #expect(moves(direct) == ["app 1.0 2.0"])
    guard case .found(let path) = graph.path(have: ["app": "1.0"], want: ["app": "2.0"]) else {
      return
    }
    #expect(path.moves.map { $0.upgrades.map(\.id.id) } == [["way"], ["way"]])
  }

  @Test("versions out of support are no stops, and the way through them is still told")
  func windows() {
    let old = python(ends: "2026-01-01")
    let graph = Graph(records: [old, django], day: today)
    let answer = graph.path(
      have: ["python": "3.9", "django": "3.2"], want: ["django": "5.2"])
    guard case .none(let obstacle, let through) = answer else {
      Issue.record("a way was found")
      return
    }
    #expect(
      obstacle
        == .unsupported(
          "python", graph.version("3.10", of: "python"), until: PartialDate("2026-01-01")))
    #expect(through?.moves.count == 2)
    let before = graph.looked(on: day("2025-12-31"))
    #expect(
      moves(before.path(have: ["python": "3.9", "django": "3.2"], want: ["django": "5.2"]))?.count
        == 2)
  }

  @Test("the pair that stands in the way is named, also at the goal itself")
  func blocked() {
    let graph = Graph(records: [python(), django], day: today)
    let answer = graph.path(
      have: ["python": "3.9", "django": "3.2"], want: ["python": "3.12", "django": "3.2"])
    #expect(
      obstacle(answer)
        == .pair(
          "django", graph.version("3.2", of: "django"), "python",
          graph.version("3.12", of: "python"), because: "django 3.2 supports python >=3.6,<3.11"))
    let back = graph.path(have: ["python": "3.12"], want: ["python": "3.9"])
    #expect(
      obstacle(back)
        == .backwards(
          "python", from: graph.version("3.12", of: "python"),
          to: graph.version("3.9", of: "python")))
  }

  @Test("tests decide where nobody declares, and no test is no conflict")
  func tested() {
    let app = part("app", [("1", "2030-01-01", [:]), ("2", "2030-01-01", [:])])
    func answer(_ outcome: String) -> PathAnswer {
      let row = result("2", "3.9", outcome, at: "2026-01-01")
      return Graph(records: [app, python()], observations: [row], day: today)
        .path(have: ["app": "1", "python": "3.9"], want: ["app": "2"])
    }
    #expect(moves(answer("pass")) == ["app 1 2"])
    #expect(moves(answer("skip")) == ["app 1 2"])
    #expect(moves(answer("fail")) == ["python 3.9 3.10", "app 1 2"])
    guard case .found(let path) = answer("skip") else { return }
    #expect(path.moves.first?.unproven == ["python 3.9"])
  }

  @Test("law: every move is legal and no shorter path exists")
  func shortest() {
    var numbers = SeededGenerator(seed: 7)
    var found = 0
    for _ in 0..<150 {
      func random(_ id: String, _ other: String) -> Record {
        part(
          id,
          (1...4).map { number in
            let low = Int.random(in: 1...3, using: &numbers)
            let high = Int.random(in: low...4, using: &numbers)
            return ("\(number).0", "2030-01-01", [other: ">=\(low).0,<=\(high).0"])
          })
      }
      let graph = Graph(records: [random("a", "b"), random("b", "a")], day: today)
      let pairs = SupportedPairs(graph)
      func stop(_ id: String, _ number: Int) -> PathSearch.Stop {
        let version = graph.version("\(number).0", of: id)
        return PathSearch.Stop(
          version: version, cycle: graph.cycle(of: version, component: id), obstacle: nil)
      }
      func isLegal(_ state: [Int]) -> Bool {
        pairs.conflict("a", stop("a", state[0]), "b", stop("b", state[1])) == nil
      }
      func best(_ state: [Int]) -> Int? {
        if state == [4, 4] { return 0 }
        var nearest: Int?
        for index in 0...1 {
          for target in stride(from: state[index] + 1, through: 4, by: 1) {
            var next = state
            next[index] = target
            guard isLegal(next), let rest = best(next) else { continue }
            nearest = min(nearest ?? .max, rest + 1)
          }
        }
        return nearest
      }
      let answer = graph.path(have: ["a": "1.0", "b": "1.0"], want: ["a": "4.0", "b": "4.0"])
      #expect(moves(answer)?.count == best([1, 1]))
      guard case .found(let path) = answer else { continue }
      found += 1
      var state = [1, 1]
      for move in path.moves {
        let index = move.component == "a" ? 0 : 1
        #expect(move.from.raw == "\(state[index]).0")
        state[index] = Int(move.to.raw.prefix(1)) ?? 0
        #expect(isLegal(state))
      }
      #expect(state == [4, 4])
    }
    #expect(found > 5)
    #expect(found < 150)
  }
}
