import Knowledge
import Records

extension CheckRule {
  static let changeTitle = CheckRule(
    "RN006", .warning, title: "Title that does not work in a list",
    explanation: """
      Titles of changes are read in lists, by people who look for their own case. They have at most \
      80 characters, no full stop, no prefix from development such as `feat:` or `[Team]`, no tracker \
      number at the end (it belongs to `references`), and say more than "bug fixes".
      """,
    triggering: [
      RuleExample("a prefix", [Sample.component(), titled("feat(api): add /v2/orders")]),
      RuleExample("a team's name", [Sample.component(), titled("[Orders] Add /v2/orders")]),
      RuleExample("a tracker number", [Sample.component(), titled("Add /v2/orders (#123)")]),
      RuleExample("a full stop", [Sample.component(), titled("Add /v2/orders.")]),
      RuleExample("nothing said", [Sample.component(), titled("Various bug fixes")]),
      RuleExample(
        "too long",
        [Sample.component(), titled(String(repeating: "Add another endpoint, ", count: 4))]),
    ],
    passing: [
      RuleExample("what changes", [Sample.component(), titled("Add /v2/orders, with paging")]),
      RuleExample("a colon of its own", [Sample.component(), titled("Fix: see the table below")]),
      RuleExample(
        "an ellipsis", [Sample.component(), titled("Accept `print(...)`, as in `f(...)`")]),
    ]
  ) { graph in
    graph.records("change").compactMap { change -> Breach? in
      guard change.status != "reverted", let problem = problem(with: change.title) else {
        return nil
      }
      return Breach(change.id, "title", "the title \(problem.what)", help: problem.help)
    }
  }

  private static func titled(_ title: String) -> Record {
    Sample.change(["title": .string(title)])
  }

  private static let prefixes = [
    "feat", "fix", "chore", "docs", "refactor", "perf", "test", "build", "ci", "style", "revert",
  ]

  private static func problem(with title: String) -> (what: String, help: String)? {
    let bytes = Array(title.utf8)
    let length = title.unicodeScalars.count
    if length > 80 {
      return ("has \(length) characters", "cut it to 80 and put the rest under `details:`")
    }
    if let word = prefixes.first(where: { isPrefix($0, of: bytes) }) {
      return ("begins with the prefix `\(word)`", "leave the prefix out; `type:` says it")
    }
    if bytes.first == UInt8(ascii: "["), let end = bytes.firstIndex(of: UInt8(ascii: "]")),
      bytes[end...].dropFirst().first == 32
    {
      return ("begins with a tag in brackets", "leave it out; `area:` and `tags:` are for it")
    }
    let tail = bytes.reversed().drop { $0 == UInt8(ascii: ")") }
    let digits = tail.prefix(while: ByteText.isDigit)
    if !digits.isEmpty, tail.dropFirst(digits.count).first == UInt8(ascii: "#") {
      return ("ends with a tracker number", "move the number to `references:`")
    }
    if bytes.last == 46, !bytes.dropLast().reversed().starts(with: ".".utf8) {
      return ("ends with a full stop", "leave it out")
    }
    let words = ByteText.text(ByteText.lowered(title).filter { $0 == 32 || ByteText.isLower($0) })
    let empty: Set<String> = [
      "bug fixes", "various bug fixes", "bugfixes", "various improvements", "improvements",
      "bug fixes and improvements", "various fixes", "minor fixes", "miscellaneous fixes",
      "performance improvements", "various changes", "see",
    ]
    if empty.contains(words) { return ("says nothing", "say what a user will notice") }
    return nil
  }

  /// `feat:`, `feat(api):` or `feat!:`, in lower case as Conventional Commits has it.
  private static func isPrefix(_ word: String, of bytes: [UInt8]) -> Bool {
    guard bytes.starts(with: word.utf8) else { return false }
    var rest = bytes.dropFirst(word.utf8.count)
    if rest.first == UInt8(ascii: "(") {
      rest = rest.drop { $0 != UInt8(ascii: ")") }.dropFirst()
    }
    if rest.first == UInt8(ascii: "!") { rest = rest.dropFirst() }
    return rest.first == UInt8(ascii: ":")
  }
}
