import Knowledge
import Primitives
import Records

extension CheckRule {
  static let markdownHazard = CheckRule(
    "RN010", .warning, title: "Markdown that does not say what was meant",
    explanation: """
      Records are read for years and in other places than where they were written. Raw HTML is shown \
      as text, a bare address tells nothing of what is there, "next month" and `03/04/2026` mean \
      something else to each reader, and a heading that skips a level breaks the page's outline. \
      Write a link with a text, an ISO date, the next level of heading, and code in backquotes.
      """,
    triggering: [
      RuleExample("raw HTML", [described("Press <kbd>Enter</kbd>.")]),
      RuleExample("a bare address", [described("See https://example.org/guide for more.")]),
      RuleExample(
        "a relative date",
        [Sample.component(), Sample.change(["details": "It will be removed next month."])]),
      RuleExample("a date of two readings", [described("It ends on 03/04/2026.")]),
      RuleExample("a skipped level", [described("## Why\n\n#### Because\n")]),
    ],
    passing: [
      RuleExample("links", [described("See [the guide](https://example.org/) or <https://a.b>.")]),
      RuleExample(
        "code", [described("`<kbd>` and `https://x.y`\n\n```\n<b> next week\n```\n")]),
      RuleExample(
        "dates of one reading",
        [
          Sample.component(),
          Sample.change(["details": "2026-03-04, then for the next month, until 25/12/2026"]),
        ]),
      RuleExample("a story", [described("What worked yesterday failed.")]),
      RuleExample("comparisons", [described("a < b and c > d, x<y")]),
    ]
  ) { graph in
    graph.texts.flatMap { text -> [Breach] in
      guard text.type == .markdown else { return [] }
      let lines = MarkdownProse(text.text).lines
      var found = lines.compactMap { html(in: $0) }.prefix(1).map {
        ("the raw HTML `\($0)` will be shown as text", "use Markdown, or put it in backquotes")
      }
      found += lines.compactMap { address(in: $0) }.prefix(1).map {
        ("the address \($0) has no text", "write `[what is there](address)`")
      }
      let dated = promising.contains(text.record.kind) ? lines : []
      found += dated.compactMap { relativeDate(in: $0) }.prefix(1).map {
        ("\"\($0)\" means another day to every reader", "write the date, as 2026-03-04")
      }
      found += lines.compactMap { ambiguousDate(in: $0) }.prefix(1).map {
        ("\($0) is two different days to two readers", "write the date, as 2026-03-04")
      }
      found += skippedHeading(lines).map {
        ("the heading \"\($0)\" skips a level", "use the level below the heading before it")
      }
      return found.map { Breach(text.record, text.path, "\($0.0) in `\(text.path)`", help: $0.1) }
    }
  }

  /// The kinds whose texts tell when something will be; in a story "yesterday" is plain English.
  private static let promising: Set<String> = ["change", "deprecation", "known-issue", "release"]

  private static func described(_ text: String) -> Record {
    Sample.component("app", ["description": .string(text)])
  }

  private static func html(in line: [UInt8]) -> String? {
    for (start, byte) in line.enumerated() where byte == UInt8(ascii: "<") {
      if start > 0, line[start - 1] == 92 { continue }
      var rest = line[(start + 1)...]
      if rest.first == UInt8(ascii: "/") { rest = rest.dropFirst() }
      let name = rest.prefix(while: ByteText.isAlphanumeric)
      let after = rest.dropFirst(name.count)
      guard let first = name.first, !ByteText.isDigit(first), let next = after.first,
        next == UInt8(ascii: ">") || next == 32 || next == UInt8(ascii: "/"),
        let end = after.firstIndex(of: UInt8(ascii: ">"))
      else { continue }
      return ByteText.text(line[start...end].prefix(40))
    }
    return nil
  }

  private static func address(in line: [UInt8]) -> String? {
    for scheme in ["https://", "http://"] {
      for start in ByteText.occurrences(of: scheme, in: line) {
        let before = start > 0 ? line[start - 1] : 32
        // Inside <…>, (…) of a link, "…" or [text]: it is not bare.
        guard before == 32 || before == 9 || before == UInt8(ascii: "*") else { continue }
        // The definition of a reference: [guide]: https://…
        if start > 1, line[start - 2] == UInt8(ascii: ":"), line.first == UInt8(ascii: "[") {
          continue
        }
        return ByteText.text(line[start...].prefix { $0 > 32 && !"<>)\"".utf8.contains($0) })
      }
    }
    return nil
  }

  private static func relativeDate(in line: [UInt8]) -> String? {
    let lowered = line.map { ByteText.isUpper($0) ? $0 + 32 : $0 }
    let units = ["week", "month", "quarter", "year"]
    let phrases = ["yesterday", "tomorrow"] + units.flatMap { ["next \($0)", "last \($0)"] }
    for phrase in phrases {
      for start in ByteText.places(of: phrase, in: lowered) {
        // "The next month" counts from something that the text has named.
        let before = ByteText.text(lowered[..<start].suffix(6))
        if ["the ", "'s ", "’s ", "a ", "its ", "our ", "each ", "every "].contains(
          where: before.hasSuffix)
        {
          continue
        }
        return phrase
      }
    }
    return nil
  }

  private static func ambiguousDate(in line: [UInt8]) -> String? {
    for (place, byte) in line.enumerated() where byte == UInt8(ascii: "/") {
      guard place >= 2, place + 7 < line.count, line[place + 3] == byte else { continue }
      let (a, b, year) = (
        line[(place - 2)..<place], line[(place + 1)...(place + 2)], line[(place + 4)...(place + 7)]
      )
      guard place == 2 || !ByteText.isAlphanumeric(line[place - 3]),
        (a + b + year).allSatisfy(ByteText.isDigit),
        place + 8 == line.count || !ByteText.isDigit(line[place + 8]),
        let first = Int(ByteText.text(a)), let second = Int(ByteText.text(b)),
        (1...12).contains(first), (1...12).contains(second), first != second
      else { continue }
      return ByteText.text(line[(place - 2)...(place + 7)])
    }
    return nil
  }

  private static func skippedHeading(_ lines: [[UInt8]]) -> [String] {
    var level = 0
    for line in lines {
      let marks = line.prefix { $0 == UInt8(ascii: "#") }.count
      guard (1...6).contains(marks), line.dropFirst(marks).first == 32 else { continue }
      if level > 0, marks > level + 1 {
        return [ByteText.text(line.dropFirst(marks + 1).prefix(60))]
      }
      level = marks
    }
    return []
  }
}
