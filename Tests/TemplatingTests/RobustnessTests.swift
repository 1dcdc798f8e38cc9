import Primitives
import Templating
import Testing

/// Parser, compiler and rendering end without a trap, whatever the template says.
@Suite("robustness") struct RobustnessTests {
  static let parts = [
    "{{", "}}", "{{{", "}}}", "{{#", "{{^", "{{/", "{{>", "{{<", "{{$", "{{!", "{{=", "=}}", "{{&",
    "x", "xs",
    "o", ".", " ", "\n", "\r\n", "|", "\"", "main", "p", "@first", "@number", "default", "fence",
    "`", "```",
    "{{#xs}}", "{{/xs}}", "{{#o}}", "{{/o}}", "{{x}}", "{{>p}}", "{{<p}}", "{{/p}}", "{{$b}}",
    "{{/b}}", "[",
    "](", "- ", "> ", "  ", "\u{0}", "é", "{{=<% %>=}}", "<%x%>", "{{ x | code }}", "{{>main}}",
  ]

  @Test func randomTemplates() {
    let shape = ObjectShape([
      FieldShape("x", .markdown),
      FieldShape("xs", .list(.object(ObjectShape([FieldShape("x", .code)])))),
      FieldShape("o", .link, isOptional: true),
    ])
    var compiled = 0
    for seed in 0..<20_000 {
      var random = Seeded(seed)
      func text() -> String {
        (0..<Int.random(in: 0...12, using: &random)).map { _ in
          Self.parts.randomElement(using: &random) ?? ""
        }.joined()
      }
      let library = library(text(), ["p": text()])
      if case .success(let program) = library.program("main", for: shape) {
        compiled += 1
        _ = program.render(["x": "a *b*\n\n# c", "xs": [["x": "`"], ["x": "y"]], "o": "u"])
        _ = program.render(["x": 1, "xs": "no", "o": [1]])
      }
      _ = library.closure(of: "main")
    }
    #expect(compiled > 1000)
  }

  @Test func randomBytes() {
    for seed in 0..<5000 {
      var random = Seeded(seed)
      let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random)
          : Array("{}#/^ax".utf8).randomElement(using: &random) ?? 0
      }
      let source = TemplateSource(name: "main", file: "m", bytes: bytes)
      _ = TemplateLibrary([source]).program("main", for: ObjectShape([FieldShape("a", .text)]))
    }
  }

  @Test func deepNestingIsAProblem() {
    let depth = 5000
    let template =
      String(repeating: "{{#b}}", count: depth) + String(repeating: "{{/b}}", count: depth)
    let found = problems(of: template, [FieldShape("b", .bool)])
    #expect(found.first?.id == "nested-too-deep")
  }

  @Test func explodingPartialsAreAProblem() {
    var others: [String: String] = [:]
    for level in 0..<40 { others["p\(level)"] = "{{b}}{{>p\(level + 1)}}{{b}}{{>p\(level + 1)}}" }
    others["p40"] = "x"
    let found = problems(of: "{{>p0}}", [FieldShape("b", .bool)], with: others)
    #expect(found.map(\.id) == ["template-too-large"])
  }
}
