import Primitives

/// Writes records as files that read back the same.
public enum RecordWriter {
  /// The YAML of a record: fields in the order of the schema, the same bytes for the same record.
  ///
  /// Fields that hold their default are left out; reading fills them in. Fields that the kind does
  /// not know, from a newer or older program, come last, so that nothing is lost silently.
  ///
  /// - `revision`: the revision that the file is of, written as `rev`; `nil` for none.
  public static func yaml(_ fields: Object, _ kind: Kind, revision: Int? = nil) -> [UInt8] {
    var out = YAMLText()
    if let revision { out.line("rev: \(revision)", at: 0) }
    out.members(of: fields, kind.fields, at: 0)
    return Array(out.text.utf8)
  }

  /// The Markdown of a record: front matter, and below it the field that the kind keeps as prose.
  ///
  /// `nil` where the kind has no prose, the record has none, or only YAML can keep it exactly.
  public static func markdown(_ fields: Object, _ kind: Kind, revision: Int? = nil) -> [UInt8]? {
    guard let name = kind.body, let prose = fields[name]?.text, let first = prose.utf8.first,
      first != 32, first != 9, first != 10,
      !prose.unicodeScalars.contains(where: { $0 == "\r" || $0 == "\0" })
    else { return nil }
    var front = fields
    front[name] = nil
    return Array("---\n".utf8) + yaml(front, kind, revision: revision)
      + Array("---\n\n\(prose)\n".utf8)
  }

  /// The front matter of a record without prose below it, for a file that has to stay Markdown.
  public static func frontMatter(_ fields: Object, _ kind: Kind, revision: Int? = nil) -> [UInt8] {
    Array("---\n".utf8) + yaml(fields, kind, revision: revision) + Array("---\n".utf8)
  }

  /// The YAML of a list of objects that follow no schema.
  public static func yaml(rows: [Object]) -> [UInt8] {
    guard !rows.isEmpty else { return Array("[]\n".utf8) }
    var out = YAMLText()
    out.member("rows", .list(rows.map(Value.object)), .list(.map), at: 0)
    // The name above and the indentation below it go: the list is the whole document.
    let lines = out.text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    return Array(lines.map { $0.isEmpty ? $0 : $0.dropFirst(2) }.joined(separator: "\n").utf8)
  }
}

/// YAML text that grows line by line.
struct YAMLText {
  private(set) var text = ""
  /// What stands before the next line in place of its last two blanks: `- ` of a list member.
  private var isMember = false

  /// Appends one line at an indentation.
  mutating func line(_ content: String, at indent: Int) {
    guard !content.isEmpty else {
      text += "\n"
      return
    }
    if isMember {
      text += String(repeating: " ", count: indent - 2) + "- "
      isMember = false
    } else {
      text += String(repeating: " ", count: indent)
    }
    text += content + "\n"
  }

  /// Appends the members of an object in the order of its fields.
  mutating func members(of object: Object, _ fields: [Field], at indent: Int) {
    for field in fields {
      if let value = object[field.name], !Self.isDefault(value, field) {
        member(field.name, value, field.type, at: indent)
      }
    }
    for extra in object.members where !fields.contains(where: { $0.name == extra.name }) {
      member(YAMLScalar.inline(extra.name), extra.value, Self.type(of: extra.value), at: indent)
    }
  }

  /// Appends a named value.
  mutating func member(_ name: String, _ value: Value, _ type: FieldType, at indent: Int) {
    switch (value, type) {
    case (.list(let items), _) where !items.isEmpty:
      line("\(name):", at: indent)
      let member: FieldType? = if case .list(let member, _) = type { member } else { nil }
      for item in items { self.item(item, member ?? Self.type(of: item), at: indent + 2) }
    case (.object(let object), _) where !Self.isHollow(object, type):
      line("\(name):", at: indent)
      self.object(object, type, at: indent + 2)
    default:
      scalar("\(name): ", value, type, at: indent, content: indent + 2)
    }
  }

  /// Appends a member of a list whose dash stands at an indentation.
  private mutating func item(_ value: Value, _ type: FieldType, at indent: Int) {
    switch value {
    case .object(let object) where !Self.isHollow(object, type):
      isMember = true
      self.object(object, type, at: indent + 2)
    case .list(let items) where !items.isEmpty:
      line("-", at: indent)
      for item in items { self.item(item, Self.type(of: item), at: indent + 2) }
    default:
      scalar("- ", value, type, at: indent, content: indent + 2)
    }
  }

  private mutating func object(_ object: Object, _ type: FieldType, at indent: Int) {
    if case .object(let fields) = type { return members(of: object, fields, at: indent) }
    for member in object.members {
      self.member(
        YAMLScalar.inline(member.name), member.value, Self.type(of: member.value), at: indent)
    }
  }

  private mutating func scalar(
    _ prefix: String, _ value: Value, _ type: FieldType, at indent: Int, content: Int
  ) {
    switch value {
    case .null: line(prefix + "null", at: indent)
    case .bool(let bool): line(prefix + (bool ? "true" : "false"), at: indent)
    case .int(let int): line(prefix + String(int), at: indent)
    case .double(let double): line(prefix + "\(double)", at: indent)
    case .list: line(prefix + "[]", at: indent)
    case .object: line(prefix + "{}", at: indent)
    case .string(let text):
      switch YAMLScalar.form(text, isTyped: type == .date || type == .instant) {
      case .inline(let written): line(prefix + written, at: indent)
      case .block(let header, let lines):
        line(prefix + header, at: indent)
        for each in lines { line(String(each), at: content) }
      }
    }
  }

  private static func isDefault(_ value: Value, _ field: Field) -> Bool {
    if case .defaulted(value) = field.presence { true } else { false }
  }

  /// Whether nothing of an object would be written.
  private static func isHollow(_ object: Object, _ type: FieldType) -> Bool {
    guard case .object(let fields) = type else { return object.isEmpty }
    return object.members.allSatisfy { member in
      fields.first { $0.name == member.name }.map { isDefault(member.value, $0) } ?? false
    }
  }

  /// The type that a value without a schema has.
  private static func type(of value: Value) -> FieldType {
    if case .object = value { .map } else { .text }
  }
}
