import Primitives
import Records
import Templating

/// Short ways to write the shapes of facts.
extension FieldShape {
  static func field(_ name: String, _ shape: Shape, _ meaning: String) -> FieldShape {
    FieldShape(name, shape, meaning: meaning)
  }

  static func maybe(_ name: String, _ shape: Shape, _ meaning: String) -> FieldShape {
    FieldShape(name, shape, isOptional: true, meaning: meaning)
  }
}

extension Shape {
  static func fields(_ fields: FieldShape...) -> Shape { .object(ObjectShape(fields)) }

  static func rows(_ fields: FieldShape...) -> Shape { .list(.object(ObjectShape(fields))) }
}

extension Object {
  /// Sets a member unless there is no value for it.
  mutating func set(_ name: String, _ value: Value?) {
    guard let value, !value.isNull else { return }
    append(name, value)
  }

  /// Sets a member to a text unless there is none.
  mutating func set(_ name: String, _ text: String?) { set(name, text.map(Value.string)) }
}

extension Record {
  /// The fields as templates see them.
  var data: Value {
    KindCatalog.kind(id.kind).map { RecordShape.data(fields, $0.fields) } ?? .object(fields)
  }
}

extension Sequence<Record> {
  /// The component's records, for sources.
  func about(_ component: String) -> [Record] { filter { $0.component == component } }
}
