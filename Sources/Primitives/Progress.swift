import Synchronization

/// How far a piece of work has come: counted by those who do it, looked at by whoever shows it.
///
/// Counting is one atomic addition, so that workers of all threads can do it for each page; nobody
/// waits for the one who looks.
public final class Progress: Sendable {
  /// What is being done, and how much of it is done.
  public struct State: Sendable, Hashable {
    /// The work in a word or two, such as `pages`; empty before anything began.
    public let work: String
    /// How many things are done.
    public let done: Int
    /// How many there are; 0 when nobody knows.
    public let total: Int
  }

  private let stage = Mutex<(work: String, total: Int)>(("", 0))
  private let done = Atomic<Int>(0)

  /// Makes a progress of nothing.
  public init() {}

  /// Begins a piece of work, of which so many things are to be done.
  public func begin(_ work: String, of total: Int = 0) {
    stage.withLock { stage in
      stage = (work, total)
      done.store(0, ordering: .relaxed)
    }
  }

  /// Counts things as done.
  public func advance(by count: Int = 1) { done.add(count, ordering: .relaxed) }

  /// What is known at this moment.
  public var state: State {
    let (work, total) = stage.withLock { $0 }
    let count = done.load(ordering: .relaxed)
    return State(work: work, done: total > 0 ? min(count, total) : count, total: total)
  }
}
