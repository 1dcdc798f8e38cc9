import Primitives
import Records

/// A breadth-first search over what each component runs.
///
/// A state holds, for each component, the index of its version among those that it may stop at. So
/// the first time that a state with all goals is met, it is met by a shortest path; ties go to the
/// component and the version that come first.
struct PathSearch {
  /// States that are looked at before the search gives up.
  static let mostStates = 100_000

  /// A version that a component may run on the way.
  struct Stop {
    let version: Version
    let cycle: SupportCycle?
    /// The obstacle of its own, whatever the others run.
    let obstacle: Obstacle?
  }

  private let graph: Graph
  private let pairs: SupportedPairs
  let components: [String]
  private let stops: [[Stop]]
  private let goals: [Int?]
  private let required: [[Version]]

  init(
    _ graph: Graph, _ have: [String: String], _ want: [String: String], keepsToSupported: Bool
  ) {
    self.graph = graph
    let components = have.keys.sorted()
    self.components = components
    pairs = SupportedPairs(graph)
    required = components.map { id in
      guard let component = graph.record("component", id), let from = have[id] else { return [] }
      let to = want[id] ?? graph.cycles(of: id).last?.version.raw ?? from
      return graph.journey(component, from: from, to: to).requiredStops
    }
    stops = zip(components, required).map { id, required in
      PathSearch.stops(
        graph, id, have[id] ?? "", want[id], required, keepsToSupported: keepsToSupported)
    }
    goals = zip(components, stops).map { id, stops in
      want[id] == nil ? nil : stops.count - 1
    }
  }

  /// What runs, the cycles after it up to the goal, and the goal.
  private static func stops(
    _ graph: Graph, _ id: String, _ have: String, _ want: String?, _ required: [Version],
    keepsToSupported: Bool
  ) -> [Stop] {
    let start = graph.version(have, of: id)
    let startLine = graph.line(of: start, id)
    let goal = want.map { graph.version($0, of: id) }
    let first = Stop(version: start, cycle: graph.cycle(of: start, component: id), obstacle: nil)
    if let goal, goal.isSame(as: start) { return [first] }
    let between = graph.cycles(of: id).filter { cycle in
      start.isOlder(than: cycle.version) && cycle.version.raw != startLine
        && goal.map {
          cycle.version.isOlder(than: $0) && cycle.version.raw != graph.line(of: $0, id)
        } ?? true
    }.map { cycle in
      let isRequired = required.contains { graph.line(of: $0, id) == cycle.version.raw }
      return Stop(
        version: cycle.version, cycle: cycle,
        obstacle: obstacle(cycle, on: graph.day, keepsToSupported && !isRequired))
    }
    let last = goal.map { goal in
      Stop(
        version: goal, cycle: graph.cycle(of: goal, component: id),
        obstacle: withdrawn(goal, id, graph)
          ?? (isOut(goal, id, graph) ? nil : .unreleased(id, goal)))
    }
    return [first] + between + [last].compactMap(\.self)
  }

  private static func withdrawn(_ version: Version, _ component: String, _ graph: Graph)
    -> Obstacle?
  {
    guard let release = graph.release(version, of: component), release.isWithdrawn else {
      return nil
    }
    return .withdrawn(component, version, instead: release["yanked"]?["instead"]?.text)
  }

  /// Whether a version is not known to come only after the day.
  private static func isOut(_ version: Version, _ component: String, _ graph: Graph) -> Bool {
    if let out = graph.releaseDate(of: version.raw, component: component) {
      return out.first <= graph.day
    }
    return graph.cycle(of: version, component: component)?.state(on: graph.day) != .upcoming
  }

  private static func obstacle(
    _ cycle: SupportCycle, on day: CalendarDate, _ mustBeSupported: Bool
  ) -> Obstacle? {
    switch cycle.state(on: day) {
    case .upcoming: .unreleased(cycle.component, cycle.version)
    case .ended where mustBeSupported:
      .unsupported(cycle.component, cycle.version, until: cycle.eol)
    default: nil
    }
  }

