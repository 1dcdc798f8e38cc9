/// What was taken out of a list of lines and what was put in, by a longest common subsequence.
struct LineDifference {
  /// Beyond so many pairs of lines the middle is taken as replaced: the cost stays bounded.
  static let mostPairs = 4_000_000

  /// Lines with `-` or `+` before them, in the order of reading; lines that stayed are left out.
  let changes: [String]

  init(from old: [String], to new: [String]) {
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var (oldEnd, newEnd) = (old.count, new.count)
    while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
    }
    changes = LineDifference.middle(Array(old[start..<oldEnd]), Array(new[start..<newEnd]))
  }

  private static func middle(_ old: [String], _ new: [String]) -> [String] {
    guard old.count * new.count <= mostPairs else {
      return old.map { "- \($0)" } + new.map { "+ \($0)" }
    }
    // common[i][j]: how many lines old[i...] and new[j...] have in common.
    var common = [[Int]](
      repeating: [Int](repeating: 0, count: new.count + 1), count: old.count + 1)
    for i in old.indices.reversed() {
      for j in new.indices.reversed() {
        common[i][j] =
          old[i] == new[j] ? common[i + 1][j + 1] + 1 : max(common[i + 1][j], common[i][j + 1])
      }
    }
    var changes: [String] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, j < new.count, old[i] == new[j] {
        i += 1
        j += 1
      } else if j == new.count || (i < old.count && common[i + 1][j] >= common[i][j + 1]) {
        changes.append("- \(old[i])")
        i += 1
      } else {
        changes.append("+ \(new[j])")
        j += 1
      }
    }
    return changes
  }
}
