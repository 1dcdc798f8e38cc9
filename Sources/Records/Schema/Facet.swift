import Primitives

/// A field by whose exact value records are looked up: a choice, a name, a reference, a tag, a
/// truth value or a whole number, alone or as members of a list.
///
/// Its values have one spelling each, so that an index answers for them what comparing the records
/// themselves would. Members of lists of objects are left out: a long timeline has thousands.
public struct Facet: Sendable, Hashable {
  /// The names that lead to the value.
  public let path: [String]

  /// The dotted path: `impact.users`.
  public var name: String { path.joined(separator: ".") }

  /// The facets of a kind, in the order of its schema.
  public static func all(of kind: Kind) -> [Facet] { all(in: kind.fields, below: []) }

  /// The distinct values of a record: texts and whole numbers; 1 and 0 for true and false.
  public static func values(of kind: Kind, in fields: Object) -> [(name: String, value: Value)] {
    var found: [(name: String, value: Value)] = []
    for facet in known[kind.name] ?? [] {
      var value: Value? = .object(fields)
      for name in facet.path { value = value?[name] }
      var seen: Set<Value> = []
      for item in members(value) where seen.insert(item).inserted {
        found.append((facet.name, item))
      }
    }
    return found
  }

  /// Whether a text is spelled in one way only, whatever Unicode's equivalences.
  public static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy {
      ($0 >= 0x61 && $0 <= 0x7a) || ($0 >= 0x30 && $0 <= 0x39) || "-_./:".utf8.contains($0)
    }
  }

  private static let known = Dictionary(
    uniqueKeysWithValues: KindCatalog.all.map { ($0.name, all(of: $0)) })

  private static func all(in fields: [Field], below path: [String]) -> [Facet] {
    fields.flatMap { field -> [Facet] in
      let here = path + [field.name]
      switch field.type {
      case .object(let members): return all(in: members, below: here)
      case .list(.text, _): return field.name == "tags" ? [Facet(path: here)] : []
      case .list(let member, _): return isIndexed(member) ? [Facet(path: here)] : []
      default:
        return isIndexed(field.type) && here != ["id"] && here != ["visibility"]
          ? [Facet(path: here)] : []
      }
    }
  }

  private static func isIndexed(_ type: FieldType) -> Bool {
    switch type {
    case .choice, .slug, .reference, .bool, .int: true
    default: false
    }
  }

  private static func members(_ value: Value?) -> [Value] {
    switch value {
    case .string, .int: [value ?? .null]
    case .bool(let bool): [.int(bool ? 1 : 0)]
    case .list(let items): items.flatMap { members($0) }
    default: []
    }
  }
}
