import Primitives
import Records
import TestSupport
import Testing

@testable import Checks

@Suite struct TextTests {
  @Test func `Prose is what is no code`() {
    let prose = MarkdownProse("a `b\nc` d\n\n> ```\n> e\n> ```\nf ``g ` h`` i `j")
    let text = prose.lines.map { String(decoding: $0, as: UTF8.self) }
    #expect(
      text == ["a   ", "   d", "", "", "", "", "f" + String(repeating: " ", count: 11) + "i `j"])
    #expect(prose.unclosedFence == nil)
    #expect(MarkdownProse("x\n~~~\n```\n").unclosedFence == 2)
    #expect(MarkdownProse("1. ```\n   a\n   ```\n").unclosedFence == nil)
  }

  @Test func `Business days skip the weekend`() throws {
    let friday = try #require(CalendarDate("2024-03-08"))
    #expect(BusinessDays.day(1, after: friday).description == "2024-03-11")
    #expect(BusinessDays.day(5, after: friday).description == "2024-03-15")
    #expect(BusinessDays.day(6, after: friday).description == "2024-03-18")
  }

  @Test func `Every text of a record is found with its path`() {
    let record = Sample.upgrade([
      "steps": [
        ["key": "a", "title": "A", "command": "ls", "environment": ["B": "c"]]
      ]
    ])
    let graph = RuleExample("", [record]).graph
    let found = graph.texts.map { "\($0.path)=\($0.text)" }
    #expect(found.contains("steps[0].command=ls"))
    #expect(found.contains("steps[0].environment.B=c"))
    #expect(graph.texts.filter(\.isCommand).map(\.text) == ["ls"])
  }
}
