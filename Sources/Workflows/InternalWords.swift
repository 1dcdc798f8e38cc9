import Ledger
import Primitives
import Records
import Synchronization

/// What is internal today or was so in some revision, and does not stand in the open now.
///
/// The revisions of a record are read when somebody asks for its words: most of those that ever held
/// something internal went into nothing that anybody looks at.
final class InternalWords: Sendable {
  /// Records that are internal now.
  let hidden: Set<RecordID>
  /// Records that are public now, and of which some revision holds something internal.
  private let guarded: Set<RecordID>
  private let ledger: Ledger
  private let known = Mutex<[RecordID: Set<String>]>([:])

  /// Whether there is nothing that anybody ever marked internal.
  var isEmpty: Bool { hidden.isEmpty && guarded.isEmpty }

  /// Looks for the records of which some revision holds something internal.
  init(_ ledger: Ledger) throws {
    self.ledger = ledger
    let newest = try ledger.records(try ledger.idsThatHeldInternal())
    hidden = Set(newest.filter { !$0.isPublic }.map(\.id))
    guarded = Set(newest.filter(\.isPublic).map(\.id))
  }

  /// The words of parts that some revision of a public record marks internal; empty for most.
  func words(of id: RecordID) throws -> Set<String> {
    guard guarded.contains(id), let kind = KindCatalog.kind(id.kind) else { return [] }
    return try known.withLock { known in
      if let found = known[id] { return found }
      let parts = try ledger.history(of: id).map { OpenParts($0, kind) }
      // What stands in the open as well today, such as the name of a host, gives nothing away.
      let found = parts.reduce(into: Set<String>()) { $0.formUnion($1.secret) }
        .subtracting(parts.last?.open ?? [])
      known[id] = found
      return found
    }
  }

  /// An earlier revision with the marks that its parts got since: what is internal today is so in
  /// every view of the past.
  func marked(_ record: Record) throws -> Record {
    let words = try words(of: record.id)
    guard hidden.contains(record.id) || !words.isEmpty,
      let kind = KindCatalog.kind(record.id.kind)
    else { return record }
    var fields = record.fields
    if hidden.contains(record.id) {
      fields["visibility"] = "internal"
    } else {
      fields = Self.marked(fields, kind.fields, words)
    }
    return Record(
      id: record.id, rev: record.rev, recordedAt: record.recordedAt,
      recordedBy: record.recordedBy, reason: record.reason, isRetired: record.isRetired,
      fields: fields, digest: record.digest, origin: record.origin)
  }

  /// An object with the parts marked that hold one of the words.
  private static func marked(_ object: Object, _ fields: [Field], _ words: Set<String>) -> Object {
    var object = object
    for field in fields {
      switch (field.type, object[field.name]) {
      case (.list(.object(let members), _), .list(let items)):
        let canHide = members.contains { $0.name == "visibility" }
        object[field.name] = .list(
          items.map { item in
            guard var part = item.object else { return item }
            let texts = OpenParts(part, members)
            if canHide, !texts.open.isDisjoint(with: words) {
              part["visibility"] = "internal"
            } else {
              part = marked(part, members, words)
            }
            return .object(part)
          })
      case (.object(let members), .object(let inner)):
        object[field.name] = .object(marked(inner, members, words))
      default: break
      }
    }
    return object
  }
}

/// The texts of a record, apart by whether they stand in a part that is marked internal.
struct OpenParts {
  private(set) var hidden: Set<String> = []
  private(set) var open: Set<String> = []

  /// What does not stand in the open as well.
  var secret: Set<String> { hidden.subtracting(open) }

  /// The lines of it by which a text that holds them can be told: not a word that many texts have.
  var telling: Set<String> {
    let lines = secret.flatMap { $0.split(separator: "\n").map(String.init) }.filter {
      $0.utf8.count >= 6
    }
    return Set(lines.filter { line in !open.contains { $0.contains(line) } })
  }

  init(_ record: Record, _ kind: Kind) {
    collect(.object(record.fields), .object(kind.fields), isHidden: !record.isPublic)
  }

  /// The texts of a part of a record.
  init(_ object: Object, _ fields: [Field]) {
    collect(.object(object), .object(fields), isHidden: false)
  }

  private mutating func collect(_ value: Value, _ type: FieldType, isHidden: Bool) {
    switch type {
    case .text, .markdown, .code, .url, .slug, .instant:
      guard let text = value.text else { return }
      if isHidden { hidden.insert(text) } else { open.insert(text) }
    case .list(let member, _):
      for item in value.items { collect(item, member, isHidden: isHidden) }
    case .object(let fields):
      let isHidden = isHidden || value["visibility"]?.text == "internal"
      for field in fields {
        guard let member = value[field.name] else { continue }
        collect(member, field.type, isHidden: isHidden)
      }
    case .map:
      for member in value.object?.members ?? [] {
        collect(member.value, .code, isHidden: isHidden)
      }
    default: break
    }
  }
}
