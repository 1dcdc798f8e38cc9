/// The reference of what a template may name, as Markdown tables.
public enum ShapeReference {
  /// A table of a shape's fields, then one for each list or object inside it.
  ///
  /// Pure; ends in a newline. Nested fields are headed by their path (`steps`, `steps.undo`) with a
  /// heading of the given level (1 to 6).
  public static func markdown(of shape: ObjectShape, headingLevel: Int = 3) -> String {
    var out = table(of: shape)
    appendNested(in: shape, under: "", level: min(6, max(1, headingLevel)), into: &out)
    return out
  }

  private static func appendNested(
    in shape: ObjectShape, under path: String, level: Int, into out: inout String
  ) {
    for field in shape.fields {
      guard let (inner, opens) = inner(of: field.shape) else { continue }
      let name = path.isEmpty ? field.name : "\(path).\(field.name)"
      out += "\n\(String(repeating: "#", count: level)) `\(name)`: \(opens)\n\n"
      out += table(of: inner)
      appendNested(in: inner, under: name, level: level, into: &out)
    }
  }

  private static func inner(of shape: Shape) -> (ObjectShape, String)? {
    switch shape {
    case .object(let inner): (inner, "inside the object")
    case .list(let item): Self.inner(of: item).map { ($0.0, "inside each item") }
    default: nil
    }
  }

  private static func table(of shape: ObjectShape) -> String {
    var out = "| name | type | optional | meaning |\n| --- | --- | --- | --- |\n"
    for field in shape.fields {
      var meaning: [UInt8] = []
      InlineEscape.append(field.meaning, to: &meaning)
      out += "| `\(field.name)` | \(field.shape.title) | \(field.isOptional ? "yes" : "no") | "
      out += "\(String(decoding: meaning, as: UTF8.self)) |\n"
    }
    return out
  }
}
