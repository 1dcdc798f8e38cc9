import TestSupport
import Testing

@testable import Documents

@Suite("difference") struct DifferenceTests {
  @Test(arguments: Seeds.first(200))
  func applyingGivesTheOtherText(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let old = (0..<random.number(0...39)).map { _ in random.number(0...5) }
    let new = (0..<random.number(0...39)).map { _ in random.number(0...5) }
    let difference = Difference(from: old, to: new)
    #expect(difference.applied(to: old, adding: new) == new)
    // All of the old text is accounted for, in order.
    let spent = difference.edits.compactMap { edit -> Int? in
      switch edit {
      case .same(let index, let other):
        #expect(old[index] == new[other])
        return index
      case .removed(let index): return index
      case .added: return nil
      }
    }
    #expect(spent == Array(old.indices))
    #expect(edits(difference) == shortest(old, new))
  }

  @Test func tooManyEditsAreAReplacement() {
    let old = (0..<5_000).map { $0 * 2 }
    let new = (0..<5_000).map { $0 * 2 + 1 }
    #expect(Difference(from: old, to: new).applied(to: old, adding: new) == new)
  }

  private func edits(_ difference: Difference) -> Int {
    difference.edits.count { if case .same = $0 { false } else { true } }
  }

  /// By the longest common subsequence.
  private func shortest(_ old: [Int], _ new: [Int]) -> Int {
    var row = Array(repeating: 0, count: new.count + 1)
    for left in old {
      var diagonal = 0
      for (index, right) in new.enumerated() {
        let above = row[index + 1]
        row[index + 1] = left == right ? diagonal + 1 : max(row[index], above)
        diagonal = above
      }
    }
    return old.count + new.count - 2 * (row.last ?? 0)
  }
}
