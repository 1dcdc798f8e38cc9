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
  /// Where it was first recorded; `nil` for a revision of this very ledger.
  public var origin: Origin? { content.origin }

  /// How a revision came about that nobody recorded in this ledger.
  public enum Origin: Sendable, Hashable {
    /// It was taken over from another ledger, where it has this digest.
    case elsewhere(Digest)
    /// It brings together what this ledger and another one had recorded apart.
    case merge
  }

  /// What names the revision in every ledger that it was taken to: its first digest.
  public var identity: Digest {
    if case .elsewhere(let digest)? = origin { digest } else { digest }
  }

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
    let origin: Origin?

    init(
      _ id: RecordID, _ rev: Int, _ recordedAt: Instant, _ recordedBy: String, _ reason: String?,
      _ isRetired: Bool, _ fields: Object, _ digest: Digest, _ origin: Origin?
    ) {
      (self.id, self.rev, self.recordedAt, self.recordedBy) = (id, rev, recordedAt, recordedBy)
      (self.reason, self.isRetired, self.fields, self.digest) = (reason, isRetired, fields, digest)
      self.origin = origin
    }
  }

  /// Makes a revision that was read from a ledger.
  public init(
    id: RecordID, rev: Int, recordedAt: Instant, recordedBy: String, reason: String?,
    isRetired: Bool, fields: Object, digest: Digest, origin: Origin? = nil
  ) {
    content = Content(id, rev, recordedAt, recordedBy, reason, isRetired, fields, digest, origin)
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
        && left.fields == right.fields && left.origin == right.origin)
  }

  /// Takes in what tells revisions apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(rev)
    hasher.combine(digest)
  }
}

extension Record.Origin: CustomStringConvertible {
  /// Reads what `description` writes: 64 hexadecimal digits, or `merge`.
  public init?(_ text: String) {
    if text == "merge" {
      self = .merge
    } else if let digest = Digest(hex: text) {
      self = .elsewhere(digest)
    } else {
      return nil
    }
  }

  /// The form in the ledger and in journals.
  public var description: String {
    switch self {
    case .elsewhere(let digest): digest.hex
    case .merge: "merge"
    }
  }
}
