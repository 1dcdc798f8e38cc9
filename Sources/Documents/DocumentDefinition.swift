import Knowledge
import Primitives
import Records
import Templating

/// A sort of document: what there is one about, its template and the data that the template gets.
///
/// One value a file under `Definitions/`, listed in `DocumentCatalog`; its template has its name.
public struct DocumentDefinition: Sendable {
  /// The name in keys, addresses and of the template: kebab-case, singular where there are many.
  public let name: String
  /// What one is called: `Runbook`.
  public let title: String
  /// What its section is called: `Runbooks`.
  public let plural: String
  /// One sentence: what the reader learns.
  public let meaning: String
  /// The kind whose fields templates see as `record`; `nil` for documents of the workspace.
  public let kind: String?
  /// The kind of the record whose id is the subject, also where templates do not see its fields; `nil`
  /// for documents of the workspace.
  public let subjectKind: String?
  /// The fields that templates see as `facts`: all of them computed.
  public let facts: ObjectShape
  /// Whether publishing freezes editions of it; pages that follow the calendar have none.
  public let hasEditions: Bool
  /// What there is such a document about, ordered.
  public let subjects: @Sendable (Graph) -> [String]
  /// The data of one document; `nil` if the graph has nothing for the subject.
  public let model: @Sendable (Graph, String) -> DocumentModel?

  /// Makes a definition; see the properties.
  public init(
    _ name: String, title: String, plural: String, _ meaning: String, kind: String? = nil,
    about subjectKind: String? = nil, hasEditions: Bool = true, facts: [FieldShape],
    subjects: @escaping @Sendable (Graph) -> [String],
    model: @escaping @Sendable (Graph, String) -> DocumentModel?
  ) {
    self.name = name
    self.title = title
    self.plural = plural
    self.meaning = meaning
    self.kind = kind
    self.subjectKind = subjectKind ?? kind
    self.facts = ObjectShape(facts)
    self.hasEditions = hasEditions
    self.subjects = subjects
    self.model = model
  }

  /// Everything that the template may name.
  public var shape: ObjectShape {
    var fields = [
      FieldShape(
        "document",
        .object(
          ObjectShape([
            FieldShape("key", .text, meaning: "the name, such as runbook/django-5.2"),
            FieldShape("title", .text, meaning: "the title of the page"),
            FieldShape("asOf", .date, meaning: "the day whose knowledge is shown"),
          ])), meaning: "the document itself")
    ]
    if let kind = kind.flatMap(KindCatalog.kind) {
      fields.append(
        FieldShape(
          "record", .object(RecordShape.of(kind)), meaning: "what the \(kind.name) record declares")
      )
    }
    fields.append(
      FieldShape("facts", .object(facts), meaning: "what was computed from the records"))
    return ObjectShape(fields)
  }
}

/// The data of one document, before its template is applied.
public struct DocumentModel: Sendable {
  /// The title of the page: plain text.
  public var title: String
  /// One plain sentence for lists and search results.
  public var summary: String
  /// The record that it is about; `nil` for documents of the workspace.
  public var record: Record?
  /// The component that it concerns, for filters.
  public var component: String?
  /// What the template sees as `facts`; has the shape of the definition.
  public var facts: Object
  /// The records that it was made from, besides `record`.
  public var sources: [Record]
  /// The day of what it tells; documents that have one are listed newest first.
  public var happenedOn: CalendarDate?
  /// Drawings, by the name in `NAME.figure.svg`.
  public var figures: [String: Figure]
  /// Short facts for the line under the title, with their tone: good, caution, bad or neutral.
  public var badges: [Badge]

  /// A short fact and how it is meant.
  public struct Badge: Sendable, Hashable {
    /// What is shown.
    public let text: String
    /// `neutral`, `good`, `caution` or `bad`.
    public let tone: String

    /// Makes a badge.
    public init(_ text: String, _ tone: String = "neutral") {
      (self.text, self.tone) = (text, tone)
    }
  }

  /// Makes a model without drawings and badges.
  public init(
    title: String, summary: String, record: Record? = nil, component: String? = nil, facts: Object,
    sources: [Record]
  ) {
    self.title = title
    self.summary = summary
    self.record = record
    self.component = component ?? record?.component
    self.facts = facts
    self.sources = sources
    (figures, badges) = ([:], [])
  }
}
