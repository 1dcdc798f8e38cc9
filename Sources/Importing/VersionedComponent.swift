import Primitives

/// A component and one of its versions, written `django@5.2`.
struct VersionedComponent {
  let component: String
  let version: String

  /// Reads the written form; `nil` unless the component is an id and a version follows.
  init?(_ text: String) {
    guard let mark = text.lastIndex(of: "@") else { return nil }
    component = String(text[..<mark])
    version = String(text[text.index(after: mark)...])
    guard Slug.isValid(component), !version.isEmpty,
      !version.utf8.contains(where: { $0 <= 32 || $0 == 127 })
    else { return nil }
  }

  var value: Value { ["component": .string(component), "version": .string(version)] }
}
