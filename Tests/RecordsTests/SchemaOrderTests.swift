import Primitives
import TestSupport
import Testing

@testable import Records

@Suite("order of a schema's fields") struct SchemaOrderTests {
  /// The same members at every depth in another order.
  private func shuffled(_ value: Value, _ random: inout SeededGenerator) -> Value {
    switch value {
    case .object(let object):
      var rest = object.members
      var out = Object()
      while !rest.isEmpty {
        let member = rest.remove(at: random.number(0...rest.count - 1))
        out.append(member.name, shuffled(member.value, &random))
      }
      return .object(out)
    case .list(let items): return .list(items.map { shuffled($0, &random) })
    default: return value
    }
  }

  private func sorted(_ value: Value) throws -> Value {
    try JSONReader.value(JSONText.canonical(value))
  }

  /// Whether the members of an object, at any depth, stand in the order of their fields; those of a
  /// map have none.
  private func check(_ value: Value, _ fields: [Field]) {
    for item in value.items { check(item, fields) }
    guard let object = value.object else { return }
    #expect(names(object) == fields.map(\.name).filter { object[$0] != nil })
    for field in fields {
      if let inner = field.type.fields, let value = object[field.name] { check(value, inner) }
    }
  }

  private func names(_ object: Object) -> [String] { object.members.map(\.name) }

  @Test(arguments: KindCatalog.all.map(\.name))
  func everyOrderOfMembersBecomesThatOfTheSchema(_ name: String) throws {
    let kind = try #require(KindCatalog.kind(name))
    let order = try #require(SchemaOrder.ofRecords[name])
    for seed in 0..<40 {
      var generator = RecordGenerator(seed: seed)
      var fields = generator.record(kind)
      fields["id"] = nil
      let expected = kind.fields.map(\.name).filter { fields[$0] != nil }
      for other in [try sorted(.object(fields)), shuffled(.object(fields), &generator.random)] {
        let ordered = order.ordered(try #require(other.object))
        #expect(names(ordered) == expected)
        #expect(ordered == fields)
        check(.object(ordered), kind.fields)
      }
      // What the schema does not know comes last, wherever it stood.
      var strange = Object([("aaa", 1), ("~", 2)])
      for member in fields.members { strange.append(member.name, member.value) }
      #expect(names(order.ordered(strange)) == expected + ["aaa", "~"])
    }
  }
}
