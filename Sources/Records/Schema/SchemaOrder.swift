import Primitives

/// The order of a schema's fields, to give back to objects that canonical JSON has sorted by name.
public struct SchemaOrder: Sendable {
  private let names: [String]
  private let members: [SchemaOrder?]
  /// The places of the names, in the order in which canonical JSON has them.
  private let sorted: [Int]

  init(_ fields: [Field]) {
    let names = fields.map(\.name)
    self.names = names
    members = fields.map { field in field.type.fields.map(SchemaOrder.init) }
    sorted = names.indices.sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
  }

  /// The orders of all kinds of records, by name.
  public static let ofRecords = Dictionary(
    uniqueKeysWithValues: KindCatalog.all.map { ($0.name, SchemaOrder($0.fields)) })

  /// The orders of all kinds of observations, by name.
  public static let ofObservations = Dictionary(
    uniqueKeysWithValues: ObservationCatalog.all.map { ($0.name, SchemaOrder($0.fields)) })

  /// The same object with its members in order; those that the schema does not know come last.
  public func ordered(_ object: Object) -> Object {
    // The names come in the order of canonical JSON, and mostly each is known: one walk along both
    // finds their places, where looking for each field in each object is the square of it.
    withUnsafeTemporaryAllocation(of: Int.self, capacity: names.count + 1) { places in
      places.initialize(repeating: -1)
      var (next, found) = (0, 0)
      for (index, member) in object.members.enumerated() {
        while next < sorted.count, names[sorted[next]] != member.name { next += 1 }
        guard next < sorted.count else { break }
        places[sorted[next]] = index
        (next, found) = (next + 1, found + 1)
      }
      guard found == object.members.count else { return lookedUp(object) }
      var result = Object(capacity: found)
      for place in names.indices where places[place] >= 0 {
        let value = object.members[places[place]].value
        result.append(names[place], members[place].map { $0.ordered(value) } ?? value)
      }
      return result
    }
  }

  /// The same for members that are in another order, or that the schema does not know.
  private func lookedUp(_ object: Object) -> Object {
    var result = Object(capacity: object.members.count)
    for (index, name) in names.enumerated() {
      guard let value = object[name] else { continue }
      result.append(name, members[index].map { $0.ordered(value) } ?? value)
    }
    for member in object.members where !names.contains(member.name) {
      result.append(member.name, member.value)
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
