import Primitives

/// One revision of a record, as the ledger keeps it: never changed after it was written.
public struct Record: Sendable, Hashable {
  /// Its kind and its id.
  public let id: RecordID
  /// Counts from 1 for each record.
  public let rev: Int
  /// When the ledger took it in, in UTC; the second of the two clocks.
  public let recordedAt: Instant
  /// Who recorded it.
  public let recordedBy: String
  /// Why it was revised; `nil` for the first revision and where nobody said.
  public let reason: String?
  /// Whether the record was retired with this revision: it stays as a tombstone.
  public let isRetired: Bool
  /// The fields in the order of the schema, defaults filled in.
  public let fields: Object
  /// The digest of the revision and of everything recorded before it.
  public let digest: Digest

  /// Makes a revision that was read from a ledger.
  public init(
    id: RecordID, rev: Int, recordedAt: Instant, recordedBy: String, reason: String?,
    isRetired: Bool, fields: Object, digest: Digest
  ) {
    self.id = id
    self.rev = rev
    self.recordedAt = recordedAt
    self.recordedBy = recordedBy
    self.reason = reason
    self.isRetired = isRetired
    self.fields = fields
    self.digest = digest
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
