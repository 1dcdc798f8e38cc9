import Primitives
import Records
import Templating

/// The shapes in which templates see records.
public enum RecordShape {
  /// The shape of a kind's records.
  public static func of(_ kind: Kind) -> ObjectShape { of(kind.fields) }

  /// The shape of an object with these fields.
  public static func of(_ fields: [Field]) -> ObjectShape {
    ObjectShape(
      fields.map { field in
        FieldShape(
          field.name, shape(field.type), isOptional: field.isOptional, meaning: field.meaning,
          example: Sample.value(of: field))
      })
  }

  /// The shape of the members of a list field of a kind, such as the steps of an upgrade.
  static func members(_ kind: String, _ name: String) -> ObjectShape {
    let field = KindCatalog.kind(kind)?.fields.first { $0.name == name }
    guard let fields = field?.type.fields else {
      preconditionFailure("the kind \(kind) has no list of objects named \(name)")
    }
    return of(fields)
  }

  private static func shape(_ type: FieldType) -> Shape {
    switch type {
    case .text, .choice: .text
    case .markdown: .markdown
    case .code, .range: .code
    case .bool: .bool
    case .int, .number: .number
    case .date: .date
    case .instant: .instant
    case .duration: .duration
    case .version: .version
    case .slug, .url: .link
    case .reference: .code
    case .list(let member, _): .list(shape(member))
    case .object(let fields): .object(of(fields))
    case .map:
      .list(.object(ObjectShape([FieldShape("name", .code), FieldShape("value", .code)])))
    }
  }

  /// A record's fields as templates see them: maps become lists of names and values.
  public static func data(_ record: Object, _ fields: [Field]) -> Value {
    var out = record
    for field in fields where field.holdsMaps {
      if let value = record[field.name] { out[field.name] = data(value, field.type) }
    }
    return .object(out)
  }

  private static func data(_ value: Value, _ type: FieldType) -> Value {
    switch (type, value) {
    case (.map, .object(let object)):
      .list(object.members.map { ["name": .string($0.name), "value": $0.value] })
    case (.list(let member, _), .list(let items)) where member.holdsMaps:
      .list(items.map { data($0, member) })
    case (.object(let fields), .object(let object)) where type.holdsMaps: data(object, fields)
    default: value
    }
  }
}
