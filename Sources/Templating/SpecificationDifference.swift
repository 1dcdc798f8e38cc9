/// One thing in which templates here differ from the Mustache specification, and why it shows.
///
/// The specification's own examples all pass in the mode that follows it to the letter; these are
/// the rules that the strict mode, the only one outside the tests, changes. Each example is a test.
public struct SpecificationDifference: Sendable {
  /// What the specification says.
  public let specification: String
  /// What holds here instead.
  public let here: String
  /// A template that shows it, over the fields `title` (text), `owner` (optional text), `isDone`
  /// (bool), `steps` (list of objects with `title`) and `body` (markdown).
  public let example: String
  /// The id of the problem that the example has; `nil` if it compiles.
  public let problem: String?

  init(_ specification: String, _ here: String, _ example: String, _ problem: String?) {
    self.specification = specification
    self.here = here
    self.example = example
    self.problem = problem
  }

  /// All differences.
  public static let all: [SpecificationDifference] = [
    .init(
      "a name that is not found prints nothing", "it is an error", "{{titel}}", "unknown-name"),
    .init(
      "a missing value prints nothing",
      "a field that may be absent needs a section on it or a `default`", "{{owner}}",
      "may-be-absent"),
    .init(
      "names are searched while rendering, in the data that happen to be there",
      "names are resolved by shape before rendering, innermost section first",
      "{{#steps}}{{title}}{{/steps}}", nil),
    .init(
      "two braces escape for HTML", "they escape for Markdown, by the shape of the value",
      "{{title}}", nil),
    .init(
      "triple braces and `&` print any value raw", "only `markdown` and `link`", "{{{title}}}",
      "raw-not-allowed"),
    .init(
      "a section on any value tests it", "one on a scalar that is always there is an error",
      "{{#title}}x{{/title}}", "section-on-scalar"),
    .init(
      "a section on `true` opens that value",
      "one on a bool only tests, so that `.` stays what it was",
      "{{#isDone}}{{title}}{{/isDone}}", nil),
    .init(
      "only false, null and an empty list are false", "so is an empty optional text",
      "{{#owner}}{{.}}{{/owner}}", nil),
    .init(
      "lists and objects can be printed", "they are opened or filtered", "{{steps}}",
      "not-printable"),
    .init(
      "a partial that is not found prints nothing", "it is an error", "{{>nope}}",
      "unknown-partial"),
    .init(
      "a partial may include itself freely", "only inside a section that goes deeper into the data",
      "{{>main}}", "recursive-partial"),
    .init(
      "text beside the blocks of a parent is ignored", "it is an error",
      "{{<base}}lost{{/base}}", "ignored-text"),
    .init(
      "a replacement for a block that the parent lacks is ignored", "it is an error",
      "{{<base}}{{$nope}}x{{/nope}}{{/base}}", "unknown-block"),
    .init(
      "a bar is part of a name", "it begins a filter", "{{ title | upper }}", nil),
    .init(
      "a name may begin with `@`", "`@number`, `@first` and `@last` are facts of the loop",
      "{{#steps}}{{@number}}{{/steps}}", nil),
    .init(
      "a tag may stand anywhere",
      "not where its value can't be escaped: in the template's code spans, comments and fences",
      "`{{title}}`", "hole-in-code-span"),
    .init(
      "a standalone line has one tag", "it may have several that print nothing",
      "{{#steps}}{{#@first}}\nx\n{{/@first}}{{/steps}}\n", nil),
    .init(
      "the indentation of a partial goes before each of its lines", "not before empty lines",
      "  {{>base}}\n", nil),
  ]

  /// All differences as a Markdown table.
  public static var reference: String {
    var out = "| Mustache | here | example |\n| --- | --- | --- |\n"
    for difference in all {
      var row = Array("| ".utf8)
      InlineMarkdown.append(difference.specification, isInTableRow: true, to: &row)
      row += Array(" | ".utf8)
      InlineMarkdown.append(difference.here, isInTableRow: true, to: &row)
      row += Array(" | ".utf8)
      CodeSpan.append(difference.example, isInTableRow: true, to: &row)
      out += String(decoding: row, as: UTF8.self)
      out += difference.problem.map { ": `\($0)` |\n" } ?? " |\n"
    }
    return out
  }
}
