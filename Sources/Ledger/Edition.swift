import Primitives

/// A published, numbered, frozen text of a document, with everything that it was made from.
public struct Edition: Sendable, Hashable {
  /// A template that took part, by name and digest.
  public struct Template: Sendable, Hashable {
    public let name: String
    public let digest: Digest

    /// Makes the entry of one template.
    public init(name: String, digest: Digest) {
      self.name = name
      self.digest = digest
    }
  }

  /// A revision that took part, by address, number and digest (`Record.digest`).
  public struct Source: Sendable, Hashable {
    public let id: RecordID
    public let rev: Int
    public let digest: Digest

    /// Makes the entry of one revision.
    public init(id: RecordID, rev: Int, digest: Digest) {
      self.id = id
      self.rev = rev
      self.digest = digest
    }
  }

  /// What was published, but for the number.
  public let content: EditionDraft
  /// Counts from 1 for each document.
  public let number: Int
  /// The digest of the text; `text(_:)` gives its bytes.
  public let textDigest: Digest
  /// The digest of the edition and of everything published before it.
  public let digest: Digest

  /// Such as `runbook/django-5.2`.
  public var document: String { content.document }
  public var title: String { content.title }
  public var publishedAt: Instant { content.publishedAt }
  /// The day for which it was rendered.
  public var asOf: CalendarDate { content.asOf }
  /// The instant whose knowledge went into it.
  public var knownAt: Instant { content.knownAt }
  /// Why it was published.
  public var reason: String { content.reason }
  /// The number of the earlier edition that it corrects; `nil` if it corrects none.
  public var corrects: Int? { content.corrects }
  /// The digest of everything that it was made from.
  public var inputsDigest: Digest { content.inputsDigest }
  public var programVersion: String { content.programVersion }
  /// By name.
  public var templates: [Template] { content.templates }
  /// By address, then revision.
  public var sources: [Source] { content.sources }
}

/// An edition before it has a number, without its text.
public struct EditionDraft: Sendable, Hashable {
  public let document: String
  public let title: String
  public let publishedAt: Instant
  public let asOf: CalendarDate
  public let knownAt: Instant
  public let reason: String
  public let corrects: Int?
  public let inputsDigest: Digest
  public let programVersion: String
  public let templates: [Edition.Template]
  public let sources: [Edition.Source]

  /// Makes a draft; templates and sources are sorted, and the same one given twice counts once.
  public init(
    document: String, title: String, publishedAt: Instant, asOf: CalendarDate, knownAt: Instant,
    reason: String, corrects: Int? = nil, inputsDigest: Digest, programVersion: String,
    templates: [Edition.Template], sources: [Edition.Source]
  ) {
    self.document = document
    self.title = title
    self.publishedAt = publishedAt
    self.asOf = asOf
    self.knownAt = knownAt
    self.reason = reason
    self.corrects = corrects
    self.inputsDigest = inputsDigest
    self.programVersion = programVersion
    self.templates = Set(templates).sorted { ($0.name, $0.digest) < ($1.name, $1.digest) }
    self.sources = Set(sources).sorted { ($0.id, $0.rev, $0.digest) < ($1.id, $1.rev, $1.digest) }
  }
}
