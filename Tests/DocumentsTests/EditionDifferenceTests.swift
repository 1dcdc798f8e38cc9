import Documents
import Testing

@Suite("what changed between editions")
struct EditionDifferenceTests {
  private func step(
    _ number: Int, _ key: String, _ title: String, _ text: String, _ command: String
  )
    -> String
  {
    """
    #### \(number). \(title) {#step-\(key)}

    \(text)

    ```bash
    \(command)
    ```

    - [ ] Done: \(title)


    """
  }

  private func changes(_ old: String, _ new: String, _ aliases: [String: String] = [:]) -> [String]
  {
    EditionDifference(from: Array(old.utf8), to: Array(new.utf8), aliases: aliases).parts.map {
      "\($0.key): \($0.changes.map(\.rawValue).joined(separator: "+"))"
    }
  }

  private let head = "# Plan\n\nWhat for.\n\n## Steps {#steps}\n\n"
  private var a: String { step(1, "a", "Go", "See [step 2: Stay](#step-b).", "go now") }
  private var b: String { step(2, "b", "Stay", "Stay here.", "sleep 1") }
  private var c: String { step(3, "c", "Leave", "Leave it.", "exit") }

  @Test("the same text has no difference")
  func same() {
    #expect(changes(head + a + b, head + a + b) == [])
  }

  @Test("moved is not changed: new numbers alone say nothing")
  func moved() {
    let one = step(1, "c", "Leave", "Leave it.", "exit")
    let two = step(2, "a", "Go", "See [step 3: Stay](#step-b).", "go now")
    let three = step(3, "b", "Stay", "Stay here.", "sleep 1")
    #expect(changes(head + a + b + c, head + one + two + three) == ["step-c: moved"])
    let difference = EditionDifference(
      from: Array((head + a + b + c).utf8), to: Array((head + one + two + three).utf8))
    #expect(difference.text == "moved from step 3 to 1: step-c  Leave\n")
  }

  @Test("a step before others is added, and they did not move")
  func added() {
    let new = step(1, "n", "New", "N.", "n")
    let later = step(2, "a", "Go", "See [step 3: Stay](#step-b).", "go now")
    #expect(changes(head + a + b, head + new + later + b) == ["step-n: added"])
    #expect(changes(head + new + later + b, head + a + b) == ["step-n: removed"])
  }

