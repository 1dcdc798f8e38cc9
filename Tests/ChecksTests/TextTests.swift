import Primitives
import Records
import TestSupport
import Testing

@testable import Checks

@Suite struct TextTests {
  @Test(arguments: [
    ("aws AKIAIOSFODNN7EXAMPLE", false), ("aws AKIAQ3EGRTW7KPL2ZNV8", true),
    ("echo AKIAAAAAAAAAAAAAAAAA", false), ("redis://:s3cr7Qx9@cache:6379/0", true),
    ("https://user@example.org/", false), ("https://a.b/x:y@z", false),
    ("postgres://u:$PW@h/d", false), ("postgres://u:<PW>@h/d", false),
    ("export API_TOKEN=f81hK2vv09", true), ("export API_TOKEN=$(cat f)", false),
    ("--password-file=/run/pw9aQ", false), ("PGPASSWORD=postgres psql", false),
    ("Authorization: Bearer 9f8a7b6c5d4e3f2a1b", true), ("Authorization: Bearer $TOKEN", false),
    ("-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAx7\n", false),
    ("-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAx7Qh2vLw\n", true),
    ("csrf_token=True", false), ("password = getpass()", false),
  ])
  func `Secrets are told by their shape`(text: String, isSecret: Bool) {
    #expect((SecretShape.found(in: text) != nil) == isSecret, "\(text)")
  }

  @Test(arguments: SecretShape.tokens.map { ($0.0, $0.1) })
  func `No sort of token is passed over at a glance`(prefix: String, length: Int) {
    let digits = Array("Q3E7RW2KPL5ZNV8A9B4C6D1F")
    let rest = String((0..<length).map { digits[$0 % digits.count] })
    for text in [prefix + rest, "run --with \(prefix)\(rest) now"] {
      #expect(SecretShape.found(in: text) != nil, "\(text)")
    }
    #expect(SecretShape.found(in: "word" + prefix + rest) == nil)
  }

  @Test(arguments: SecretShape.names)
  func `No name of a secret is passed over at a glance`(name: String) {
    for name in [name, name.uppercased(), "--my-" + name, "MY_" + name] {
      #expect(SecretShape.found(in: "call \(name)=f81hK2vv09 now") != nil, "\(name)")
    }
    let inside: Value = ["a": [["b": ["x", .string("\(name)=f81hK2vv09")]]]]
    #expect(SecretHint.isConfirmed(in: inside))
    #expect(!SecretHint.isConfirmed(in: ["a": [.string("\(name) = unset")]]))
  }

  @Test(arguments: Seeds.first(4))
  func `Looking at a glance passes over nothing that looking for each shape finds`(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let parts =
      SecretShape.names + SecretShape.names.map { $0.uppercased() } + SecretShape.tokens.map(\.0)
      + [
        "=", "=", ":", ": ", "://", "@", "-", "--", "_", " ", "\n", "'", "\"", "/", "u:s3cr7Qx9@h",
        "Authorization: ", "authorization: BASIC ", "Bearer ", "--password ", "--PASSWORD ",
        "-----BEGIN RSA PRIVATE KEY-----\n", "f81hK2vv09", "9f8a7b6c5d4e3f2a1bQ3E7RW2KPL5ZNV8A9B4C",
        "eyJhbGci.eyJzdWIi.SflKxwRJSMeKKF2QT4fwpMe", "é", "x",
      ]
    var found = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...6, using: &random)
      let text = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      let slow = text.utf8.count < 8 ? nil : SecretShape.found(in: Array(text.utf8))
      if slow != nil { found += 1 }
      #expect(SecretShape.found(in: text) == slow, "\(text)")
    }
    // The law says nothing where nothing is found.
    #expect(found > 200)
  }

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
