import Primitives
import TestSupport

@testable import Records

/// Random records of a kind, in the form in which a reader would give them.
struct RecordGenerator {
  var random: SeededGenerator

  init(seed: Int) { random = SeededGenerator(seed: seed) }

  mutating func record(_ kind: Kind) -> Object { object(kind.fields, depth: 0, isRoot: true) }

  private mutating func object(_ fields: [Field], depth: Int, isRoot: Bool = false) -> Object {
    var object = Object()
    for field in fields {
      switch field.presence {
      case .required: object.append(field.name, value(field.type, depth))
      case .optional:
        if random.oneIn(depth == 0 ? 2 : 3) { object.append(field.name, value(field.type, depth)) }
      case .defaulted(let value):
        object.append(field.name, random.oneIn(2) ? value : self.value(field.type, depth))
      }
    }
    if isRoot { object["id"] = .string("example") }
    return object
  }

  private mutating func value(_ type: FieldType, _ depth: Int) -> Value {
    switch type {
    case .text, .version: return .string(line())
    case .markdown, .code: return .string(prose())
    case .bool: return .bool(random.oneIn(2))
    case .int: return .int(random.number(-5...5_000_000))
    case .number:
      return random.oneIn(2)
        ? .int(random.number(-3...9))
        : .double(Double(random.number(-9_999...9_999)) / random.pick([7, 10, 1000, 1e12]) + 1e-9)
    case .date:
      return .string(random.pick(["2024-02-29", "2024-11", "2024-Q4", "2024", "0001-01-01"]))
    case .instant:
      return .string(Instant(milliseconds: random.number(0...4_000_000_000_000)).description)
    case .duration: return .string(Span(seconds: random.number(0...9_000_000)).description)
    case .range:
      return .string(random.pick([">=4.2,<5.3", "*", "==5.2.*", "!=1.0", "<2 || >=3", "5"]))
    case .slug:
      return .string(random.pick(["a", "null", "3.10", "no", "1e3", "c++", "0x1f", "x-y_z.1"]))
    case .url:
      return .string(random.pick(["https://a.b/c#d?e=f:g", "mailto:a@b.c", "http://[::1]/"]))
    case .choice(let choices): return .string(random.pick(choices).word)
    case .reference(let kinds):
      let id = random.pick(["a", "true", "1.20", "on", "2024-11-14"])
      return .string(kinds.count == 1 ? id : "\(random.pick(kinds))/\(id)")
    case .list(let member, let minimum):
      return .list((0..<random.number(minimum...minimum + 3)).map { _ in value(member, depth + 1) })
    case .object(let fields): return .object(object(fields, depth: depth + 1))
    case .map:
      return .object(
        Object(
          (0..<random.number(0...3)).map { _ in
            (String(line().prefix(40)), .string(random.oneIn(4) ? "" : prose()))
          }))
    }
  }

  /// Pieces that YAML, JSON or a careless writer could take for something else.
  private static let pieces = [
    "3.10", "yes", "No", "null", "~", "true", "0x1F", "1_000", "1:30", "2024-11-14", "1e5", ".5",
    ".inf",
    "-", "- ", "? ", ": ", ":", "#", " #", "&a", "*a", "!b", "!!str", "|", "|2", ">", ">-", "%TAG",
    "@", "`", "'", "''", "\"", "\\", "\\n", "{", "}", "[", "]", ",", "=", "<<", "---", "...",
    " ", "  ", "\t", "word", "ä", "é\u{301}", "漢字", "🚧", "👩‍🚀", "\u{A0}", "\u{85}", "\u{2028}",
    "a\u{FEFF}b", "\u{200F}", "\u{202E}", "\u{FFFE}", "\u{10FFFF}", "e", "0", ".", "+", "x: y",
    "a #b",
  ]

  private mutating func line() -> String { trimmed(joined(Self.pieces)) }

  private mutating func prose() -> String {
    trimmed(joined(Self.pieces + ["\n", "\n\n", "\n  ", "\n\t", "\n- ", "\n# ", "\n---\n"]))
  }

  private mutating func joined(_ pieces: [String]) -> String {
    (0..<random.number(1...8)).map { _ in random.pick(pieces) }.joined()
  }

  /// As the reader keeps texts: no white space at the end, and never empty.
  private func trimmed(_ text: String) -> String {
    var bytes = Array(text.utf8)
    while let last = bytes.last, [9, 10, 13, 32].contains(last) { bytes.removeLast() }
    return bytes.isEmpty ? "x" : String(decoding: bytes, as: UTF8.self)
  }
}
