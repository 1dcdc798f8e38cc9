import Primitives
import TestSupport
import Testing

@testable import Records

@Suite("JSON Schema")
struct JSONSchemaTests {
  @Test("properties are the fields, and what is required is required", arguments: KindCatalog.names)
  func names(_ name: String) throws {
    let kind = try #require(KindCatalog.kind(name))
    let schema = JSONSchema.value(of: kind)
    let properties = try #require(schema["properties"]?.object)
    #expect(properties.names == ["record", "rev"] + kind.fields.map(\.name))
    #expect(
      schema["required"]?.texts
        == kind.fields.filter { $0.presence == .required && $0.name != "id" }.map(\.name))
    try compare(properties, kind.fields)
    expectGolden(
      String(decoding: JSONText.pretty(schema), as: UTF8.self), "schema/\(name).json", in: goldens)
  }

  /// Every object at any depth is closed, has the fields' names, and tells their meaning.
  private func compare(_ properties: Object, _ fields: [Field]) throws {
    for field in fields {
      let property = try #require(properties[field.name])
      #expect(property["description"]?.text?.hasPrefix(field.meaning) == true, "\(field.name)")
      guard let inner = field.type.fields else { continue }
      let object = property["items"] ?? property
      #expect(object["additionalProperties"] == .bool(false), "\(field.name)")
      let members = try #require(object["properties"]?.object)
      #expect(members.names == inner.map(\.name), "\(field.name)")
      try compare(members, inner)
    }
  }

  @Test("observation files have a schema too", arguments: ObservationCatalog.all.map(\.name))
  func observations(_ name: String) throws {
    let kind = try #require(ObservationCatalog.kind(name))
    let schema = JSONSchema.value(of: kind)
    let properties = try #require(schema["properties"]?["rows"]?["items"]?["properties"]?.object)
    #expect(properties.names == kind.fields.map(\.name))
    expectGolden(
      String(decoding: JSONText.pretty(schema), as: UTF8.self),
      "schema/observation-\(name).json", in: goldens)
  }
}
