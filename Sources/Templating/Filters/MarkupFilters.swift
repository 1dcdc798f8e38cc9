import Primitives

extension TemplateFilter {
  static let code = TemplateFilter(
    "code", accepts: ["text", "version", "code", "link", "date", "instant", "duration", "number"],
    result: .shape(.code), meaning: "literal text as a code span",
    examples: [
      Example("{{ x | code }}", .text, "a_b", "`a_b`"),
      Example("{{ x | code }}", .text, "a`b", "``a`b``"),
      Example("| {{ x | code }} |", .text, "a|b", "| `a\\|b` |"),
    ],
    transform: { value, _ in .string(Plain.text(value)) })

  static let fence = TemplateFilter(
    "fence", accepts: ["text", "code", "markdown"], arguments: .optional, result: .style(.fence),
    meaning: "a fenced block, with its language as a text or a path; alone on its line",
    examples: [
      Example("{{ x | fence \"bash\" }}", .code, "ls\npwd\n", "```bash\nls\npwd\n```"),
      Example("- {{ x | fence }}", .code, "a\n```", "- ````\n  a\n  ```\n  ````"),
    ])

  static let inline = TemplateFilter(
    "inline", accepts: ["markdown"], result: .style(.inlineMarkdown),
    meaning: "prose on one line, with its inline markup only",
    examples: [Example("{{ x | inline }}", .markdown, "# A *b*\n\n- c", "\\# A *b* - c")])

  static let block = TemplateFilter(
    "block", accepts: ["markdown"], result: .style(.block),
    meaning: "prose as blocks, indented like its tag; alone on its line",
    examples: [Example("1. {{ x | block }}", .markdown, "A\n\nb", "1. A\n\n   b")])

  static let `default` = TemplateFilter(
    "default",
    accepts: [
      "text", "markdown", "code", "link", "version", "number", "bool", "date", "instant",
      "duration", "list",
    ], arguments: .exactly(1), result: .same,
    meaning: "the Markdown to print where the value is absent or empty; anywhere after the name",
    examples: [
      Example("{{ x | default \"not *yet*\" }}", .text, .null, "not *yet*"),
      Example("{{ x | default \"never\" | date }}", .date, "2024-11", "November 2024"),
      Example("{{ x | date | default \"never\" }}", .date, "", "never"),
    ])
}
