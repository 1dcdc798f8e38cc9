import Primitives

/// One revision of a record, as the ledger keeps it: never changed after it was written.
///
/// One reference inside: lists of records are filtered, sorted and copied all the time.
public struct Record: Sendable {
  /// Its kind and its id.
  public var id: RecordID { content.id }
  /// Counts from 1 for each record.
  public var rev: Int { content.rev }
  /// When the ledger took it in, in UTC; the second of the two clocks.
  public var recordedAt: Instant { content.recordedAt }
  /// Who recorded it.
  public var recordedBy: String { content.recordedBy }
  /// Why it was revised; `nil` for the first revision and where nobody said.
  public var reason: String? { content.reason }
  /// Whether the record was retired with this revision: it stays as a tombstone.
  public var isRetired: Bool { content.isRetired }
  /// The fields in the order of the schema, defaults filled in.
  public var fields: Object { content.fields }
  /// The digest of the revision and of everything recorded before it.
  public var digest: Digest { content.digest }

  private let content: Content

  private final class Content: Sendable {
    let id: RecordID
    let rev: Int
    let recordedAt: Instant
    let recordedBy: String
    let reason: String?
    let isRetired: Bool
    let fields: Object
    let digest: Digest

    init(
      _ id: RecordID, _ rev: Int, _ recordedAt: Instant, _ recordedBy: String, _ reason: String?,
      _ isRetired: Bool, _ fields: Object, _ digest: Digest
    ) {
      (self.id, self.rev, self.recordedAt, self.recordedBy) = (id, rev, recordedAt, recordedBy)
      (self.reason, self.isRetired, self.fields, self.digest) = (reason, isRetired, fields, digest)
    }
  }

  /// Makes a revision that was read from a ledger.
  public init(
    id: RecordID, rev: Int, recordedAt: Instant, recordedBy: String, reason: String?,
    isRetired: Bool, fields: Object, digest: Digest
  ) {
    content = Content(id, rev, recordedAt, recordedBy, reason, isRetired, fields, digest)
  }

  /// What people call it.
  public var title: String { fields["title"]?.text ?? id.id }

  /// The word of `status`.
  public var status: String { fields["status"]?.text ?? "" }

  /// Whether it may reach artifacts of a public build.
  public var isPublic: Bool { fields["visibility"]?.text != "internal" }

  /// The value of a top-level field; `nil` if it is absent.
  public subscript(name: String) -> Value? { fields[name] }
}

extension Record: Hashable {
  /// Whether both are the same revision with the same fields.
  public static func == (left: Record, right: Record) -> Bool {
    left.content === right.content
      || (left.id == right.id && left.rev == right.rev && left.digest == right.digest
        && left.recordedAt == right.recordedAt && left.recordedBy == right.recordedBy
        && left.reason == right.reason && left.isRetired == right.isRetired
        && left.fields == right.fields)
  }

  /// Takes in what tells revisions apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(rev)
    hasher.combine(digest)
  }
}
