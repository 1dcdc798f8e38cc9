import Primitives

extension Scaffold {
  /// A text with every field of a part of a record and its meaning, to be filled in by a person.
  ///
  /// What is given is filled in, what is required stands there empty, the rest is commented out.
  ///
  /// The lines of `heading` come first, each after `#`.
  public static func fragment(_ fields: [Field], given: Object, heading: [String]) -> String {
    var lines = heading.map { "# \($0)" }
    lines.append("# To use a field that is commented out, take away the one # at its start.")
    for field in fields {
      lines.append("")
      if let value = given[field.name] {
        lines += self.lines(field, value, isLive: true, indent: 0)
      } else if field.presence == .required, !isComposed(field.type) {
        lines += comment(field, width: 96).map { "# \($0)" } + ["\(field.name):"]
      } else {
        lines += self.lines(
          field, Sample.value(of: field), isLive: field.presence == .required, indent: 0)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func isComposed(_ type: FieldType) -> Bool {
    switch type {
    case .list, .object, .map: true
    default: false
    }
  }
}
