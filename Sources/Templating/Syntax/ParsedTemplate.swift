import Primitives

/// A template after parsing: its tree and what is wrong with its syntax.
struct ParsedTemplate: Sendable {
  let name: String
  let source: SourceText
  let nodes: [Node]
  let problems: [Diagnostic]

  /// Parses a source; never fails, problems are collected.
  ///
  /// A lenient parse ignores text that stands between the blocks of a parent instead of reporting it.
  init(_ template: TemplateSource, isStrict: Bool) {
    name = template.name
    source = SourceText(file: template.file, bytes: template.bytes)
    guard String(validating: template.bytes, as: UTF8.self) != nil else {
      nodes = []
      problems = [
        Diagnostic(
          "not-utf8", .error, "the template is not UTF-8 text",
          at: SourceRange(file: template.file, line: 1, column: 1),
          help: "save the file in the encoding UTF-8")
      ]
      return
    }
    var parser = TemplateParser(source, isStrict: isStrict)
    nodes = parser.parse()
    problems = parser.problems.inReadingOrder
  }
}
