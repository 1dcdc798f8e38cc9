import Knowledge
import Records

extension CheckRule {
  static let fenceUnclosed = CheckRule(
    "fence.unclosed", .warning, title: "Code fence that nothing closes",
    explanation: """
      A fence that is not closed turns the rest of its text into code. It is closed by a line with as \
      many of the same marks and nothing else. Add that line.
      """,
    triggering: [
      RuleExample(
        "a fence without an end",
        [Sample.component("app", ["description": "Run\n\n```bash\nls\n"])]),
      RuleExample(
        "closed with fewer marks",
        [Sample.component("app", ["description": "````\nls\n```\n"])]),
    ],
    passing: [
      RuleExample(
        "fences in a list and of both sorts",
        [
          Sample.component(
            "app", ["description": "- a\n\n  ```\n  ls\n  ```\n\n~~~ text\n```\n~~~\n"])
        ])
    ]
  ) { graph in
    graph.texts.compactMap { text -> Breach? in
      guard text.type == .markdown, let line = MarkdownProse(text.text).unclosedFence else {
        return nil
      }
      return Breach(
        text.record, text.path, "the code fence in line \(line) of `\(text.path)` is not closed",
        help: "add a line with as many of the same marks after the code")
    }
  }
}
