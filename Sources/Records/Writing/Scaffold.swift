import Primitives

/// Annotated record files to start from: what `waymark new` writes.
public enum Scaffold {
  /// The form of a file.
  public enum Form: String, Sendable, Hashable, CaseIterable {
    case yaml
    /// Front matter with the prose below it; kinds without prose have no such form.
    case markdown
  }

  /// A file with every field of a kind and its meaning.
  ///
  /// Required fields hold examples, so that the text reads without problems but for references that
  /// lead nowhere yet. Optional ones are commented out: one `#` at the start of a line.
  /// A kind without prose is written as YAML whatever the form.
  public static func text(_ kind: Kind, id: String, form: Form = .yaml) -> String {
    let body = form == .markdown ? kind.body : nil
    var lines = [
      "# \(kind.title): \(kind.meaning)",
      "# To use a field that is commented out, take away the one # at the start of its lines.",
    ]
    for field in kind.fields where field.name != body {
      let isLive = Sample.isShown(field, of: kind)
      let value: Value = field.name == "id" ? .string(id) : Sample.value(of: field)
      lines.append("")
      lines += self.lines(field, value, isLive: isLive, indent: 0)
    }
    guard let body, let field = kind.fields.first(where: { $0.name == body }) else {
      return lines.joined(separator: "\n") + "\n"
    }
    return "---\n" + lines.joined(separator: "\n") + "\n---\n\n\(field.meaning)\n"
  }

  static func lines(_ field: Field, _ value: Value, isLive: Bool, indent: Int) -> [String] {
    let blanks = String(repeating: " ", count: indent)
    let comment = comment(field, width: 96 - indent).map { "\(blanks)# \($0)" }
    let content = content(field, value, indent: indent)
    // An object's own comments keep their place; only what would be read is commented out.
    return comment + (isLive ? content : content.map { $0.isEmpty ? $0 : "#" + $0 })
  }

  private static func content(_ field: Field, _ value: Value, indent: Int) -> [String] {
    let blanks = String(repeating: " ", count: indent)
    let name = blanks + field.name + ":"
    switch field.type {
    case .object(let fields): return [name] + members(fields, value, indent: indent + 2)
    case .list(.object(let fields), _):
      let first = value.items.first ?? .object([:])
      // What is filled in comes first: the dash has to stand before it.
      let ordered =
        fields.filter { first[$0.name] != nil } + fields.filter { first[$0.name] == nil }
      var inner = members(ordered, first, indent: indent + 4)
      // The dash goes before the first field that is read.
      if let first = inner.firstIndex(where: { isRead($0) }) {
        let dashed = inner.remove(at: first)
        inner.insert(blanks + "  - " + dashed.dropFirst(indent + 4), at: first)
        inner = Array(inner[..<first]).map { dedented($0) } + inner[first...]
      }
      return [name] + inner
    default:
      var text = YAMLText()
      text.member(field.name, value, field.type, at: indent)
      return text.text.split(separator: "\n").map(String.init)
    }
  }

  private static func members(_ fields: [Field], _ value: Value, indent: Int) -> [String] {
    fields.flatMap { field in
      let given = value[field.name]
      return lines(
        field, given ?? Sample.value(of: field), isLive: given != nil, indent: indent)
    }
  }

  private static func isRead(_ line: String) -> Bool {
    guard let first = line.utf8.first(where: { $0 != 32 }) else { return false }
    return first != UInt8(ascii: "#")
  }

  private static func dedented(_ line: String) -> String {
    line.hasPrefix("  ") ? String(line.dropFirst(2)) : line
  }

  /// What the field means and may hold, in lines of at most `width` letters.
  static func comment(_ field: Field, width: Int) -> [String] {
    var text = field.meaning
    switch field.presence {
    case .required: text += " Required."
    case .optional: break
    case .defaulted(let value):
      if let word = value.text ?? value.bool.map(String.init) { text += " When absent: \(word)." }
    }
    var lines = wrapped(text + hint(field.type), width: width)
    if case .choice(let choices) = field.type, choices.contains(where: { !$0.meaning.isEmpty }) {
      lines += choices.map { $0.meaning.isEmpty ? "- \($0.word)" : "- \($0.word): \($0.meaning)" }
    }
    return lines
  }

  private static func hint(_ type: FieldType) -> String {
    switch type {
    case .choice(let choices):
      choices.contains { !$0.meaning.isEmpty }
        ? " One of:" : " One of \(choices.map(\.word).joined(separator: ", "))."
    case .bool, .date, .instant, .duration, .range, .reference, .url:
      " Write \(type.words)."
    case .list(let member, _):
      hint(member).isEmpty
        ? ""
        : " Each:"
          + hint(member).replacing(" One of", with: " one of").replacing(" Write", with: "")
    default: ""
    }
  }

  private static func wrapped(_ text: String, width: Int) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if last.count + 1 + word.count <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
