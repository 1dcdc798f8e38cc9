import Primitives

/// One named statement of a record: its type, whether it must be there, and what it means.
///
/// Everything that knows a record's form is derived from these values: validation, JSON Schema,
/// scaffolds, the ledger's views, the template data model and the reference pages.
public struct Field: Sendable, Hashable {
  /// Whether a record must have the field.
  public enum Presence: Sendable, Hashable {
    case required
    case optional
    /// Absent means this value; it is filled in when the record is read.
    case defaulted(Value)
  }

  /// The name in files, JSON and templates: lowerCamel.
  public let name: String
  /// What may be written.
  public let type: FieldType
  /// Whether a record must have it.
  public let presence: Presence
  /// One sentence for people who fill the field in.
  public let meaning: String
  /// What a scaffold shows and the schema names as an example.
  public let example: Value?
  /// Whether a value of it can hold a reference to another record.
  let holdsReferences: Bool
  /// Whether a value of it can hold free names with text values.
  public let holdsMaps: Bool

  private init(
    name: String, type: FieldType, presence: Presence, meaning: String, example: Value?
  ) {
    (self.name, self.type, self.presence) = (name, type, presence)
    (self.meaning, self.example) = (meaning, example)
    // Asked for every field of every record: a schema's depth must not be walked each time.
    (holdsReferences, holdsMaps) = (type.holdsReferences, type.holdsMaps)
  }

  /// Makes a field that every record has.
  public static func required(
    _ name: String, _ type: FieldType, _ meaning: String, example: Value? = nil
  ) -> Field {
    Field(name: name, type: type, presence: .required, meaning: meaning, example: example)
  }

  /// Makes a field that may be absent.
  public static func optional(
    _ name: String, _ type: FieldType, _ meaning: String, example: Value? = nil
  ) -> Field {
    Field(name: name, type: type, presence: .optional, meaning: meaning, example: example)
  }

  /// Makes a field whose absence means a value.
  public static func defaulted(
    _ name: String, _ type: FieldType, to value: Value, _ meaning: String
  ) -> Field {
    Field(
      name: name, type: type, presence: .defaulted(value), meaning: meaning, example: value)
  }

  /// Whether a record that was read may lack the field.
  public var isOptional: Bool { presence == .optional }
}
