import Primitives

/// The order of a schema's fields, to give back to objects that canonical JSON has sorted by name.
public struct SchemaOrder: Sendable {
  private let names: [String]
  private let members: [SchemaOrder?]

  init(_ fields: [Field]) {
    names = fields.map(\.name)
    members = fields.map { field in field.type.fields.map(SchemaOrder.init) }
  }

  /// The orders of all kinds of records, by name.
  public static let ofRecords = Dictionary(
    uniqueKeysWithValues: KindCatalog.all.map { ($0.name, SchemaOrder($0.fields)) })

  /// The orders of all kinds of observations, by name.
  public static let ofObservations = Dictionary(
    uniqueKeysWithValues: ObservationCatalog.all.map { ($0.name, SchemaOrder($0.fields)) })

  /// The same object with its members in order; those that the schema does not know come last.
  public func ordered(_ object: Object) -> Object {
    var result = Object()
    for (index, name) in names.enumerated() {
      guard let value = object[name] else { continue }
      result.append(name, members[index].map { $0.ordered(value) } ?? value)
    }
    if result.members.count < object.members.count {
      for member in object.members where !names.contains(member.name) {
        result.append(member.name, member.value)
      }
    }
    return result
  }

  /// The value of one of its members in the order of that member's schema.
  func ordered(_ value: Value, of name: String) -> Value {
    guard let index = names.firstIndex(of: name) else { return value }
    return members[index].map { $0.ordered(value) } ?? value
  }

  private func ordered(_ value: Value) -> Value {
    switch value {
    case .object(let object): .object(ordered(object))
    case .list(let items): .list(items.map(ordered))
    default: value
    }
  }
}
