import Primitives
import Testing

@testable import Templating

@Suite("rendering") struct RenderingTests {
  @Test func optionalScalarsAndLoops() throws {
    let fields = [
      FieldShape("a", .text, isOptional: true), FieldShape("xs", .list(.text)),
    ]
    let template = """
      {{#a}}A {{.}}{{/a}}{{^a}}none{{/a}}
      {{#xs}}
      {{#@first}}
      first
      {{/@first}}
      {{@number}}. {{.}}{{^@last}},{{/@last}}
      {{/xs}}
      {{^xs}}
      empty
      {{/xs}}

      """
    #expect(
      try rendered(template, fields, ["a": "x", "xs": ["p", "q"]]) == "A x\nfirst\n1. p,\n2. q\n")
    #expect(try rendered(template, fields, ["xs": []]) == "none\nempty\n")
    #expect(try rendered(template, fields, ["a": "", "xs": []]) == "none\nempty\n")
  }

  @Test func partialsAreIndentedButBlankLinesAreNot() throws {
    let text = try rendered(
      "1. x\n\n   {{>p}}\nend\n", [FieldShape("b", .markdown)], ["b": "one\n\ntwo"],
      with: ["p": "> {{b}}\n\nlast\n"])
    #expect(text == "1. x\n\n   > one\n   >\n   > two\n\n   last\nend\n")
  }

  @Test func inheritance() throws {
    let text = try rendered(
      "{{<base}}\n{{$body}}\n- {{t}}\n{{/body}}\n{{/base}}\n", [FieldShape("t", .text)],
      ["t": "x"], with: ["base": "# T\n\n{{$body}}\nnone\n{{/body}}\n\nend\n"])
    #expect(text == "# T\n\n- x\n\nend\n")
    let inline = try rendered(
      "{{<base}}{{$body}}x{{/body}}{{/base}}", [], [:],
      with: ["base": "a\n  {{$body}}\n  none\n  {{/body}}\nb\n"])
    #expect(inline == "a\n  x\nb\n")
  }

  @Test func linesOfSeveralTagsLeaveNothing() throws {
    let text = try rendered(
      "a\n{{#xs}}{{#@first}}\nx\n{{/@first}}{{/xs}}\nb\n", [FieldShape("xs", .list(.text))],
      ["xs": ["1", "2"]])
    #expect(text == "a\nx\nb\n")
  }

  @Test func linksByPlace() throws {
    let fields = [FieldShape("u", .link), FieldShape("t", .text)]
    func link(_ template: String, _ url: String, _ text: String = "") throws -> String {
      try rendered(template, fields, ["u": .string(url), "t": .string(text)])
    }
    #expect(
      try link("[x]({{u}})", "https://a.b/c d)(\\`|<&")
        == "[x](https://a.b/c%20d%29%28%5C%60%7C%3C&amp;)")
    #expect(try link("[x]({{u}})", "JavaScript:alert(1)") == "[x](#unsafe-link)")
    #expect(try link("[x]({{u}})", " \u{1}javascript:x") == "[x](#unsafe-link)")
    #expect(try link("[x]({{u}})", "//evil.example") == "[x](#unsafe-link)")
    #expect(try link("[x]({{u}})", "../a:b") == "[x](../a:b)")
    #expect(try link("[x](#{{t}})", "", "a)b c") == "[x](#a%29b%20c)")
    #expect(try link("[x]({{t}})", "", "data:x") == "[x](#unsafe-link)")
    #expect(try link("see {{u}}", "https://a.b/*x*") == "see <https://a.b/*x*>")
    #expect(try link("see {{u}}", "a_b.md") == "see a\\_b.md")
    #expect(try link("[{{u}}]({{u}})", "https://a.b") == "[https\\://a.b](https://a.b)")
  }

  @Test func codeInTables() throws {
    let fields = [FieldShape("c", .code)]
    #expect(try rendered("| {{c}} |", fields, ["c": "a|b"]) == "| `a\\|b` |")
    #expect(try rendered("{{c}}", fields, ["c": "a|b"]) == "`a|b`")
    #expect(try rendered("| {{c}} |", fields, ["c": "a\\|b"]) == "| a\\\\\\|b |")
    #expect(try rendered("| {{>p}} |", fields, ["c": "a|b"], with: ["p": "{{c}}"]) == "| `a\\|b` |")
    #expect(try rendered("{{c}}", fields, ["c": "`"]) == "`` ` ``")
    #expect(try rendered("{{c}}", fields, ["c": "a\nb"]) == "`a b`")
  }

  @Test func numbersAndBooleans() throws {
    let fields = [FieldShape("n", .number), FieldShape("b", .bool)]
    #expect(try rendered("{{n}} {{b}}", fields, ["n": 1.50, "b": true]) == "1.5 yes")
    #expect(try rendered("{{n}} {{b}}", fields, ["n": 2.0, "b": false]) == "2 no")
    // Data that break their promise are still escaped.
    #expect(try rendered("{{n}} {{b}}", fields, ["n": "<b>", "b": "*"]) == "\\<b> \\*")
    #expect(Plain.decimal(1e-7) == "0.0000001")
    #expect(Plain.decimal(-1.25e20) == "-125000000000000000000")
    #expect(Plain.decimal(0.1) == "0.1")
  }

  @Test func textInFencesIsLiteral() throws {
    let text = try rendered(
      "```bash\npip install {{t}}\n```\n", [FieldShape("t", .text)], ["t": "a_b\n```"])
    #expect(text == "```bash\npip install a_b ```\n```\n")
  }

  @Test func shapesAreReferenced() {
    let shape = ObjectShape([
      FieldShape("title", .text, meaning: "what | it is"),
      FieldShape(
        "steps", .list(.object(ObjectShape([FieldShape("key", .code)]))), isOptional: true,
        meaning: "the steps"),
    ])
    #expect(
      ShapeReference.markdown(of: shape) == """
        | name | type | optional | example | meaning |
        | --- | --- | --- | --- | --- |
        | `title` | text | no | `some words` | what \\| it is |
        | `steps` | list of object | yes |  | the steps |

        ### `steps`: inside each item

        | name | type | optional | example | meaning |
        | --- | --- | --- | --- | --- |
        | `key` | code | no | `make test` |  |

        """)
    // The first value that there is; one line of it, and not more than fits.
    let examples: [Object] = [
      ["steps": []],
      ["title": .string(String(repeating: "a|", count: 40)), "steps": [["key": "x\ny"]]],
    ]
    let text = ShapeReference.markdown(of: shape, examples: examples)
    #expect(text.contains("| `\(String(repeating: "a\\|", count: 30))` … |"))
    #expect(text.contains("| `key` | code | no | `x` … |"))
  }

  @Test func violationsNameThePath() {
    let shape = ObjectShape([
      FieldShape("t", .text),
      FieldShape("xs", .list(.object(ObjectShape([FieldShape("n", .number)])))),
      FieldShape("o", .text, isOptional: true),
    ])
    #expect(shape.violations(in: ["t": "x", "xs": [["n": 1]]]).isEmpty)
    #expect(
      shape.violations(in: ["xs": [["n": "1"], ["m": 2]], "o": .null, "z": 1]) == [
        "t: is absent but not optional", "xs[0].n: is not number",
        "xs[1].n: is absent but not optional", "xs[1].m: is in no field of the shape",
        "z: is in no field of the shape",
      ])
  }
}
