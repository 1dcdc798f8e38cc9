/// A structured value: what records, canonical JSON and template data are made of.
///
/// Text that stands for a date, a version or a duration stays text here; the schema in `Records`
/// says what it means, so nothing is lost between a file, the ledger and a page.
public enum Value: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case list([Value])
  case object(Object)
}

extension Value {
  /// The text, if this is a string.
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The truth value, if this is one.
  public var bool: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  /// The whole number, if this is one.
  public var int: Int? {
    if case .int(let int) = self { int } else { nil }
  }

  /// The number as a floating-point value, if this is a whole or a fractional number.
  public var number: Double? {
    switch self {
    case .int(let int): Double(int)
    case .double(let double): double
    default: nil
    }
  }

  /// The members of a list; empty for anything that is not a list.
  public var items: [Value] {
    if case .list(let items) = self { items } else { [] }
  }

  /// The members of a list that are strings, in order; empty for anything that is not a list.
  public var texts: [String] { items.compactMap(\.text) }

  /// The object, if this is one.
  public var object: Object? {
    if case .object(let object) = self { object } else { nil }
  }

  /// Whether this is `null`.
  public var isNull: Bool { self == .null }

  /// The member of an object with this name; `nil` if this is no object or has no such member.
  public subscript(name: String) -> Value? { object?[name] }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  /// Makes a string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Makes a whole number.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// Makes a truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Makes a number.
  public init(floatLiteral value: Double) { self = .double(value) }
  /// Makes a list.
  public init(arrayLiteral elements: Value...) { self = .list(elements) }
  /// Makes an object.
  public init(dictionaryLiteral elements: (String, Value)...) { self = .object(Object(elements)) }
  /// Makes `null`.
  public init(nilLiteral: ()) { self = .null }

  /// A string, or `null` where there is none.
  public init(_ text: String?) { self = text.map(Value.string) ?? .null }
}
