/// Finds what somebody probably meant by a name that does not exist.
public enum Spelling {
  /// The candidate nearest to a misspelt name, for "did you mean"; `nil` if none is near enough.
  ///
  /// Near enough is at most a third of the longer name's bytes, and at least one edit. Edits are
  /// insertions, deletions, substitutions and swaps of neighbours; letter case counts for nothing.
  /// Of equally near candidates the first one is taken. Cost: candidates × length².
  public static func nearest(to name: String, among candidates: [String]) -> String? {
    let wanted = folded(name)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let letters = folded(candidate)
      let limit = max(1, max(wanted.count, letters.count) / 3)
      guard abs(wanted.count - letters.count) <= limit else { continue }
      let distance = distance(from: wanted, to: letters)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// Bytes with ASCII letters lowered, cut off where nobody would have misspelt a name.
  private static func folded(_ text: String) -> [UInt8] {
    text.utf8.prefix(80).map { (65...90).contains($0) ? $0 + 32 : $0 }
  }

  /// Optimal string alignment distance (restricted Damerau–Levenshtein).
  private static func distance(from left: [UInt8], to right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let same = left[row] == right[column]
        var cost = min(last[column] + (same ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
