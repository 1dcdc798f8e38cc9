import Primitives
import Records

/// A condition on records that a person typed: `severity<=2 and component=django`.
///
/// `and`, `or`, `not` and parentheses join comparisons of a field, named by its dotted path, with a
/// value: `=`, `!=`, `<`, `<=`, `>`, `>=`, `~` (contains, whatever the letter case) and `in (a, b)`.
/// A field alone asks whether it is there. Of a list one member is enough. What is absent compares
/// with nothing, so that only `!=` and `not` hold for it. Dates, times, durations and numbers
/// compare as such, versions by the scheme of the record's component.
public struct Filter: Sendable {
  /// How a field is compared.
  enum Comparison: Sendable, Hashable {
    case equal, different, less, atMost, greater, atLeast, contains

    init?(_ text: String) {
      switch text {
      case "=", "==": self = .equal
      case "!=": self = .different
      case "<": self = .less
      case "<=": self = .atMost
      case ">": self = .greater
      case ">=": self = .atLeast
      case "~": self = .contains
      default: return nil
      }
    }
  }

  indirect enum Condition: Sendable {
    case all(Condition, Condition)
    case any(Condition, Condition)
    case not(Condition)
    case isThere([String])
    case compares([String], Comparison, String)
    case isOneOf([String], [String])
  }

  let condition: Condition

  /// Reads a filter for records of some kinds.
  ///
  /// - Throws: what is wrong with its text, its fields or its values, with column and caret.
  public init(parsing text: String, kinds: [Kind]) throws(Diagnostics) {
    var parser = FilterParser(text, try FilterToken.all(in: text), kinds)
    condition = try parser.filter()
  }

  /// Whether a record fulfils the condition; `scheme` says how the versions of a component, by its
  /// id, are ordered.
  public func matches(_ record: Record, scheme: (String) -> VersionScheme) -> Bool {
    let fields = KindCatalog.kind(record.id.kind)?.fields ?? []
    let context = FilterContext(
      record: record, fields: fields,
      scheme: record.component.map(scheme) ?? .generic)
    return context.holds(condition)
  }

  static func problem(
    _ id: String, _ message: String, _ text: String, _ column: Int, _ length: Int, help: String
  ) -> Diagnostics {
    // A filter that a script wrote may have several lines.
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    var (line, column) = (0, column)
    while line + 1 < lines.count, column > lines[line].count + 1 {
      column -= lines[line].count + 1
      line += 1
    }
    return Diagnostics(
      Diagnostic(
        id, message,
        at: SourceRange(file: "--where", line: line + 1, column: column, length: length),
        excerpt: String(lines[line]), help: help))
  }
}

/// What is known of every record besides its fields.
enum FilterField {
  static let extra: [Field] = [
    .required("rev", .int, "The number of the revision."),
    .required("recordedAt", .instant, "When the revision was recorded."),
    .required("recordedBy", .text, "Who recorded it."),
    .optional("reason", .text, "Why it was revised."),
  ]

  /// The type at a path: members of lists count as the list.
  static func type(_ path: [String], in fields: [Field]) -> FieldType? {
    guard let first = path.first, let field = fields.first(where: { $0.name == first }) else {
      return nil
    }
    let member = member(field.type)
    if path.count == 1 { return member }
    if case .map = member { return path.count == 2 ? .text : nil }
    return member.fields.flatMap { type(Array(path.dropFirst()), in: $0) }
  }

  private static func member(_ type: FieldType) -> FieldType {
    if case .list(let member, _) = type { self.member(member) } else { type }
  }
}
