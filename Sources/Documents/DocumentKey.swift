import Primitives

/// The name of a document: what it is and what it is about, written `runbook/django-5.2`.
///
/// A document about the whole workspace has the subject `index`; the home page is `index/index`.
public struct DocumentKey: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The name of its definition, such as `runbook`.
  public let document: String
  /// What it is about: a record's id, or `index`.
  public let subject: String

  /// Makes a key from parts that were checked.
  public init(_ document: String, _ subject: String = "index") {
    self.document = document
    self.subject = subject
  }

  /// Reads `document/subject`, or `document` alone for one about the whole workspace.
  ///
  /// `nil` unless both are slugs; whether there is such a document is another question.
  public init?(parsing text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count), parts.allSatisfy(Slug.isValid) else { return nil }
    self.init(parts[0], parts.count == 2 ? parts[1] : "index")
  }

  /// The name that people type, such as `runbook/django-5.2`.
  public var description: String { subject == "index" ? document : "\(document)/\(subject)" }

  /// Its place in the site and among the editions, without ending: `runbook/django-5.2`.
  public var path: String { document == "index" ? "index" : "\(document)/\(subject)" }

  /// Whether the left one comes first.
  public static func < (left: DocumentKey, right: DocumentKey) -> Bool {
    (left.document, left.subject) < (right.document, right.subject)
  }
}