  @Test("reworded and changed commands are told apart")
  func reworded() {
    #expect(
      changes(head + b, head + step(2, "b", "Stay", "Stay there.", "sleep 1")) == [
        "step-b: reworded"
      ])
    #expect(
      changes(head + b, head + step(2, "b", "Stay", "Stay here.", "sleep 2")) == [
        "step-b: changed command"
      ])
    #expect(
      changes(head + b, head + step(2, "b", "Wait", "Stay here.", "sleep 2")) == [
        "step-b: reworded+changed command"
      ])
    let difference = EditionDifference(
      from: Array((head + b).utf8),
      to: Array((head + step(2, "b", "Wait", "Stay here.", "sleep 2")).utf8))
    #expect(difference.parts.first?.lines == ["- Stay", "+ Wait", "- sleep 1", "+ sleep 2"])
    #expect(
      difference.text
        == "reworded, changed command: step-b  Wait\n    - Stay\n    + Wait\n    - sleep 1\n    + sleep 2\n"
    )
  }

  @Test("an alias leads from the old key to the new one")
  func renamed() {
    let new = step(2, "stay", "Stay", "Stay here.", "sleep 1")
    #expect(changes(head + b, head + new, ["b": "stay"]) == ["step-stay: renamed"])
    #expect(changes(head + b, head + new).sorted() == ["step-b: removed", "step-stay: added"])
    // An alias that still is a key of its own renames nothing.
    #expect(changes(head + b, head + b + new, ["b": "stay"]) == ["step-stay: added"])
  }

  @Test("a heading in code is no section, and sections without anchors go by their words")
  func headings() {
    let old = "# T\n\n## One\n\nx\n\n```\n## no\n```\n\n## Two\n\ny\n"
    #expect(
      changes(old, "# T\n\n## One\n\nx\n\n```\n## yes\n```\n\n## Two\n\nz\n") == [
        "One: changed command", "Two: reworded",
      ])
    #expect(
      changes(old, "# Other\n\n## One\n\nx\n\n```\n## no\n```\n\n## Two\n\ny\n") == [
        "title: reworded"
      ])
  }

  @Test("headings with the same words are told apart by their order")
  func repeated() {
    let old = "## Apply\n\nx\n\n## Wait\n\ny\n\n## Apply\n\nz\n"
    #expect(changes(old, old + "\n") == [])
    #expect(
      changes(old, "## Apply\n\nx\n\n## Wait\n\ny\n\n## Apply\n\nv\n") == [
        "Apply (2): reworded"
      ])
    #expect(changes(old, "## Apply\n\nx\n\n## Wait\n\ny\n") == ["Apply (2): removed"])
  }

  private func plan(_ rows: String...) -> String {
    "## The plan {#plan}\n\n| Step | Do | Takes |\n| --- | --- | --- |\n"
      + rows.enumerated().map { "| \($0 + 1) | \($1) |\n" }.joined() + "\n"
  }

  @Test("the table of all steps is not reworded because steps moved, came or went")
  func table() {
    let (go, stay) = ("[Go](#step-a) | 5 minutes", "[Stay](#step-b) | 1 hour")
    #expect(changes(plan(go, stay), plan(stay, go)) == [])
    #expect(changes(plan(go, stay), plan(stay)) == [])
    #expect(changes(plan(go), plan(go, stay)) == [])
    #expect(
      changes(plan(go, stay), plan(stay, "[Go](#step-a) | 6 minutes")) == ["plan: reworded"])
    let renamed = EditionDifference(
      from: Array((plan(go) + a).utf8),
      to: Array((plan("[Go](#step-n) | 9 minutes") + step(1, "n", "Go", "See.", "go now")).utf8),
      aliases: ["a": "n"])
    #expect(renamed.parts.first?.lines == ["- | Go | 5 minutes |", "+ | Go | 9 minutes |"])
  }

  @Test("a number that somebody wrote outside a link is a change")
  func written() {
    let new = step(2, "b", "Stay", "As in step 4, stay.", "sleep 1")
    let old = step(2, "b", "Stay", "As in step 3, stay.", "sleep 1")
    #expect(changes(old, new) == ["step-b: reworded"])
    #expect(
      changes(
        step(1, "a", "Go", "Back to [step R1: No](#step-n).", "go"),
        step(1, "a", "Go", "Back to [step R2: No](#step-n).", "go")) == [])
  }

  @Test("editions between two renames are compared by the key of today")
  func chain() {
    let names = ["a", "b", "c"].map { step(1, $0, "Go", "Go.", "go") }
    let aliases = ["a": "c", "b": "c"]
    #expect(changes(names[0], names[1], aliases) == ["step-b: renamed"])
    #expect(changes(names[1], names[2], aliases) == ["step-c: renamed"])
    #expect(changes(names[2], names[0], aliases) == ["step-a: renamed"])
    // Two of the same name are two: only one can be the renamed one.
    #expect(
      changes(names[0], names[1] + names[2], aliases).sorted() == [
        "step-b: renamed", "step-c: added",
      ])
  }

  @Test("headings of phases alone are no sections")
  func phases() {
    let difference = EditionDifference(
      from: Array("## Steps {#s}\n\n### Apply\n\n\(b)".utf8),
      to: Array("## Steps {#s}\n\n\(b)".utf8))
    #expect(difference.isEmpty && !difference.isIdentical)
    #expect(difference.unchanged.map(\.key) == ["s", "step-b"])
  }

  @Test("law: what is added one way is removed the other, what moved or changed does so both ways")
  func symmetric() {
    let texts = [head + a + b + c, head + c + a, head + b + a, head, "", head + a + b + c + "x\n"]
    for old in texts {
      for new in texts {
        let there = EditionDifference(from: Array(old.utf8), to: Array(new.utf8))
        let back = EditionDifference(from: Array(new.utf8), to: Array(old.utf8))
        #expect(there.isEmpty == (old == new))
        func keys(_ difference: EditionDifference, _ change: EditionDifference.Change) -> [String] {
          difference.parts.filter { $0.changes.contains(change) }.map(\.key).sorted()
        }
        #expect(keys(there, .added) == keys(back, .removed))
        #expect(keys(there, .reworded) == keys(back, .reworded))
        #expect(keys(there, .command) == keys(back, .command))
        #expect(keys(there, .moved).count == keys(back, .moved).count)
      }
    }
  }
}
