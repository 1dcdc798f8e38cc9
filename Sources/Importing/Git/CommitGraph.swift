import Primitives

/// The commits of a history as numbers, with their parents: 62,000 of them take two megabytes.
struct CommitGraph: Sendable {
  /// The ids, in hexadecimal, by number.
  private(set) var ids: [String] = []
  /// Seconds since 1970 at which each was committed.
  private(set) var times: [Int] = []
  private var starts: [Int32] = [0]
  private var parentNumbers: [Int32] = []
  private var numbers: [String: Int] = [:]

  /// Reads the history of some commits.
  static func read(_ git: GitCommand, from heads: [String]) async throws(Diagnostics) -> CommitGraph
  {
    var graph = CommitGraph()
    guard !heads.isEmpty else { return graph }
    var lines: [(id: String, time: Int, parents: [String])] = []
    try await git.parts(
      ["rev-list", "--timestamp", "--parents", "--stdin"],
      input: Array(heads.joined(separator: "\n").utf8) + [10], endingIn: 10
    ) { line in
      let parts = line.split(separator: 32)
      guard parts.count >= 2 else { return }
      let words = parts.map { String(decoding: $0, as: UTF8.self) }
      lines.append((words[1], Int(words[0]) ?? 0, Array(words[2...])))
    }
    graph.numbers.reserveCapacity(lines.count)
    for (number, line) in lines.enumerated() { graph.numbers[line.id] = number }
    for line in lines {
      graph.ids.append(line.id)
      graph.times.append(line.time)
      graph.parentNumbers += line.parents.compactMap { graph.numbers[$0].map(Int32.init) }
      graph.starts.append(Int32(graph.parentNumbers.count))
    }
    return graph
  }

  /// How many commits there are.
  var count: Int { ids.count }

  /// The number of a commit.
  func number(_ id: String) -> Int? { numbers[id] }

  /// The parents of a commit, the first one first.
  func parents(_ commit: Int) -> ArraySlice<Int32> {
    parentNumbers[Int(starts[commit])..<Int(starts[commit + 1])]
  }

  /// Every commit that can be reached from one, the newest first; of equally old ones the smaller id.
  ///
  /// A commit never comes before all its children that can be reached: clocks that went wrong
  /// change the order among others only.
  func walk(from head: Int) -> [Int] {
    var order: [Int] = []
    var isKnown = [Bool](repeating: false, count: count)
    var queue = CommitQueue(self)
    isKnown[head] = true
    queue.push(head)
    while let commit = queue.pop() {
      order.append(commit)
      for parent in parents(commit) where !isKnown[Int(parent)] {
        isKnown[Int(parent)] = true
        queue.push(Int(parent))
      }
    }
    return order
  }

  /// Whether a commit comes before another in a walk.
  fileprivate func comesFirst(_ left: Int, _ right: Int) -> Bool {
    times[left] == times[right] ? ids[left] < ids[right] : times[left] > times[right]
  }
}

/// A binary heap of commits, the newest on top.
private struct CommitQueue {
  private let graph: CommitGraph
  private var heap: [Int] = []

  init(_ graph: CommitGraph) { self.graph = graph }

  mutating func push(_ commit: Int) {
    heap.append(commit)
    var child = heap.count - 1
    while child > 0, graph.comesFirst(heap[child], heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> Int? {
    guard let top = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return top }
    heap[0] = last
    var parent = 0
    while true {
      var best = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if graph.comesFirst(heap[child], heap[best]) { best = child }
      }
      guard best != parent else { return top }
      heap.swapAt(best, parent)
      parent = best
    }
  }
}
