/// The start of an element.
struct XMLTag {
  let name: String
  let attributes: [(name: String, value: String)]
  /// Where its `<` stands.
  let offset: Int

  /// The value of an attribute; `nil` if it is absent.
  ///
  /// Of a name that stands twice the first holds.
  subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// What stands between `&` and `;`: one of XML's five names, or a character's number.
  static func entity(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    switch String(decoding: bytes, as: UTF8.self) {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case let text:
      guard text.hasPrefix("#") else { return nil }
      let isHex = text.hasPrefix("#x")
      return UInt32(text.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10)
        .flatMap(Unicode.Scalar.init)
    }
  }
}