  /// The shortest path, or the first obstacle in the way of the state that came furthest.
  func run() -> Result<Path, Obstacle> {
    let start = components.map { _ in 0 }
    if isGoal(start) { return .success(Path(moves: [])) }
    var cameFrom: [[Int]: (state: [Int], component: Int)] = [:]
    var seen: Set<[Int]> = [start]
    var queue = [start]
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      for component in components.indices {
        for target in stops[component].indices.dropFirst(state[component] + 1)
        where obstacle(state, component, target) == nil {
          var next = state
          next[component] = target
          guard seen.insert(next).inserted else { continue }
          cameFrom[next] = (state, component)
          if isGoal(next) { return .success(path(to: next, cameFrom)) }
          guard seen.count <= PathSearch.mostStates else {
            return .failure(.tooWide(PathSearch.mostStates))
          }
          queue.append(next)
        }
      }
    }
    return .failure(firstObstacle(queue))
  }

  private func isGoal(_ state: [Int]) -> Bool {
    zip(state, goals).allSatisfy { index, goal in goal.map { $0 == index } ?? true }
  }

  /// Why a component can't be moved to one of its stops; `nil` if it can.
  func obstacle(_ state: [Int], _ component: Int, _ target: Int) -> Obstacle? {
    let stop = stops[component][target]
    if let own = stop.obstacle { return own }
    let from = stops[component][state[component]].version
    for passed in required[component] where from.isOlder(than: passed) {
      let line = graph.line(of: passed, components[component])
      if passed.isOlder(than: stop.version),
        line != graph.line(of: stop.version, components[component]),
        line != graph.line(of: from, components[component])
      {
        return .pair(
          components[component], from, components[component], stop.version,
          because: "a plan requires a stop at \(passed)")
      }
    }
    for other in components.indices where other != component {
      let counterpart = stops[other][state[other]]
      if let reason = pairs.conflict(
        components[component], stop, components[other], counterpart)
      {
        return .pair(
          components[component], stop.version, components[other], counterpart.version,
          because: reason)
      }
    }
    return nil
  }

  /// What stops the state that came furthest: the goals themselves and their pairs first, then the
  /// nearest moves.
  private func firstObstacle(_ reached: [[Int]]) -> Obstacle {
    for (stops, goal) in zip(stops, goals) {
      if let goal, let own = stops[goal].obstacle { return own }
    }
    let end = zip(stops, goals).map { stops, goal in goal ?? 0 }
    for component in components.indices where goals[component] != nil {
      for other in components.indices where other > component && goals[other] != nil {
        if let reason = pairs.conflict(
          components[component], stops[component][end[component]], components[other],
          stops[other][end[other]])
        {
          return .pair(
            components[component], stops[component][end[component]].version, components[other],
            stops[other][end[other]].version, because: reason)
        }
      }
    }
    let furthest =
      reached.enumerated().max { left, right in
        (left.element.reduce(0, +), -left.offset) < (right.element.reduce(0, +), -right.offset)
      }?.element ?? []
    for component in components.indices where goals[component] != nil {
      for target in stops[component].indices.dropFirst(furthest[component] + 1) {
        if let obstacle = obstacle(furthest, component, target) { return obstacle }
      }
    }
    return .tooWide(PathSearch.mostStates)
  }

  private func path(to end: [Int], _ cameFrom: [[Int]: (state: [Int], component: Int)]) -> Path {
    var moves: [Path.Move] = []
    var state = end
    while let step = cameFrom[state] {
      moves.append(move(step.state, step.component, state[step.component]))
      state = step.state
    }
    return Path(moves: moves.reversed())
  }

  private func move(_ state: [Int], _ component: Int, _ target: Int) -> Path.Move {
    let id = components[component]
    let (from, stop) = (stops[component][state[component]].version, stops[component][target])
    let unproven = components.indices.filter { other in
      other != component
        && pairs.isUnproven(id, stop, components[other], stops[other][state[other]])
    }
    return Path.Move(
      component: id, from: from, to: stop.version,
      upgrades: upgrades(id, from, stop.version),
      support: stop.cycle,
      unproven: unproven.map { "\(components[$0]) \(stops[$0][state[$0]].version)" })
  }

  /// Plans that share a part of their way with a move, in order of where they start.
  private func upgrades(_ component: String, _ from: Version, _ to: Version) -> [Record] {
    func end(_ upgrade: Record, _ name: String) -> Version {
      graph.version(upgrade[name]?.text ?? "", of: component)
    }
    return graph.records("upgrade").filter { upgrade in
      upgrade.component == component && end(upgrade, "from").isOlder(than: to)
        && from.isOlder(than: end(upgrade, "to"))
    }.sorted { (end($0, "from"), $0.id) < (end($1, "from"), $1.id) }
  }

  /// The first version on a path that is out of support on the day.
  func firstUnsupported(of path: Path) -> Obstacle? {
    for move in path.moves {
      guard let component = components.firstIndex(of: move.component) else { continue }
      let stop = stops[component].first { $0.version == move.to }
      if let obstacle = stop?.obstacle { return obstacle }
    }
    return nil
  }
}
