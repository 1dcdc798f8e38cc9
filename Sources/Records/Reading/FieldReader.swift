import Primitives
import Yams

/// Turns YAML nodes into values by the schema, noting every problem on the way.
struct FieldReader {
  let source: SourceText
  /// Lines that stand above the YAML text in the file: the opening fence of front matter.
  let lineOffset: Int
  var diagnostics: [Diagnostic] = []

  init(_ source: SourceText, lineOffset: Int = 0) {
    self.source = source
    self.lineOffset = lineOffset
  }

  /// The object that a mapping states; problems are collected, and
  /// what has one is kept only for the rules to see that it is there.
  mutating func object(_ mapping: Node.Mapping, _ fields: [Field], in place: String, at node: Node)
    -> Object
  {
    var given: [String: (key: Node, value: Node)] = [:]
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        report("unexpected-key", "a field's name has to be text", key, help: "write `name: value`")
        continue
      }
      if fields.contains(where: { $0.name == name }) {
        given[name] = (key, value)
      } else {
        reportUnknown(name, key, fields, place)
      }
    }
    var object = Object()
    for field in fields {
      guard let (key, node) = given[field.name], !isNull(node) else {
        absent(
          field, given[field.name]?.key ?? node, in: place, isWritten: given[field.name] != nil,
          &object)
        continue
      }
      if let value = value(node, field.type, named: field.name, key: key) {
        object.append(field.name, value)
      }
    }
    return object
  }

  private mutating func absent(
    _ field: Field, _ node: Node, in place: String, isWritten: Bool, _ object: inout Object
  ) {
    switch field.presence {
    case .defaulted(let value): object.append(field.name, value)
    case .optional: break
    case .required:
      let what = isWritten ? "`\(field.name)` is empty" : "`\(field.name)` is missing in \(place)"
      report(
        isWritten ? "empty-field" : "missing-field", what, node, length: isWritten ? nil : 1,
        help: "add `\(field.name):`, \(field.type.words)\(Self.example(field)): "
          + field.meaning.lowercasedFirst)
    }
  }

  private static func example(_ field: Field) -> String {
    switch field.example {
    case .string(let text) where !text.contains("\n"):
      ", such as `\(YAMLScalar.inline(text))`"
    case .int(let int): ", such as \(int)"
    default: ""
    }
  }

  private mutating func reportUnknown(
    _ name: String, _ key: Node, _ fields: [Field], _ place: String
  ) {
    let near = Spelling.nearest(to: name, among: fields.map(\.name))
    let known = fields.map(\.name).joined(separator: ", ")
    report(
      "unknown-field", "`\(name)` is no field of \(place)", key,
      length: name.unicodeScalars.count,
      help: near.map { "did you mean `\($0)`?" } ?? "the fields are \(known)")
  }

  private mutating func value(_ node: Node, _ type: FieldType, named name: String, key: Node)
    -> Value?
  {
    switch type {
    case .list(let member, let minimum):
      guard let sequence = node.sequence else {
        return mismatch(
          node, type, name,
          help: node.scalar.map { "write `\(name): [\($0.string.prefix(40))]`, or " }.orEmpty
            + "write one member a line, each after `- `")
      }
      var items: [Value] = []
      for item in sequence {
        if let value = value(item, member, named: name, key: key) { items.append(value) }
      }
      if sequence.count < minimum {
        report(
          "too-few", "`\(name)` needs at least \(minimum) \(minimum == 1 ? "member" : "members")",
          key, help: "add `- ` and \(member.words) below `\(name):`")
      }
      return .list(items)
    case .object(let fields):
      guard let mapping = node.mapping else {
        let first = fields.first { $0.presence == .required } ?? fields.first
        return mismatch(
          node, type, name,
          help: "write its fields below `\(name):`, one a line, indented: `\(first?.name ?? ""): …`"
        )
      }
      return .object(object(mapping, fields, in: "`\(name)`", at: key))
    case .map:
      guard let mapping = node.mapping else {
        return mismatch(
          node, type, name, help: "write `name: value`, one a line below it, indented")
      }
      var object = Object()
      for (key, value) in mapping {
        guard let name = key.scalar?.string, let text = value.scalar?.string else {
          report(
            "wrong-type", "a name and its text are expected here", key, help: "write `name: value`")
          continue
        }
        // The longest name that YAML keeps on one line with its value.
        guard (1...200).contains(name.unicodeScalars.count) else {
          report(
            "wrong-type", "the name has \(name.unicodeScalars.count) characters", key,
            help: "write a name of 1 to 200 characters")
          continue
        }
        object[name] = .string(ScalarForm.trimmed(text))
      }
      return .object(object)
    default:
      guard let scalar = node.scalar else {
        return mismatch(node, type, name, help: "write a single value after `\(name):`")
      }
      do throws(ScalarForm.Problem) {
        return try ScalarForm.value(
          scalar.string, isPlain: scalar.style == .plain || scalar.style == .any, type)
      } catch {
        report(
          error.id, "`\(name)` \(error.message)", node, length: length(scalar), help: error.help)
        // The record is refused, but rules must not take what is wrong for what is absent.
        return .string(scalar.string)
      }
    }
  }

  private mutating func mismatch(_ node: Node, _ type: FieldType, _ name: String, help: String)
    -> Value?
  {
    let found =
      switch node {
      case .mapping: "a mapping"
      case .sequence: "a list"
      default: "`\((node.scalar?.string ?? "").prefix(40))`"
      }
    report("wrong-type", "`\(name)` has to be \(type.words), not \(found)", node, help: help)
    return .null
  }

  private func isNull(_ node: Node) -> Bool {
    guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else {
      return false
    }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// The length of a scalar in the file, for the carets: exact for plain ones on one line.
  private func length(_ scalar: Node.Scalar) -> Int {
    let text = scalar.string.prefix { $0 != "\n" }
    let quotes = scalar.style == .singleQuoted || scalar.style == .doubleQuoted ? 2 : 0
    return scalar.style == .literal || scalar.style == .folded
      ? 1 : text.unicodeScalars.count + quotes
  }

  mutating func report(
    _ id: String, _ message: String, _ node: Node, length: Int? = nil, help: String?
  ) {
    // What an option said stands in no file.
    guard let mark = node.mark else {
      diagnostics.append(Diagnostic(id, message, help: help))
      return
    }
    let place = source.place(yamlLine: mark.line + lineOffset, column: mark.column)
    diagnostics.append(
      source.diagnostic(
        id, message, line: place.line, column: place.column,
        length: length ?? node.scalar.map(self.length) ?? 1, help: help))
  }
}

extension String? {
  fileprivate var orEmpty: String { self ?? "" }
}

extension String {
  /// The sentence as a part of another one: its first letter lowered, without its full stop.
  fileprivate var lowercasedFirst: String {
    let body = hasSuffix(".") ? dropLast() : self[...]
    // `PEP 387` and `SPDX` keep their capitals.
    let isWord = body.dropFirst().first?.isLowercase ?? true
    return (isWord ? body.prefix(1).lowercased() : String(body.prefix(1))) + body.dropFirst()
  }
}
