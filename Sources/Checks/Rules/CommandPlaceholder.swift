import Knowledge
import Primitives
import Records

extension CheckRule {
  static let commandPlaceholder = CheckRule(
    "command.placeholder", .warning, title: "Command that can't be run as it stands",
    explanation: """
      A command with `<HOST>`, `your-…`, TODO or xxx in it has to be edited at the worst moment, and \
      some shells read `<HOST>` as a file. Write the exact command, with what changes in a variable \
      that `environment:` sets.
      """,
    triggering: [
      RuleExample("angle brackets", [Sample.component(), command("ssh <HOST> uptime")]),
      RuleExample("something to be done", [Sample.component(), command("deploy --tag TODO")]),
      RuleExample("somebody's name", [Sample.component(), command("psql -h your-host")]),
    ],
    passing: [
      RuleExample("a variable", [Sample.component(), command("ssh \"$HOST\" uptime < input.txt")]),
      RuleExample(
        "a here-document and a pattern of mktemp",
        [Sample.component(), command("cat > \"$(mktemp /tmp/x.XXXXXX)\" <<EOF\n<html>\nEOF")]),
      RuleExample(
        "a search for what was left to do",
        [Sample.component(), command("grep -rn 'TODO' src || test $? -eq 1")]),
      RuleExample(
        "an example of code, which nobody runs",
        [Sample.component(), Sample.change(["before": "open('<NAME>')"])]),
    ]
  ) { graph in
    graph.texts.filter(\.isCommand).compactMap { text -> Breach? in
      guard let found = placeholder(in: text.text) else { return nil }
      return Breach(
        text.record, text.path, "`\(text.path)` holds the placeholder `\(found)`",
        help: "write the exact command, with what changes in a variable under `environment:`")
    }
  }

  private static func command(_ text: String) -> Record {
    Sample.upgrade(["steps": [["key": "run", "title": "Run", "command": .string(text)]]])
  }

  private static let names: Set<String> = [
    "cluster", "database", "date", "db", "domain", "email", "env", "environment", "file",
    "filename", "host", "hostname", "id", "ip", "name", "namespace", "password", "path", "pod",
    "port", "project", "region", "secret", "server", "service", "token", "url", "user", "username",
    "value", "version",
  ]

  private static func placeholder(in text: String) -> String? {
    let bytes = Array(text.utf8)
    for (start, byte) in bytes.enumerated() where byte == UInt8(ascii: "<") {
      guard let end = bytes[start...].prefix(40).firstIndex(of: UInt8(ascii: ">")) else { continue }
      let inner = bytes[(start + 1)..<end]
      guard let first = inner.first, ByteText.isAlphanumeric(first), first > 57, inner.count > 1,
        inner.allSatisfy({ ByteText.isAlphanumeric($0) || "-_ .".utf8.contains($0) })
      else { continue }
      let word = ByteText.text(inner)
      let isShouted = inner.allSatisfy { !ByteText.isLower($0) && $0 != 32 }
      if isShouted || names.contains(word.lowercased()) || word.lowercased().hasPrefix("your") {
        return "<\(word)>"
      }
    }
    for word in ["TODO", "FIXME", "CHANGEME", "changeme", "XXX", "xxx"] {
      for place in ByteText.places(of: word, in: bytes) where !isSearchedFor(place, bytes) {
        return word
      }
    }
    for word in ["your-", "your_", "YOUR-", "YOUR_"] {
      guard
        let place = ByteText.places(of: String(word.dropLast()), in: bytes)
          .first(where: { bytes[$0...].starts(with: word.utf8) })
      else { continue }
      let rest = bytes[place...].prefix { ByteText.isAlphanumeric($0) || "-_".utf8.contains($0) }
      return ByteText.text(rest)
    }
    return nil
  }

  /// Whether the word is a pattern that the same line looks for.
  private static func isSearchedFor(_ place: Int, _ bytes: [UInt8]) -> Bool {
    let line = bytes[..<place].reversed().prefix { $0 != 10 }.reversed()
    return ["grep", "rg", "sed", "awk"].contains {
      !ByteText.places(of: $0, in: Array(line)).isEmpty
    }
  }
}
