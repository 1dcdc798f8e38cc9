import Primitives

/// A record as a file states it, checked against its kind, before it has a revision.
public struct Draft: Sendable {
  /// Its kind and its id.
  public let id: RecordID
  /// The fields in the order of the schema, defaults filled in, texts in their normal forms.
  public let fields: Object
  /// The revision that the file says it was based on; `nil` when it does not say.
  public let basedOn: Int?
  /// The file that it was read from.
  public let source: SourceText
  /// Which document of the file it is, counting from 0.
  public let index: Int

  /// A diagnostic about one of its values, found again in the file.
  ///
  /// The tree of nodes is not kept: only a record with a problem is parsed a second time.
  public func diagnostic(
    _ id: String, _ message: String, severity: Diagnostic.Severity = .error, at path: FieldPath,
    help: String?
  ) -> Diagnostic {
    RecordReader.diagnostic(self, id, severity, message, at: path, help: help)
  }

  /// Every reference to another record with the path at which it stands, in reading order.
  public var references: [(path: FieldPath, target: RecordID)] {
    KindCatalog.kind(id.kind).map { References.all(in: fields, of: $0) } ?? []
  }
}
