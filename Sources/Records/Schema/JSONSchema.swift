import Primitives

/// JSON Schema of kinds, for editors and other programs.
///
/// Dialect 2020-12. It says what a file may hold, not what rules ask between fields. Plain YAML
/// numbers stand where the reader takes them for text (`version: 3.10`), so an editor does not
/// complain about what `waymark check` accepts.
public enum JSONSchema {
  /// The schema of record files of a kind.
  public static func value(of kind: Kind) -> Value {
    var schema = head(kind.name, title: kind.title, kind.meaning)
    var body = object(kind.fields)
    var properties = Object()
    properties.append(
      "record",
      [
        "description": "The kind, where the file's folder does not say it.",
        "const": .string(kind.name),
      ])
    properties.append(
      "rev",
      [
        "description": "The revision that the file is based on.", "type": "integer", "minimum": 1,
      ])
    for member in body["properties"]?.object?.members ?? [] {
      properties.append(member.name, member.value)
    }
    body["properties"] = .object(properties)
    // The name of the file stands for a missing id.
    body["required"] = .list((body["required"]?.items ?? []).filter { $0 != "id" })
    for member in body.members { schema.append(member.name, member.value) }
    return .object(schema)
  }

  /// The schema of observation files of a kind.
  public static func value(of kind: ObservationKind) -> Value {
    var schema = head("observation-\(kind.name)", title: kind.title, kind.meaning)
    schema.append("type", "object")
    schema.append(
      "properties",
      [
        "observation": ["description": "The kind of the rows.", "const": .string(kind.name)],
        "source": ["description": "Where the rows come from."],
        "rows": [
          "description": "One observation each.", "type": "array",
          "items": .object(object(kind.fields)),
        ],
      ])
    schema.append("required", ["observation", "rows"])
    schema.append("additionalProperties", false)
    return .object(schema)
  }

  private static func head(_ name: String, title: String, _ meaning: String) -> Object {
    [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": .string("urn:waymark:schema:\(name)"), "title": .string(title),
      "description": .string(meaning),
    ]
  }

  private static func object(_ fields: [Field]) -> Object {
    [
      "type": "object",
      "properties": .object(Object(fields.map { ($0.name, .object(property($0))) })),
      "required": .list(
        fields.filter { $0.presence == .required }.map { .string($0.name) }),
      "additionalProperties": false,
    ]
  }

  private static func property(_ field: Field) -> Object {
    var property: Object = ["description": .string(description(field))]
    for member in type(field.type).members { property.append(member.name, member.value) }
    if case .defaulted(let value) = field.presence {
      property.append("default", value)
    } else if let example = field.example {
      property.append("examples", [example])
    }
    return property
  }

  private static func description(_ field: Field) -> String {
    guard case .choice(let choices) = field.type else { return field.meaning }
    let told = choices.filter { !$0.meaning.isEmpty }.map { "`\($0.word)`: \($0.meaning)" }
    return told.isEmpty ? field.meaning : "\(field.meaning) \(told.joined(separator: "; "))."
  }

  private static func type(_ type: FieldType) -> Object {
    switch type {
    case .text, .version, .range: ["type": ["string", "number"], "minLength": 1]
    case .markdown, .code: ["type": "string", "minLength": 1]
    case .bool: ["type": "boolean"]
    case .int: ["type": "integer"]
    case .number: ["type": "number"]
    case .date:
      [
        "type": ["string", "integer"],
        "pattern": "^[0-9]{4}(-([0-9]{2}(-[0-9]{2})?|Q[1-4]))?$",
      ]
    case .instant: ["type": "string", "format": "date-time"]
    case .duration: ["type": "string", "pattern": .string(durationPattern)]
    case .slug: ["type": "string", "pattern": .string("^\(slugPattern)$"), "maxLength": 120]
    case .url: ["type": "string", "format": "uri", "pattern": "^(https?://|mailto:)[^\\s<>\"]+$"]
    case .choice(let choices):
      ["type": "string", "enum": .list(choices.map { .string($0.word) })]
    case .reference(let kinds): ["type": "string", "pattern": .string(pattern(kinds))]
    case .list(let member, let minimum):
      minimum > 0
        ? [
          "type": "array", "items": .object(self.type(member)), "minItems": .int(minimum),
        ] : ["type": "array", "items": .object(self.type(member))]
    case .object(let fields): object(fields)
    case .map: ["type": "object", "additionalProperties": ["type": ["string", "number"]]]
    }
  }

  private static let slugPattern = "[a-z0-9]([a-z0-9._+-]*[a-z0-9+])?"

  private static let durationPattern =
    "^(P(?=.)([0-9]+W)?([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+S)?)?"
    + "|(?=.)([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?)$"

  private static func pattern(_ kinds: [String]) -> String {
    kinds.count == 1
      ? "^(\(kinds[0])/)?\(slugPattern)$" : "^(\(kinds.joined(separator: "|")))/\(slugPattern)$"
  }
}
