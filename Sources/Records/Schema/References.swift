import Primitives

/// Finding the references that a record makes.
public enum References {
  /// Every reference to another record with its path, in the order of the schema.
  public static func all(in record: Object, of kind: Kind) -> [(path: FieldPath, target: RecordID)]
  {
    all(in: record, fields: kind.fields)
  }

  /// Every reference that an object with these fields makes, with its path, in their order.
  public static func all(in record: Object, fields: [Field]) -> [(
    path: FieldPath, target: RecordID
  )] {
    var found: [(path: FieldPath, target: RecordID)] = []
    for field in fields where field.holdsReferences {
      guard let value = record[field.name] else { continue }
      collect(value, field.type, FieldPath(field.name), &found)
    }
    return found
  }

  private static func collect(
    _ value: Value, _ type: FieldType, _ path: FieldPath,
    _ found: inout [(path: FieldPath, target: RecordID)]
  ) {
    switch type {
    case .reference(let kinds):
      if let target = value.text.flatMap({ target($0, kinds) }) { found.append((path, target)) }
    case .list(let member, _):
      guard member.holdsReferences else { return }
      for (index, item) in value.items.enumerated() {
        collect(item, member, path.appending(index), &found)
      }
    case .object(let fields):
      for field in fields where field.holdsReferences {
        if let member = value[field.name] {
          collect(member, field.type, path.appending(field.name), &found)
        }
      }
    default: break
    }
  }

  /// The record that a reference's text names; `nil` when the text has not the right form.
  public static func target(_ text: String, _ kinds: [String]) -> RecordID? {
    if kinds.count == 1, !text.contains("/") {
      return Slug.isValid(text) ? RecordID(kind: kinds[0], id: text) : nil
    }
    guard let target = RecordID(text), kinds.contains(target.kind) else { return nil }
    return target
  }
}
