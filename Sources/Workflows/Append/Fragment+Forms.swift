import Primitives
import Records

extension Fragment.Form {
  /// A whole record of a kind.
  static func record(_ kind: String, without: Set<String> = []) -> Fragment.Form {
    let known = KindCatalog.kind(kind)
    return Fragment.Form(
      name: kind, place: "a record of kind \(kind)",
      fields: (known?.fields ?? []).filter { !without.contains($0.name) }, body: known?.body)
  }

  /// One member of a list of objects.
  static func member(of list: String, _ kind: String, name: String, place: String, body: String?)
    -> Fragment.Form
  {
    Fragment.Form(
      name: name, place: place, fields: Self.field(list, kind)?.type.fields ?? [], body: body)
  }

  /// Some fields of a kind, some of them required here.
  static func fields(_ names: [String], of kind: String, required: Set<String> = []) -> [Field] {
    names.compactMap { Self.field($0, kind) }.map { field in
      required.contains(field.name)
        ? .required(field.name, field.type, field.meaning, example: field.example) : field
    }
  }

  private static func field(_ name: String, _ kind: String) -> Field? {
    KindCatalog.kind(kind)?.fields.first { $0.name == name }
  }
}
