import Primitives

/// A published, numbered, frozen text of a document, with everything that it was made from.
public struct Edition: Sendable, Hashable {
  /// A template that took part, by name and digest.
  public struct Template: Sendable, Hashable {
    /// The template's name, such as `runbook.md`.
    public let name: String
    /// The digest of its text.
    public let digest: Digest

    /// Makes the entry of one template.
    public init(name: String, digest: Digest) {
      self.name = name
      self.digest = digest
    }
  }

  /// A revision that took part, by address, number and digest (`Record.digest`).
  public struct Source: Sendable, Hashable {
    /// The record's address.
    public let id: RecordID
    /// Which of its revisions.
    public let rev: Int
    /// `Record.digest` of the revision.
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
  /// The document's title in this edition.
  public var title: String { content.title }
  /// When it was published, in UTC.
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
  /// The version of Waymark that rendered it.
  public var programVersion: String { content.programVersion }
  /// By name.
  public var templates: [Template] { content.templates }
  /// By address, then revision.
  public var sources: [Source] { content.sources }
}

/// An edition before it has a number, without its text.
public struct EditionDraft: Sendable, Hashable {
  /// Such as `runbook/django-5.2`.
  public let document: String
  /// The document's title.
  public let title: String
  /// When it is published, in UTC.
  public let publishedAt: Instant
  /// The day for which it was rendered.
  public let asOf: CalendarDate
  /// The instant whose knowledge went into it.
  public let knownAt: Instant
  /// Why it is published.
  public let reason: String
  /// The number of the earlier edition that it corrects; `nil` if it corrects none.
  public let corrects: Int?
  /// The digest of everything that it was made from.
  public let inputsDigest: Digest
  /// The version of Waymark that rendered it.
  public let programVersion: String
  /// By name.
  public let templates: [Edition.Template]
  /// By address, then revision.
  public let sources: [Edition.Source]

  /// Makes a draft; templates and sources are sorted, and the same one given twice counts once.
  public init(
    document: String, title: String, publishedAt: Instant, asOf: CalendarDate, knownAt: Instant,
    reason: String, corrects: Int? = nil, inputsDigest: Digest, programVersion: String,
    templates: [Edition.Template], sources: [Edition.Source]
  ) {
    self.document = document
    self.title = title.storable
    self.publishedAt = publishedAt
    self.asOf = asOf
    self.knownAt = knownAt
    self.reason = reason.storable
    self.corrects = corrects
    self.inputsDigest = inputsDigest
    self.programVersion = programVersion
    self.templates = Set(templates).sorted { ($0.name, $0.digest) < ($1.name, $1.digest) }
    self.sources = Set(sources).sorted { ($0.id, $0.rev, $0.digest) < ($1.id, $1.rev, $1.digest) }
  }
}
