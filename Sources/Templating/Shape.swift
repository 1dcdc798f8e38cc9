import Primitives

/// The type of template data, against which a template is checked before anything is rendered.
///
/// A shape also says how a value is printed between two braces, so that text from a record can
/// never become markup by itself.
public indirect enum Shape: Sendable, Hashable {
  /// Any text: printed on one line, with everything escaped that Markdown could take as syntax.
  case text
  /// Prose with blocks, written by people: a block where its tag is alone on the line, else inline.
  case markdown
  /// Literal text such as commands, paths and identifiers: printed as a code span.
  case code
  /// An address; only relative, `http`, `https` and `mailto` ones are let through.
  case link
  /// A version's raw text: printed like `text`.
  case version
  /// A whole or fractional number: printed in decimal without trailing zeros.
  case number
  /// A truth value: printed as "yes" or "no"; a section on it only tests.
  case bool
  /// An ISO 8601 date, possibly of lower precision: `2024-11-14`, `2024-11`, `2024-Q4`, `2024`.
  case date
  /// An RFC 3339 instant in UTC.
  case instant
  /// An ISO 8601 duration such as `PT15M` or `P180D`.
  case duration
  /// Values of one shape in order; a section goes through them.
  case list(Shape)
  /// Named values; a section opens it.
  case object(ObjectShape)
  /// Anything, looked up while rendering; only for the Mustache conformance suite.
  case any
}

extension Shape {
  /// The name of the shape for documentation and messages, such as `list of text`.
  public var title: String {
    switch self {
    case .text: "text"
    case .markdown: "markdown"
    case .code: "code"
    case .link: "link"
    case .version: "version"
    case .number: "number"
    case .bool: "bool"
    case .date: "date"
    case .instant: "instant"
    case .duration: "duration"
    case .list(let item): "list of \(item.title)"
    case .object: "object"
    case .any: "any"
    }
  }

  /// Whether a value of this shape can be printed at all.
  var isPrintable: Bool {
    switch self {
    case .list, .object: false
    default: true
    }
  }
}

/// The fields of an object in template data, in the order in which they are documented.
public struct ObjectShape: Sendable, Hashable {
  /// The fields; names are unique.
  public let fields: [FieldShape]

  /// Makes a shape from fields with unique names.
  public init(_ fields: [FieldShape]) { self.fields = fields }

  /// The field with this name and its position.
  func field(_ name: String) -> (index: Int, field: FieldShape)? {
    for (index, field) in fields.enumerated() where field.name == name { return (index, field) }
    return nil
  }
}

/// One field of an object in template data.
public struct FieldShape: Sendable, Hashable {
  /// The name as templates write it, in lowerCamel.
  public let name: String
  /// What its value is.
  public let shape: Shape
  /// Whether the field may be absent; a template must then guard it.
  public let isOptional: Bool
  /// What the field says, for the reference: one sentence.
  public let meaning: String
  /// A value that it may have, for the reference.
  public let example: Value?

  /// Makes a field.
  public init(
    _ name: String, _ shape: Shape, isOptional: Bool = false, meaning: String = "",
    example: Value? = nil
  ) {
    self.name = name
    self.shape = shape
    self.isOptional = isOptional
    self.meaning = meaning
    self.example = example
  }
}
