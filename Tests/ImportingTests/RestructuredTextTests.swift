import TestSupport
import Testing

@testable import Importing

@Suite("reStructuredText as Markdown")
struct RestructuredTextTests {
  @Test(
    "known answers",
    arguments: [
      ("Set ``[DEFAULT]/x`` to *1*.", "Set `[DEFAULT]/x` to *1*."),
      ("See `the docs <https://a.example/b>`_.", "See [the docs](<https://a.example/b>)."),
      ("Bug 1_\n\n.. _1: https://b.example/1\n", "Bug [1](<https://b.example/1>)"),
      (
        "A `b`__, `c d`__ and `e <https://e.example>`__.\n\n.. __: https://b.example/b_\n__ https://c.example",
        "A [b](<https://b.example/b_>), [c d](<https://c.example>) and [e](<https://e.example>)."
      ),
      ("`f <See https://f.example/g_h>`_", "f (See <https://f.example/g_h>)"),
      (":ref:`a_label` and :doc:`this <x>`", "`a_label` and this"),
      ("A `javascript <javascript:alert(1)>`_ link", "A javascript link"),
      (
        "Run this::\n\n  rm *\n    x\n\nThen that.",
        "Run this:\n\n```\nrm *\n  x\n```\n\nThen that."
      ),
      ("* a\n* b\n\n  more\n* c", "- a\n- b\n\n  more\n\n- c"),
      ("1. a\n2. b", "1. a\n\n2. b"),
      (".. note::\n\n   Mind *it*.\n", "> [!NOTE]\n> Mind *it*."),
      (".. code-block:: ini\n\n   [a]\n   b = 1\n", "```ini\n[a]\nb = 1\n```"),
      ("a_b <c> # d\n# e\n2024. f", "a\\_b \\<c\\> # d\n\\# e\n2024\\. f"),
      ("| one\n| two", "one\\\ntwo"),
      (
        "=== ===\nA   B\n=== ===\n1   2\n=== ===",
        "```\n=== ===\nA   B\n=== ===\n1   2\n=== ===\n```"
      ),
      (".. strange:: x\n\n   y", "```rst\n.. strange:: x\n\n   y\n```"),
    ])
  func answers(_ text: String, _ markdown: String) {
    #expect(RestructuredText.markdown(text) == markdown)
  }

  @Test("a name that another item of the note gives an address to is a link")
  func known() {
    let known = RestructuredText.targets(RestructuredText.lines(".. _1: https://b.example/1"))
    #expect(RestructuredText.markdown("Bug 1_", known: known) == "Bug [1](<https://b.example/1>)")
    #expect(RestructuredText.opening("Bug 1_", known: known) == "Bug 1")
    #expect(RestructuredText.markdown("Bug 1_") == "Bug 1\\_")
  }

  /// Letters and digits, which no conversion may lose.
  private func words(_ text: String) -> String {
    String(
      text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil })
  }

  @Test("no word is lost or added, whatever the text", arguments: Seeds.first(300))
  func complete(_ seed: Int) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "a", "word", " ", " ", "\n", "\n\n", "  ", "*", "**", "``", "`", "_", "::", "| ", "- ", "1. ",
      ">", "<", "[", "]", "#", "\\", "~~~", "```", "    code", "é", "|", "+--+", "===", "&amp;",
    ]
    let text = (0..<random.number(0...40)).map { _ in random.pick(pieces) }.joined()
    #expect(words(RestructuredText.markdown(text)) == words(text), "\(text)")
  }
}
