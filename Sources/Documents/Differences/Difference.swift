/// The edits that turn one list into another.
///
/// Source: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986, the greedy form.
/// Beyond `limit` edits the rest is taken as replaced: the answer stays right, only not smallest,
/// and the cost stays bounded.
public struct Difference: Sendable, Hashable {
  /// What became of one element; all edits together are in the order of reading.
  public enum Edit: Sendable, Hashable {
    /// An element of both: its place in the old and in the new list.
    case same(Int, Int)
    /// An element of the old list alone.
    case removed(Int)
    /// An element of the new list alone.
    case added(Int)
  }

  static let limit = 1_000

  /// Every element of both lists once.
  public let edits: [Edit]

  /// Compares two lists.
  public init<Element: Hashable>(from old: [Element], to new: [Element]) {
    // Numbers compare faster than lines of text.
    var numbers: [Element: Int] = [:]
    func number(_ element: Element) -> Int {
      if let known = numbers[element] { return known }
      numbers[element] = numbers.count
      return numbers.count - 1
    }
    let (left, right) = (old.map(number), new.map(number))
    var start = 0
    while start < left.count, start < right.count, left[start] == right[start] { start += 1 }
    var (oldEnd, newEnd) = (left.count, right.count)
    while oldEnd > start, newEnd > start, left[oldEnd - 1] == right[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
    }
    var edits: [Edit] = (0..<start).map { .same($0, $0) }
    edits += Difference.middle(Array(left[start..<oldEnd]), Array(right[start..<newEnd]), start)
    edits += zip(oldEnd..<left.count, newEnd..<right.count).map { .same($0, $1) }
    self.edits = edits
  }

  /// The new list, made of the old one and the elements that were added.
  public func applied<Element>(to old: [Element], adding new: [Element]) -> [Element] {
    edits.compactMap { edit in
      switch edit {
      case .same(let index, _): old[index]
      case .removed: nil
      case .added(let index): new[index]
      }
    }
  }

  private static func middle(_ old: [Int], _ new: [Int], _ offset: Int) -> [Edit] {
    guard let trace = trace(old, new) else {
      return old.indices.map { .removed($0 + offset) } + new.indices.map { .added($0 + offset) }
    }
    var edits: [Edit] = []
    var (x, y) = (old.count, new.count)
    for (depth, furthest) in trace.enumerated().reversed() {
      let diagonal = x - y
      let before = predecessor(of: diagonal, depth, furthest)
      let fromX = furthest[before + depth + 1]
      let fromY = fromX - before
      while x > fromX, y > fromY {
        x -= 1
        y -= 1
        edits.append(.same(x + offset, y + offset))
      }
      if depth > 0 {
        edits.append(x == fromX ? .added(y - 1 + offset) : .removed(x - 1 + offset))
      }
      (x, y) = (fromX, fromY)
    }
    return edits.reversed()
  }

  /// Before each number of edits: how far each diagonal reaches, from `-depth - 1` on.
  private static func trace(_ old: [Int], _ new: [Int]) -> [[Int]]? {
    var trace: [[Int]] = []
    var furthest = [0, 0, 0]
    for depth in 0...min(limit, old.count + new.count) {
      trace.append(furthest)
      var next = Array(repeating: 0, count: 2 * depth + 5)
      for diagonal in stride(from: -depth, through: depth, by: 2) {
        let before = predecessor(of: diagonal, depth, furthest)
        var x = furthest[before + depth + 1] + (before < diagonal ? 1 : 0)
        while x < old.count, x - diagonal < new.count, old[x] == new[x - diagonal] { x += 1 }
        next[diagonal + depth + 2] = x
        if x >= old.count, x - diagonal >= new.count { return trace }
      }
      // The diagonals of the other parity stay as they were.
      for index in stride(from: 0, to: furthest.count, by: 2) {
        next[index + 1] = furthest[index]
      }
      furthest = next
    }
    return nil
  }

  /// The diagonal that the furthest path on another one came from.
  private static func predecessor(of diagonal: Int, _ depth: Int, _ furthest: [Int]) -> Int {
    let place = diagonal + depth + 1
    if diagonal == -depth { return diagonal + 1 }
    if diagonal == depth { return diagonal - 1 }
    return furthest[place - 1] < furthest[place + 1] ? diagonal + 1 : diagonal - 1
  }
}
