import Records

/// The lives of all deprecations of a graph: most documents need some of them.
struct DeprecationLives: Sendable {
  /// Ordered by the day of removal; those without one last.
  let all: [DeprecationLife]
  let byComponent: [String: [DeprecationLife]]

  init(_ graph: Graph) {
    all = graph.records("deprecation").map(graph.life(of:)).sorted { left, right in
      switch (left.removal?.on?.first, right.removal?.on?.first) {
      case (let a?, let b?) where a != b: a < b
      case (_?, nil): true
      case (nil, _?): false
      default: left.record.id < right.record.id
      }
    }
    byComponent = Dictionary(grouping: all, by: \.component)
  }
}
