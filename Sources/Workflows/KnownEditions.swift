import Ledger
import Primitives
import Records

/// Which editions there are in a view.
struct KnownEditions: Sendable {
  private let knownAt: Instant?
  /// The newest revision of each record; `nil` where the view does not end with a revision.
  private let newest: [RecordID: Int]?

  /// - `records`: all that count in the view, internal ones too.
  init(_ view: Situation.View, _ records: [Record]) {
    knownAt = view.knownAt
    newest = view.sequence.map { _ in
      Dictionary(records.map { ($0.id, $0.rev) }, uniquingKeysWith: max)
    }
  }

  /// Whether it takes what an edition was made from to tell.
  var asksForSources: Bool { newest != nil }

  /// Whether an edition had been published, where its time tells.
  func contains(_ edition: EditionSummary) -> Bool {
    knownAt.map { edition.publishedAt <= $0 } ?? true
  }

  /// Whether an edition had been published.
  ///
  /// All revisions of an apply bear one instant, and so may what was published after it: right after
  /// one of these revisions there are only the editions that nothing later went into.
  func contains(_ edition: Edition) -> Bool {
    guard let knownAt else { return true }
    guard edition.publishedAt <= knownAt else { return false }
    guard let newest, edition.publishedAt == knownAt else { return true }
    return edition.sources.allSatisfy { $0.rev <= newest[$0.id] ?? 0 }
  }
}
