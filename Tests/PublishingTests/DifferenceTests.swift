import Testing

@testable import Publishing

@Suite("difference") struct DifferenceTests {
  @Test(arguments: UInt64(1)...200)
  func applyingGivesTheOtherText(seed: UInt64) {
    var random = Random(state: seed)
    let old = (0..<random.next(40)).map { _ in random.next(6) }
    let new = (0..<random.next(40)).map { _ in random.next(6) }
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

  @Test func pagesShowLinesAndWords() {
    let page = DifferencePage(
      from: Array("# T\n\n## Steps\n\nRun it now.\n\nSame\n".utf8),
      to: Array("# T\n\n## Steps\n\nRun it twice.\n\nSame\n\n## New & <b>\n\nText\n".utf8))
    var out: [UInt8] = []
    page.write(reason: "a < b", oldNumber: 1, newNumber: 2, into: &out)
    let html = String(decoding: out, as: UTF8.self)
    #expect(html.contains("<h2>Steps</h2>"))
    #expect(html.contains("Run it <del>now</del><ins>twice</ins>."))
    #expect(html.contains("<li class=\"diff-added\"><ins>Text</ins></li>"))
    #expect(html.contains("New &amp; &lt;b&gt;"))
    #expect(html.contains("a &lt; b"))
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

/// xorshift: the same numbers for the same seed.
struct Random {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}
