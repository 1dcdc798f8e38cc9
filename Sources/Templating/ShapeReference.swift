import Primitives

/// The reference of what a template may name, as Markdown tables.
public struct ShapeReference {
  /// So many characters of an example are shown.
  private static let longest = 60

  private let examples: [Object]
  private var out = ""

  /// A table of a shape's fields, then one for each list or object inside it.
  ///
  /// Pure; ends in a newline. Nested fields are headed by their path (`steps`, `steps.undo`) with a
  /// heading of the given level (1 to 6).
  ///
  /// - `shape`: what is described.
  /// - `examples`: data of that shape: each field shows the first value found there, else the
  ///   example of its declaration, else one that its type allows.
  /// - `headingLevel`: the level of the headings of nested fields.
  public static func markdown(
    of shape: ObjectShape, examples: [Object] = [], headingLevel: Int = 3
  ) -> String {
    var reference = ShapeReference(examples: examples)
    reference.append(shape, under: [], level: min(6, max(1, headingLevel)))
    return reference.out
  }

  private init(examples: [Object]) { self.examples = examples }

  private mutating func append(_ shape: ObjectShape, under path: [String], level: Int) {
    out += "| name | type | optional | example | meaning |\n| --- | --- | --- | --- | --- |\n"
    for field in shape.fields {
      out += "| `\(field.name)` | \(field.shape.title) | \(field.isOptional ? "yes" : "no") | "
      out += "\(example(of: field, at: path)) | \(Self.escaped(field.meaning)) |\n"
    }
    for field in shape.fields {
      guard let (inner, opens) = Self.inner(of: field.shape) else { continue }
      let name = (path + [field.name]).joined(separator: ".")
      out += "\n\(String(repeating: "#", count: level)) `\(name)`: \(opens)\n\n"
      append(inner, under: path + [field.name], level: level)
    }
  }

  private static func inner(of shape: Shape) -> (ObjectShape, String)? {
    switch shape {
    case .object(let inner): (inner, "inside the object")
    case .list(let item): Self.inner(of: item).map { ($0.0, "inside each item") }
    default: nil
    }
  }

  /// A code span; empty for fields that have a table of their own.
  private func example(of field: FieldShape, at path: [String]) -> String {
    guard Self.inner(of: field.shape) == nil else { return "" }
    let found = examples.lazy.compactMap {
      Self.scalar(in: .object($0), at: (path + [field.name])[...])
    }.first
    let text =
      found ?? field.example.flatMap { Self.scalar(in: $0, at: []) }
      ?? Self.sample(of: field.shape)
    let line = text.prefix { !$0.isNewline }
    let isCut = line.count > Self.longest || line.endIndex != text.endIndex
    var out: [UInt8] = []
    CodeSpan.append(String(line.prefix(Self.longest)), isInTableRow: true, to: &out)
    return String(decoding: out, as: UTF8.self) + (isCut ? " …" : "")
  }

  /// The first printable value at a path, through all items of lists.
  private static func scalar(in value: Value, at path: ArraySlice<String>) -> String? {
    switch value {
    case .list(let items): return items.lazy.compactMap { scalar(in: $0, at: path) }.first
    case .object(let object):
      guard let name = path.first, let member = object[name] else { return nil }
      return scalar(in: member, at: path.dropFirst())
    case .null: return nil
    case .string(let text): return path.isEmpty && !text.isEmpty ? text : nil
    case .bool, .int, .double:
      return path.isEmpty ? String(decoding: JSONText.canonical(value), as: UTF8.self) : nil
    }
  }

  private static func sample(of shape: Shape) -> String {
    switch shape {
    case .text, .any: "some words"
    case .markdown: "Some *prose*."
    case .code: "make test"
    case .link: "../component/django.md"
    case .version: "5.2"
    case .number: "3"
    case .bool: "true"
    case .date: "2026-11-23"
    case .instant: "2026-11-23T09:30:00Z"
    case .duration: "PT15M"
    case .list(let item): sample(of: item)
    case .object: ""
    }
  }

  private static func escaped(_ text: String) -> String {
    var out: [UInt8] = []
    InlineEscape.append(text, to: &out)
    return String(decoding: out, as: UTF8.self)
  }
}
