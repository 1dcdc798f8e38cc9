import Primitives
import Records
import Testing

@Suite struct FieldDifferenceTests {
  private func lines(_ old: Object, _ new: Object) -> [String] {
    FieldDifference.between(old, new).map(\.line)
  }

  @Test func namesEachValueByItsPath() {
    #expect(
      lines(
        ["severity": 3, "impact": ["users": 5, "text": "a"], "gone": true],
        ["severity": 2, "impact": ["users": 6, "text": "a"], "summary": "new"])
        == [
          "severity: 3 → 2", "impact.users: 5 → 6", "summary: added \"new\"", "gone: removed true",
        ])
    #expect(lines(["a": [1, 2]], ["a": [1, 2]]).isEmpty)
  }

  @Test func membersWithKeysAreFoundWhereverTheyAre() {
    let old: Object = ["steps": [["key": "a", "command": "x"], ["key": "b", "command": "y"]]]
    let new: Object = ["steps": [["key": "b", "command": "z"], ["key": "a", "command": "x"]]]
    #expect(
      lines(old, new) == [
        "steps[b].command: \"y\" → \"z\"", "steps in order: [\"a\",\"b\"] → [\"b\",\"a\"]",
      ])
    #expect(
      lines(["steps": [["key": "a"]]], ["steps": []]) == ["steps[a]: removed {\"key\":\"a\"}"])
  }

  @Test func whatIsAddedInTheMiddleIsOneDifference() {
    #expect(lines(["t": ["a", "c"]], ["t": ["a", "b", "c"]]) == ["t[1]: added \"b\""])
    #expect(lines(["t": ["a", "b", "c"]], ["t": ["a", "x", "c"]]) == ["t[1]: \"b\" → \"x\""])
    #expect(lines(["t": ["a", "a"]], ["t": ["a"]]) == ["t[1]: removed \"a\""])
  }
}
