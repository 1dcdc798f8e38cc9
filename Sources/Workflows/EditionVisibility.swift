import Ledger
import Records

/// Which editions a public site may show.
///
/// An edition is frozen, and what it was made from may have become internal since, also when that part
/// is gone by now; or it was made with internal parts. Then its text stays in the ledger and leaves the
/// site.
struct EditionVisibility {
  private let ledger: Ledger
  private let inside: InternalWords

  /// Looks at the records of which some revision holds something internal.
  init(_ ledger: Ledger) throws {
    self.ledger = ledger
    inside = try InternalWords(ledger)
  }

  /// Whether there is anything that could be withheld.
  var isEmpty: Bool { inside.isEmpty }

  /// Whether nothing went into an edition that is internal now, or was when it was made.
  ///
  /// A part counts when a revision that went in has it, or one with the same words, in the open; one
  /// that the revision marks internal counts when its words stand in the text.
  func shows(_ edition: Edition) throws -> Bool {
    guard !edition.sources.contains(where: { inside.hidden.contains($0.id) }) else { return false }
    var telling: Set<String> = []
    for source in edition.sources {
      let words = try inside.words(of: source.id)
      guard !words.isEmpty, let kind = KindCatalog.kind(source.id.kind) else { continue }
      guard let then = try ledger.revision(source.rev, of: source.id), then.isPublic else {
        return false
      }
      let parts = OpenParts(then, kind)
      if !parts.open.isDisjoint(with: words) { return false }
      telling.formUnion(parts.telling)
    }
    guard !telling.isEmpty else { return true }
    guard let text = try ledger.text(edition.textDigest) else { return false }
    let bare = Self.bare(String(decoding: text, as: UTF8.self))
    return !telling.contains { bare.contains(Self.bare($0)) }
  }

  /// A text without the marks that Markdown escapes with.
  private static func bare(_ text: String) -> String { text.filter { $0 != "\\" } }

  /// A reason without the names of records that are internal now.
  func reason(_ text: String) -> String {
    guard !inside.hidden.isEmpty, text.contains("/") else { return text }
    let names = inside.hidden.map(\.description).sorted { $0.utf8.count > $1.utf8.count }
    return names.reduce(text) { text, name in
      text.contains(name) ? text.replacing(name, with: "an internal record") : text
    }
  }
}
