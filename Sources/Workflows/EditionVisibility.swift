import Knowledge
import Ledger
import Primitives
import Records

/// Which editions a public site may show.
///
/// An edition is frozen, and what it was made from may have become internal since. Then its text
/// stays in the ledger and leaves the site.
struct EditionVisibility {
  private let ledger: Ledger
  /// Records that are internal now.
  private let hidden: Set<RecordID>
  /// The words of parts that are internal now, by record.
  private let words: [RecordID: Set<String>]

  /// - `records`: all of them, internal ones too.
  init(_ ledger: Ledger, _ records: [Record]) {
    self.ledger = ledger
    hidden = Set(records.filter { !$0.isPublic }.map(\.id))
    var words: [RecordID: Set<String>] = [:]
    for record in records where record.isPublic {
      guard let kind = KindCatalog.kind(record.id.kind) else { continue }
      // What stands in the open as well today, such as the name of a host, gives nothing away.
      let parts = Parts(record, kind)
      let found = parts.hidden.subtracting(parts.open)
      if !found.isEmpty { words[record.id] = found }
    }
    self.words = words
  }

  /// Whether there is anything that could be withheld.
  var isEmpty: Bool { hidden.isEmpty && words.isEmpty }

  /// Whether nothing that is internal now went into an edition.
  ///
  /// A part counts when a revision that went in has it, or one with the same words, in the open.
  func shows(_ edition: Edition) throws -> Bool {
    guard !edition.sources.contains(where: { hidden.contains($0.id) }) else { return false }
    for source in edition.sources {
      guard let words = words[source.id], let kind = KindCatalog.kind(source.id.kind) else {
        continue
      }
      let then = try ledger.history(of: source.id).first { $0.rev == source.rev }
      guard let then else { return false }
      if !Parts(then, kind).open.isDisjoint(with: words) { return false }
    }
    return true
  }

  /// A reason without the names of records that are internal now.
  func reason(_ text: String) -> String {
    guard !hidden.isEmpty, text.contains("/") else { return text }
    let names = hidden.map(\.description).sorted { $0.utf8.count > $1.utf8.count }
    return names.reduce(text) { text, name in
      text.contains(name) ? text.replacing(name, with: "an internal record") : text
    }
  }

  /// The texts of a record, apart by whether they stand in a part that is marked internal.
  private struct Parts {
    private(set) var hidden: Set<String> = []
    private(set) var open: Set<String> = []

    init(_ record: Record, _ kind: Kind) {
      collect(.object(record.fields), .object(kind.fields), isHidden: !record.isPublic)
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
}
