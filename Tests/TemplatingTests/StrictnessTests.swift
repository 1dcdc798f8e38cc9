import Primitives
import Templating
import Testing

/// What strictness changes against the Mustache specification; the list in the reference is this one.
@Suite("strictness") struct StrictnessTests {
  static let step = ObjectShape([
    FieldShape("key", .code), FieldShape("title", .text),
    FieldShape("undo", .code, isOptional: true),
  ])
  static let fields = [
    FieldShape("title", .text), FieldShape("owner", .text, isOptional: true),
    FieldShape("body", .markdown), FieldShape("isDone", .bool), FieldShape("on", .date),
    FieldShape("steps", .list(.object(step))), FieldShape("tags", .list(.text)),
    FieldShape("team", .object(ObjectShape([FieldShape("name", .text)])), isOptional: true),
    FieldShape("url", .link), FieldShape("size", .number),
  ]

  /// A template, and the problems it must have as `line:column id`.
  static let cases: [(String, [String])] = [
    ("{{titel}}", ["1:3 unknown-name"]),
    ("a\n  {{#steps}}{{titl}}{{/steps}}", ["2:15 unknown-name"]),
    ("{{steps.title}}", ["1:3 unknown-name"]),
    ("{{title.x}}", ["1:3 unknown-name"]),
    ("{{owner}}", ["1:1 may-be-absent"]),
    ("{{team.name}}", ["1:1 may-be-absent"]),
    ("{{#owner}}{{owner}}{{.}}{{/owner}}{{^owner}}x{{/owner}}", []),
    ("{{#team}}{{name}}{{team.name}}{{title}}{{/team}}", []),
    ("{{#team.name}}{{.}}{{team.name}}{{/team.name}}", []),
    ("{{owner | default \"nobody\"}}", []),
    ("{{#steps}}{{undo}}{{/steps}}", ["1:11 may-be-absent"]),
    ("{{#steps}}{{#undo}}{{undo}}{{/undo}}{{^undo}}no{{/undo}}{{/steps}}", []),
    ("{{#title}}x{{/title}}", ["1:1 section-on-scalar"]),
    ("{{^title}}x{{/title}}", ["1:1 section-on-scalar"]),
    ("{{#isDone}}{{title}}{{/isDone}}{{^isDone}}x{{/isDone}}", []),
    ("{{#title}}x", ["1:1 unclosed-section"]),
    ("{{#isDone}}{{#steps}}x{{/isDone}}", ["1:12 unclosed-section"]),
    ("x{{/title}}", ["1:2 mismatched-section"]),
    ("x {{title", ["1:3 unclosed-tag"]),
    ("{{}}", ["1:1 empty-tag"]),
    ("{{title foo}}", ["1:9 wrong-name"]),
    ("{{a..b}}", ["1:3 wrong-name"]),
    ("{{= a =}}", ["1:1 wrong-delimiters"]),
    ("{{>nope}}", ["1:4 unknown-partial"]),
    ("{{title | dat}}", ["1:11 unknown-filter"]),
    ("{{title | date}}", ["1:11 wrong-filter"]),
    ("{{on | date \"x\"}}", ["1:8 wrong-filter"]),
    ("{{size | count \"a\"}}", ["1:10 wrong-filter"]),
    ("{{title | count \"a", ["1:1 unclosed-tag"]),
    ("{{title | code \"a}}", ["1:16 unclosed-text"]),
    ("{{{title}}}", ["1:1 raw-not-allowed"]),
    ("{{&title}}", ["1:1 raw-not-allowed"]),
    ("{{{body}}}{{{url}}}", []),
    ("{{steps}}", ["1:1 not-printable"]),
    ("{{#team}}{{.}}{{/team}}", ["1:10 not-printable"]),
    ("{{tags | join \", \"}}", ["1:1 may-be-empty"]),
    ("`{{title}}`", ["1:2 hole-in-code-span"]),
    ("`{{on}}` `x` {{title}}", []),
    ("<!-- {{title}} -->", ["1:6 hole-in-comment"]),
    ("<!-- {{title | anchor}} {{size}} --> {{title}}", []),
    ("```\n{{title}}\n```\n", ["2:1 hole-in-fence"]),
    ("```\nrun {{title}}\n```\n{{title}}\n", []),
    ("a {{title | fence}}", ["1:3 not-alone"]),
    ("{{body | block}} b", ["1:1 not-alone"]),
    ("[x]({{body}})", ["1:5 wrong-place"]),
    ("{{@number}}", ["1:3 not-in-list"]),
    ("{{#steps}}{{@numbr}}{{/steps}}", ["1:13 unknown-name"]),
    ("{{#steps}}{{@first}}{{/steps}}", ["1:11 not-printable"]),
    ("{{#steps}}{{#@number}}{{/@number}}{{/steps}}", ["1:11 section-on-scalar"]),
    ("{{>main}}", ["1:1 recursive-partial"]),
    ("{{#steps}}{{>main}}{{/steps}}", ["1:11 recursive-partial"]),
    (
      "{{titel}} {{ownr}}\n{{>nope}}",
      ["1:3 unknown-name", "1:13 unknown-name", "2:4 unknown-partial"]
    ),
    ("{{title | fence title}}", []),
    ("{{title | fence owner}}", ["1:17 may-be-absent"]),
    ("{{title | fence size}}", ["1:17 wrong-filter"]),
    ("{{body | inline | upper}}", ["1:19 wrong-filter"]),
  ]

