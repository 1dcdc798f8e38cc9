import Primitives

/// One revision of a record, as the ledger keeps it: never changed after it was written.
///
/// One reference inside: lists of records are filtered, sorted and copied all the time.
public struct Record: Sendable {
  /// Its kind and its id.
  public var id: RecordID { content.id }
  /// Counts from 1 for each record.
  public var rev: Int { revision.rev }
  /// When the ledger took it in, in UTC; the second of the two clocks.
  public var recordedAt: Instant { revision.recordedAt }
  /// Who recorded it.
  public var recordedBy: String { revision.recordedBy }
  /// Why it was revised; `nil` for the first revision and where nobody said.
  public var reason: String? { revision.reason }
  /// Whether the record was retired with this revision: it stays as a tombstone.
  public var isRetired: Bool { content.isRetired }
  /// The digest of the revision and of everything recorded before it.
  public var digest: Digest { revision.digest }
  /// Where it was first recorded; `nil` for a revision of this very ledger.
  public var origin: Origin? { revision.origin }
  /// The key of its fields, for what reads are traced by.
  public var readKey: UInt64 { content.key }

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

  /// The content, by somebody who reads what the revision is besides its fields.
  private var revision: Content {
    Reads.note(field: ReadKey.revision, kind: content.kind)
    return content
  }

  private final class Content: Sendable {
    let id: RecordID
    let rev: Int
    let recordedAt: Instant
    let recordedBy: String
    let reason: String?
    let isRetired: Bool
    let digest: Digest
    let fields: Fields
    let kind: Int
    let key: UInt64
    let origin: Origin?

    init(
      _ id: RecordID, _ rev: Int, _ recordedAt: Instant, _ recordedBy: String, _ reason: String?,
      _ isRetired: Bool, _ fields: Fields, _ digest: Digest, _ origin: Origin?
    ) {
      (self.id, self.rev, self.recordedAt, self.recordedBy) = (id, rev, recordedAt, recordedBy)
      (self.reason, self.isRetired, self.fields, self.digest) = (reason, isRetired, fields, digest)
      kind = Record.number(ofKind: id.kind)
      key = ReadKey.record(id)
      self.origin = origin
    }
  }

  private enum Fields: Sendable {
    case read(Object)
    case stored(StoredFields)
  }

  /// The number of a kind among those that reads are traced by; all unknown ones have the last.
  public static func number(ofKind kind: String) -> Int {
    KindCatalog.names.firstIndex(of: kind).map { min($0, 15) } ?? 15
  }

  /// Makes a revision that was read from a ledger.
  public init(
    id: RecordID, rev: Int, recordedAt: Instant, recordedBy: String, reason: String?,
    isRetired: Bool, fields: Object, digest: Digest, origin: Origin? = nil
  ) {
    content = Content(
      id, rev, recordedAt, recordedBy, reason, isRetired, .read(fields), digest, origin)
  }

  /// Makes a revision whose fields are read when somebody asks for them.
  public init(
    id: RecordID, rev: Int, recordedAt: Instant, recordedBy: String, reason: String?,
    isRetired: Bool, stored: StoredFields, digest: Digest, origin: Origin? = nil
  ) {
    content = Content(
      id, rev, recordedAt, recordedBy, reason, isRetired, .stored(stored), digest, origin)
  }

  /// The fields in the order of the schema, defaults filled in.
  public var fields: Object {
    Reads.note(ReadKey.whole(content.key))
    switch content.fields {
    case .read(let object): return object
    case .stored(let stored): return stored.object
    }
  }

  /// The fields as they are stored; `nil` when they were never anything but values.
  public var stored: StoredFields? {
    if case .stored(let stored) = content.fields { stored } else { nil }
  }

  /// What people call it.
  public var title: String { self["title"]?.text ?? id.id }

  /// The word of `status`.
  public var status: String { self["status"]?.text ?? "" }

  /// Whether it may reach artifacts of a public build.
  public var isPublic: Bool { self["visibility"]?.text != "internal" }

  /// The value of a top-level field; `nil` if it is absent.
  public subscript(name: String) -> Value? {
    Reads.note(field: ReadKey.bit(of: name), kind: content.kind)
    switch content.fields {
    case .read(let object): return object[name]
    case .stored(let stored): return stored[name]
    }
  }
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
