import Primitives

/// The type of a field: what may be written, and what it means to readers.
public indirect enum FieldType: Sendable, Hashable {
  /// One line of plain text.
  case text
  /// Prose in Markdown, possibly many paragraphs.
  case markdown
  /// Literal text that is copied exactly: a command, a path, an identifier.
  case code
  case bool
  case int
  case number
  /// `2024-11-14`, or less precise: `2024-11`, `2024-Q4`, `2024`.
  case date
  /// RFC 3339 date and time with an offset; kept in UTC.
  case instant
  /// ISO 8601 (`PT15M`) or short (`15m`); kept in ISO 8601.
  case duration
  /// A version's raw text; the component's scheme orders it.
  case version
  /// A range of versions such as `>=4.2,<5.3`.
  case range
  /// A name that stays the same across edits and becomes part of addresses.
  case slug
  /// An absolute http(s) or mailto address.
  case url
  /// One of a fixed set of words.
  case choice([Choice])
  /// The id of a record of one kind, or `kind/id` where several kinds may be meant.
  case reference([String])
  /// Any number of values of one type, or at least `minimum`.
  case list(FieldType, minimum: Int = 0)
  case object([Field])
  /// Free names with text values, such as pinned versions.
  case map

  /// A word that a field may hold, with what it says.
  public struct Choice: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The word itself, in kebab-case.
    public let word: String
    /// What it says; empty where the word says it all.
    public let meaning: String

    /// Makes a word with its meaning.
    public init(_ word: String, _ meaning: String) {
      self.word = word
      self.meaning = meaning
    }

    /// Makes a word that needs no explanation.
    public init(stringLiteral value: String) { self.init(value, "") }
  }

  /// A reference to a record of one kind.
  public static func reference(_ kind: String) -> FieldType { .reference([kind]) }

  /// The fields of this type if it is an object, or of its members if it is a list of objects.
  public var fields: [Field]? {
    switch self {
    case .object(let fields): fields
    case .list(let member, _): member.fields
    default: nil
    }
  }

  /// Whether a value of it can hold a reference to another record.
  var holdsReferences: Bool {
    switch self {
    case .reference: true
    case .list(let member, _): member.holdsReferences
    case .object(let fields): fields.contains(where: \.holdsReferences)
    default: false
    }
  }

  /// Whether a value of it can hold free names with text values.
  public var holdsMaps: Bool {
    switch self {
    case .map: true
    case .list(let member, _): member.holdsMaps
    case .object(let fields): fields.contains(where: \.holdsMaps)
    default: false
    }
  }

  /// What the type is called in messages: `a date (2024-11-14, 2024-11, 2024-Q4 or 2024)`.
  public var words: String {
    switch self {
    case .text: "one line of text"
    case .markdown: "text in Markdown"
    case .code: "literal text"
    case .bool: "true or false"
    case .int: "a whole number"
    case .number: "a number"
    case .date: "a date (2024-11-14, 2024-11, 2024-Q4 or 2024)"
    case .instant: "a date and time with an offset (2024-11-14T09:30:00Z)"
    case .duration: "a duration (PT15M, P180D, 15m or 1h30m)"
    case .version: "a version"
    case .range: "a range of versions (>=4.2,<5.3)"
    case .slug: "a name of lower-case letters, digits and hyphens"
    case .url: "an address that starts with https://, http:// or mailto:"
    case .choice(let choices): "one of \(choices.map(\.word).joined(separator: ", "))"
    case .reference(let kinds):
      kinds.count == 1
        ? "the id of a record of kind \(kinds[0])"
        : "kind/id, where the kind is one of \(kinds.joined(separator: ", "))"
    case .list(let member, _): "a list, each member \(member.words)"
    case .object(let fields):
      "a mapping with \(Self.names(fields))"
    case .map: "a mapping of names to text"
    }
  }
  /// The fields that must be there; where there are none, those that may.
  private static func names(_ fields: [Field]) -> String {
    let required = fields.filter { $0.presence == .required }.map { "`\($0.name)`" }
    if !required.isEmpty { return required.joined(separator: " and ") }
    return fields.prefix(3).map { "`\($0.name)`" }.joined(separator: " or ")
  }
}