  @Test(arguments: cases) func problemsAreFound(_ template: String, _ expected: [String]) {
    #expect(problems(of: template, Self.fields).marks == expected)
  }

  @Test func everyProblemTeaches() {
    for (template, _) in Self.cases {
      for problem in problems(of: template, Self.fields) {
        #expect(problem.help != nil && problem.excerpt != nil, "\(problem.id)")
        #expect(problem.range?.file == "templates/main.md")
        #expect(!problem.message.hasSuffix(".") && problem.message.first?.isUppercase != true)
      }
    }
  }

  @Test func messageShowsLineCaretAndWayOut() {
    let text = problems(of: "# {{title}}\n\nby {{ ownr }}\n", Self.fields).map(\.text).joined()
    #expect(
      text == """
        templates/main.md:3:7: error[unknown-name]: there is no `ownr` here
         3 | by {{ ownr }}
           |       ^^^^
          help: did you mean `owner`? names here: `title`, `owner`, `body`, `isDone`, `on`, \
        `steps`, `tags`, `team`, `url`, `size`

        """)
  }

  @Test func guardIsSpelledOut() {
    let help = problems(of: "{{ owner | upper }}", Self.fields).first?.help
    #expect(
      help == "guard it with `{{#owner}}…{{ owner | upper }}…{{/owner}}`, or say what to print "
        + "instead with `{{ owner | upper | default \"…\" }}`")
  }

  @Test func parentsAreChecked() {
    let parent = ["base": "{{$main}}{{title}}{{/main}}"]
    #expect(
      problems(of: "{{<base}}{{$mian}}x{{/mian}}{{/base}}", Self.fields, with: parent).marks
        == ["1:10 unknown-block"])
    #expect(
      problems(of: "{{<base}}lost{{$main}}x{{/main}}{{/base}}", Self.fields, with: parent).marks
        == ["1:10 ignored-text"])
    #expect(
      problems(of: "{{<base}}{{$main}}{{nope}}{{/main}}{{/base}}", Self.fields, with: parent).marks
        == ["1:21 unknown-name"])
  }

  @Test func problemsInPartialsAreLocatedThere() {
    let found = problems(
      of: "{{#steps}}{{>step}}{{/steps}}\n{{#steps}}{{>step}}{{/steps}}", Self.fields,
      with: ["partials/step": "- {{title}}\n- {{nope}} {{/x}}"])
    #expect(found.marks == ["2:5 unknown-name", "2:12 mismatched-section"])
    #expect(found.first?.range?.file == "templates/partials/step.md")
  }

  @Test func unknownTemplateIsNamed() {
    let result = library("x").program("mian", for: ObjectShape([]))
    guard case .failure(let failure) = result else {
      Issue.record("compiled")
      return
    }
    #expect(failure.all.map(\.id) == ["unknown-template"])
    #expect(failure.all.first?.help == "did you mean `main`? the templates: `main`")
  }

  @Test func notUTF8IsReported() {
    let source = TemplateSource(name: "main", file: "m.md", bytes: [0x61, 0xFF])
    let library = TemplateLibrary([source])
    #expect(library.problems.map(\.id) == ["not-utf8"])
  }

  @Test func closureNamesEveryTemplate() {
    let library = library(
      "{{<base}}{{$b}}{{>one}}{{/b}}{{/base}}",
      ["base": "{{$b}}{{/b}}", "partials/one": "{{#x}}{{>two}}{{/x}}", "two": "", "other": ""])
    #expect(library.closure(of: "main") == ["base", "main", "partials/one", "two"])
    #expect(library.closure(of: "nope").isEmpty)
  }
}
