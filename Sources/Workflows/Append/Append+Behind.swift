import Primitives
import Records

extension Append {
  /// A document with editions that is no longer what the records say that were appended to.
  public struct Behind: Sendable {
    /// Its name, such as `runbook/django-5.2`.
    public let document: String
    /// The newest edition.
    public let edition: Int
    /// What changed, in words.
    public let reason: String
  }

  /// The documents that an append left behind.
  public struct Effect: Sendable {
    /// Those that were rendered with and without the append and differ, by name.
    public var behind: [Behind] = []
    /// How many more name the records, or may name them now, and were not looked at for their
    /// number: `waymark status` does.
    public var unseen = 0
  }

  /// The documents that are behind now because of the records that were appended to.
  ///
  /// What a document says is a function of its records: it is behind when it renders differently
  /// with the revisions that its newest edition was made from and with the newest ones. Only
  /// documents are rendered that were made from the records or can show them now, with what they
  /// were made from: the cost does not grow with the ledger.
  public static func behind(
    _ workspace: Workspace, _ changes: [Change], programVersion: String
  ) throws(Diagnostics) -> Effect {
    let ids = Set(changes.filter { !$0.isUnchanged }.map(\.id)).sorted()
    guard !ids.isEmpty else { return Effect() }
    let candidates: BehindCandidates
    do {
      candidates = try workspace.ledger(.readOnly).read { try BehindCandidates(ids, $0) }
    } catch {
      throw Diagnostics(failure: error)
    }
    guard !candidates.documents.isEmpty else { return Effect() }
    return Effect(
      behind: try BehindCheck(workspace, candidates, programVersion: programVersion).documents,
      unseen: candidates.unseen)
  }
}
