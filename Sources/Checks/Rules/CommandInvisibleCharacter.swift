import Knowledge
import Primitives
import Records

extension CheckRule {
  static let commandInvisibleCharacter = CheckRule(
    "command.invisible-char", .warning, title: "Invisible character in a command",
    explanation: """
      A zero-width space, a no-break space or a mark that turns the direction of writing looks like \
      nothing and breaks the command that is pasted, or hides what it does (CVE-2021-42574). They \
      come from chat programs and word processors. Type the line again; the message names the \
      character and its place.
      """,
    triggering: [
      RuleExample(
        "a zero-width space inside a command",
        [
          Sample.component(),
          Sample.upgrade(["steps": [step("pg_upgrade \u{200B}--check")]]),
        ]),
      RuleExample(
        "a no-break space in a fenced block",
        [Sample.component("app", ["description": "Run:\n\n```bash\nls\u{A0}-l\n```\n"])]),
    ],
    passing: [
      RuleExample(
        "letters of any alphabet, tabs and line breaks",
        [
          Sample.component(),
          Sample.upgrade(["steps": [step("printf '%s\\n' 'Grüße' |\n\tsort")]]),
        ]),
      RuleExample(
        "a no-break space in prose",
        [Sample.component("app", ["description": "It takes 10\u{A0}minutes."])]),
    ]
  ) { graph in
    graph.texts.compactMap { text -> Breach? in
      let literal: String
      switch text.type {
      case .code: literal = text.text
      case .markdown where text.text.utf8.contains(where: { $0 >= 0x80 }):
        literal = MarkdownProse(text.text).fenced.map { ByteText.text($0) }.joined(separator: "\n")
      default: return nil
      }
      guard let (scalar, line, column) = invisible(in: literal) else { return nil }
      let code = String(scalar.value, radix: 16, uppercase: true)
      let name = "U+" + String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
      return Breach(
        text.record, text.path,
        "`\(text.path)` holds the invisible character \(name) in line \(line), column \(column)",
        help: "type the line again, without the character")
    }
  }

  private static func step(_ command: String) -> Value {
    ["key": "run", "title": "Run", "command": .string(command)]
  }

  private static func invisible(in text: String) -> (Unicode.Scalar, line: Int, column: Int)? {
    var (line, column) = (1, 0)
    for scalar in text.unicodeScalars {
      column += 1
      if scalar == "\n" {
        (line, column) = (line + 1, 0)
      } else if isInvisible(scalar.value) {
        return (scalar, line, column)
      }
    }
    return nil
  }

  private static func isInvisible(_ value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x0a, 0x0d, 0x20...0x7e: false
    case 0...0x1f, 0x7f...0xa0, 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b...0x180f,
      0x2000...0x200f, 0x2028...0x202f, 0x205f...0x206f, 0x3000, 0x3164, 0xfeff, 0xffa0,
      0xfff9...0xfffb, 0xe0000...0xe0fff:
      true
    default: false
    }
  }
}
