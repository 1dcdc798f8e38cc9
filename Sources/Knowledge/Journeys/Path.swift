import Primitives
import Records

/// An order of moves that leads several components from what runs now to what is wanted.
public struct Path: Sendable {
  /// One component is moved, all others stay.
  public struct Move: Sendable {
    /// The id of the component.
    public let component: String
    /// What ran before.
    public let from: Version
    /// What runs after.
    public let to: Version
    /// Plans for this move or parts of it, in order.
    public let upgrades: [Record]
    /// Where the support of `to` stands on the day; `nil` if no cycle is declared.
    public let support: SupportCycle?
    /// Counterparts of which nobody declared or tested that they work with `to`, though somebody
    /// speaks of the two components.
    public let unproven: [String]
  }

  /// The moves, in order; empty when everything wanted runs already.
  public let moves: [Move]
}

/// Why a move or an end is not legal.
public enum Obstacle: Sendable, Hashable {
  /// Two versions do not work together, and who says so.
  case pair(String, Version, String, Version, because: String)
  /// Nobody closes holes in the version on the day.
  case unsupported(String, Version, until: PartialDate?)
  /// The version is not out on the day.
  case unreleased(String, Version)
  /// The version was taken back by its makers; which one they name instead.
  case withdrawn(String, Version, instead: String?)
  /// What is wanted is older than what runs.
  case backwards(String, from: Version, to: Version)
  /// More states than are searched.
  case tooWide(Int)
}

/// What a search for a path found.
public enum PathAnswer: Sendable {
  /// The shortest path on which every version is supported.
  case found(Path)
  /// No such path: the first obstacle, and the shortest path through versions that are out of
  /// support, where there is one.
  case none(Obstacle, throughUnsupported: Path?)
}

extension Graph {
  /// The shortest legal order of moves from what runs to what is wanted, as of the day.
  ///
  /// A move is legal when the version that it leads to is out and supported (a stop that plans
  /// require and the goal itself may be out of support), passes no required stop, and works with
  /// what all other components run at that moment. Components without a goal move only if that
  /// helps. What runs now may be a pair that does not work.
  ///
  /// - Parameters:
  ///   - have: what runs, by id of the component.
  ///   - want: what is to run; of components in `have`.
  /// - Returns: the path, or what stands in its way.
  public func path(have: [String: String], want: [String: String]) -> PathAnswer {
    for id in have.keys.sorted() {
      guard let goal = want[id] else { continue }
      let (from, to) = (version(have[id] ?? "", of: id), version(goal, of: id))
      if to.isOlder(than: from) {
        return .none(.backwards(id, from: from, to: to), throughUnsupported: nil)
      }
    }
    let strict = PathSearch(self, have, want, keepsToSupported: true)
    switch strict.run() {
    case .success(let path): return .found(path)
    case .failure(let obstacle):
      let wide = PathSearch(self, have, want, keepsToSupported: false).run()
      guard case .success(let path) = wide else {
        if case .failure(let other) = wide { return .none(other, throughUnsupported: nil) }
        return .none(obstacle, throughUnsupported: nil)
      }
      return .none(strict.firstUnsupported(of: path) ?? obstacle, throughUnsupported: path)
    }
  }
}

extension Obstacle: Error {}
