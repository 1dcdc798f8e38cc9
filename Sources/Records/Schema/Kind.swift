import Primitives

/// A kind of record: its fields and what must hold between them.
///
/// One value a file under `Kinds/`, listed in `KindCatalog`; laws run over the catalogue.
public struct Kind: Sendable {
  /// The name in addresses and folders: kebab-case, singular.
  public let name: String
  /// The name in headings.
  public let title: String
  /// The heading of many.
  public let plural: String
  /// One sentence: what a record of this kind says.
  public let meaning: String
  /// The words that `status` may hold; the first holds when none is written.
  public let statuses: [FieldType.Choice]
  /// The fields beyond the envelope, in the order in which files and pages show them.
  public let ownFields: [Field]
  /// All fields: the envelope's and the kind's own.
  public let fields: [Field]
  /// The field that a Markdown file's body fills; `nil` where prose has no place of its own.
  public let body: String?
  /// Optional fields that a new record has to fill in all the same, because a rule asks for them.
  public let expected: [String]
  /// What must hold between fields, beyond their types.
  public let rules: [Rule]

  /// Makes a kind; see the properties.
  public init(
    _ name: String, title: String, plural: String, _ meaning: String,
    statuses: [FieldType.Choice], body: String? = nil, expected: [String] = [],
    fields: [Field], rules: [Rule] = []
  ) {
    self.name = name
    self.title = title
    self.plural = plural
    self.meaning = meaning
    self.statuses = statuses
    self.body = body
    self.expected = expected
    ownFields = fields
    self.fields = Envelope.fields(statuses: statuses) + fields
    self.rules = rules
  }
}

/// Something that must hold between the fields of one record.
public struct Rule: Sendable {
  /// The id of the diagnostic that it yields, in kebab-case.
  public let id: String
  /// What is wrong with a record; no findings when the rule holds.
  public let findings: @Sendable (Object) -> [Finding]

  /// One breach: where in the record, what is wrong and the way out.
  public struct Finding: Sendable {
    /// Where in the record.
    public let path: FieldPath
    /// One sentence in the form of a diagnostic's.
    public let message: String
    /// The way out.
    public let help: String

    /// Makes a finding about the value at a path.
    public init(_ path: FieldPath, _ message: String, help: String) {
      self.path = path
      self.message = message
      self.help = help
    }
  }

  /// Makes a rule.
  public init(_ id: String, _ findings: @escaping @Sendable (Object) -> [Finding]) {
    self.id = id
    self.findings = findings
  }
}
