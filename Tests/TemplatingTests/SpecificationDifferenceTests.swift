import Primitives
import Templating
import Testing

@Suite("differences from the specification") struct SpecificationDifferenceTests {
  static let fields = [
    FieldShape("title", .text), FieldShape("owner", .text, isOptional: true),
    FieldShape("isDone", .bool), FieldShape("body", .markdown),
    FieldShape("steps", .list(.object(ObjectShape([FieldShape("title", .text)])))),
  ]

  @Test(arguments: SpecificationDifference.all.map { ($0.example, $0.problem) })
  func examplesShowTheProblem(_ example: String, _ problem: String?) {
    let found = problems(of: example, Self.fields, with: ["base": "{{$main}}\n\nx\n{{/main}}"])
    #expect(found.map(\.id) == (problem.map { [$0] } ?? []))
  }

  @Test func whatCompilesBehavesAsSaid() throws {
    let data: Object = [
      "title": "a_b", "owner": "", "isDone": true, "body": "",
      "steps": [["title": "s"], ["title": "t"]],
    ]
    func text(_ template: String) throws -> String {
      try rendered(template, Self.fields, data, with: ["base": "a\n\nb\n"])
    }
    #expect(try text("{{title}}") == "a\\_b")
    #expect(try text("{{#steps}}{{title}}{{/steps}}") == "st")
    #expect(try text("{{#owner}}{{.}}{{/owner}}{{^owner}}nobody{{/owner}}") == "nobody")
    #expect(try text("{{#steps}}{{#isDone}}{{title}}{{/isDone}}{{@number}}{{/steps}}") == "s1t2")
    #expect(try text("{{#steps}}{{#@first}}\nx\n{{/@first}}{{/steps}}\n") == "x\n")
    #expect(try text("  {{>base}}\n") == "  a\n\n  b\n")
  }

  @Test func referenceIsATable() {
    let lines = SpecificationDifference.reference.split(separator: "\n")
    #expect(lines.count == SpecificationDifference.all.count + 2)
  }
}
