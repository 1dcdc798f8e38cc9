import Primitives
import Records

/// The lives of all deprecations of a graph: most documents need some of them.
struct DeprecationLives: Sendable {
  /// Ordered by the day of removal; those without one last.
  let all: [DeprecationLife]
  let byComponent: [String: [DeprecationLife]]
  /// What the lives of each component's deprecations were computed from, by their key.
  let reads: [UInt64: Reads]

  init(_ graph: Graph) {
    var reads: [UInt64: Reads] = [:]
    var lives: [DeprecationLife] = []
    let groups = Dictionary(grouping: graph.records("deprecation")) { $0.component ?? "" }
    for component in groups.keys.sorted() {
      let (found, read) = Reads.of {
        (groups[component] ?? []).map { record in
          Reads.note(record.readKey)
          return graph.life(of: record)
        }
      }
      reads[ReadKey.lives(component)] = read
      lives += found
    }
    all = Self.ordered(lives)
    byComponent = Dictionary(grouping: all, by: \.component)
    self.reads = reads
  }

  /// The same by the day of removal.
  static func ordered(_ lives: [DeprecationLife]) -> [DeprecationLife] {
    lives.sorted { left, right in
      switch (left.removal?.on?.first, right.removal?.on?.first) {
      case (let a?, let b?) where a != b: a < b
      case (_?, nil): true
      case (nil, _?): false
      default: left.record.id < right.record.id
      }
    }
  }
}
