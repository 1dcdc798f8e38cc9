import Primitives

/// Records made of the schema's own examples: what scaffolds, reference pages and laws start from.
public enum Sample {
  /// The smallest record of a kind that keeps all its rules, but whose references may lead nowhere.
  public static func record(of kind: Kind, id: String = "example") -> Object {
    var object = Object()
    for field in kind.fields {
      if field.name == "id" {
        object.append("id", .string(id))
      } else if case .defaulted(let value) = field.presence {
        object.append(field.name, value)
      } else if isShown(field, of: kind) {
        object.append(field.name, value(of: field))
      }
    }
    return object
  }

  /// The smallest observation of a kind.
  public static func observation(of kind: ObservationKind) -> Object {
    self.object(kind.fields)
  }

  /// Whether a new record of the kind has to fill the field in.
  static func isShown(_ field: Field, of kind: Kind) -> Bool {
    field.presence == .required || kind.expected.contains(field.name)
  }

  /// A value that a field may hold: its example, or one made from its type.
  public static func value(of field: Field) -> Value {
    field.example ?? value(of: field.type, named: field.name)
  }

  private static func value(of type: FieldType, named name: String) -> Value {
    switch type {
    case .text, .code: .string("Example \(words(name))")
    case .markdown: .string("Example \(words(name)).")
    case .bool: false
    case .int, .number: 1
    case .date: "2025-04-02"
    case .instant: "2025-04-02T09:30:00Z"
    case .duration: "PT15M"
    case .version: "1.0"
    case .range: ">=1.0,<2.0"
    case .slug: "example"
    case .url: "https://example.org/"
    case .choice(let choices): .string(choices.first?.word ?? "")
    case .reference(let kinds): .string(kinds.count == 1 ? "example" : "\(kinds[0])/example")
    case .list(let member, _): .list([value(of: member, named: name)])
    case .object(let fields): .object(object(fields))
    case .map: ["example": "1.0"]
    }
  }

  /// Required and defaulted fields, those with an example, or the first one where there are none.
  private static func object(_ fields: [Field]) -> Object {
    var object = Object()
    for field in fields where field.presence != .optional || field.example != nil {
      object.append(field.name, value(of: field))
    }
    if object.isEmpty, let first = fields.first { object.append(first.name, value(of: first)) }
    return object
  }

  /// `pointOfNoReturn` as `point of no return`.
  private static func words(_ name: String) -> String {
    name.reduce(into: "") { text, letter in
      text += letter.isUppercase ? " " + letter.lowercased() : String(letter)
    }
  }
}
