import Primitives
import TestSupport
import Testing

@testable import Checks

@Suite struct SecretTests {
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

  @Test(arguments: SecretToken.all.map { ($0.prefix, $0.fewest, $0.alphabet == .hex) })
  func `No sort of token is passed over at a glance`(prefix: String, length: Int, isHex: Bool) {
    let digits = Array(isHex ? "3e7b2c5f8a9d4e6c1f0b" : "Q3E7RW2KPL5ZNV8A9B4C6D1F")
    let rest = String((0..<length).map { digits[$0 % digits.count] })
    for text in [prefix + rest, "run --with \(prefix)\(rest) now"] {
      #expect(SecretShape.found(in: text) != nil, "\(text)")
    }
    #expect(SecretShape.found(in: "word" + prefix + rest) == nil)
  }

  @Test(arguments: SecretSamples.tokens + SecretSamples.forms + SecretSamples.certain)
  func `Every vendor's tokens and every form are found`(text: String) {
    #expect(SecretShape.found(in: text) != nil, "\(text)")
    #expect(SecretShape.found(in: "first\n\ttell `\(text)` to\nnobody") != nil, "\(text)")
  }

  @Test(arguments: SecretSamples.harmless)
  func `Prose, variables and stand-ins are no secrets`(text: String) {
    #expect(SecretShape.found(in: text) == nil, "\(text)")
    #expect(SecretShape.found(in: "- \(text)\n") == nil, "\(text)")
  }

  @Test(arguments: SecretName.all)
  func `No name of a secret is passed over at a glance`(name: String) {
    let camel = "my" + name.prefix(1).uppercased() + name.dropFirst()
    for name in [name, name.uppercased(), "--my-" + name, "MY_" + name, camel] {
      for text in [
        "call \(name)=f81hK2vv09 now", "\(name): f81hK2vv09", "\"\(name)\":'f81hK2vv09'",
      ] {
        #expect(SecretShape.found(in: text) != nil, "\(text)")
      }
    }
    let inside: Value = ["a": [["b": ["x", .string("\(name)=f81hK2vv09")]]]]
    #expect(SecretHint.isConfirmed(in: inside))
    #expect(!SecretHint.isConfirmed(in: ["a": [.string("\(name) = unset")]]))
  }

  @Test(arguments: [
    ("DB_PASSWORD", "Tr0ub4dor-9Kq2z", true), ("DB_PASSWORD", "$PASSWORD", false),
    ("db-password", "hunting", true), ("PASSWORD_FILE", "Tr0ub4dor-9Kq2z", false),
    ("DB_PASSWORD", "see the vault", false), ("DB_PASSWORD", "/run/db9Kq2z", false),
    ("DB_PASSWORD", "op://vault/db9Kq2z", false), ("NOTE", "API_TOKEN=f81hK2vv09", true),
    ("DB_PASSWORD", "changeme", false), ("DB_PASSWORD", "", false), ("", "Tr0ub4dor-9Kq2z", false),
  ])
  func `A value is a secret by its name`(name: String, value: String, isSecret: Bool) {
    #expect((SecretShape.found(in: value, named: name) != nil) == isSecret, "\(name) \(value)")
    let record: Value = .object(["environment": ["A": "b", name: .string(value)]])
    #expect(SecretHint.isConfirmed(in: record) == isSecret, "\(name) \(value)")
  }

  @Test func `What is said of a secret does not hold it`() {
    for text in SecretSamples.tokens + SecretSamples.forms {
      let words = SecretShape.found(in: text)?.split(separator: " ") ?? []
      #expect(!words.isEmpty && words.allSatisfy { $0.utf8.count < 24 }, "\(text)")
    }
    #expect(SecretShape.found(in: "x-api-key: f81hK2vv09") == "a value of `x_api_key`")
  }

  @Test(arguments: Seeds.first(4))
  func `Looking at a glance passes over nothing that looking for each shape finds`(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let names = SecretName.all + SecretName.all.map { $0.uppercased() }
    let parts = [
      names, SecretToken.all.map(\.prefix), SecretCommand.names.map { $0 + " " },
      SecretSamples.tokens, SecretSamples.fragments,
    ]
    var found = 0
    for _ in 0..<8_000 {
      let count = Int.random(in: 1...6, using: &random)
      let text = (0..<count).map { _ in
        parts.randomElement(using: &random)?.randomElement(using: &random) ?? ""
      }.joined()
      let slow = text.utf8.count < 8 ? nil : SecretShape.found(in: Array(text.utf8))
      if slow != nil { found += 1 }
      #expect(SecretShape.found(in: text) == slow, "\(text)")
    }
    // The law says nothing where nothing is found.
    #expect(found > 200)
  }
}
