import Ledger
import Primitives
import Records

/// Record files that were changed on the ground of a revision that is no longer the newest.
///
/// A file's ground is the revision that held what it stated when it was last applied. A `rev` that it
/// names since then counts instead: a person who took over the other side writes a newer one, and a text
/// that was copied over the file from elsewhere brings an older one along.
struct Conflicts {
  private let workspace: Workspace
  private let ledger: Ledger
  private let stamps: [String: FileStamp]
  private let newest: [RecordID: NewestRevision]

  init(
    _ workspace: Workspace, _ ledger: Ledger, _ known: [String: FileStamp],
    _ newest: [RecordID: NewestRevision]
  ) {
    self.workspace = workspace
    self.ledger = ledger
    stamps = Dictionary(
      known.map { (workspace.path($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    self.newest = newest
  }

  /// For each conflict an error, and a note for each field that differs, with both sides.
  func diagnostics(_ drafts: [Draft]) throws -> [Diagnostic] {
    try drafts.flatMap { draft -> [Diagnostic] in
      let stamp = stamps[draft.source.file]
      guard let known = newest[draft.id], !known.isRetired,
        known.fieldsDigest != draft.fieldsDigest,
        case let ground = ground(draft, stamp), ground != known.rev,
        ground != nil || stamp == nil
      else { return [] }
      let history = try ledger.history(of: draft.id)
      guard let now = history.last else { return [] }
      // Of a file that was never applied, what it says tells of when it is.
      guard let ground = ground ?? history.last(where: { $0.fields == draft.fields })?.rev else {
        return []
      }
      if ground == 0, draft.basedOn == nil { return conflict(draft, nil, now) }
      guard ground >= 1, ground <= history.count else {
        return [unknown(draft, ground, known.rev)]
      }
      let before = history[ground - 1]
      guard before.fields != now.fields else { return [] }
      return conflict(draft, before, now)
    }
  }

  private func ground(_ draft: Draft, _ stamp: FileStamp?) -> Int? {
    let applied = stamp?.revisions[draft.id]
    // The line is another one than when the file was applied: it speaks of this text.
    if let named = stamp?.named[draft.id], let now = draft.basedOn, now != named { return now }
    return [draft.basedOn, applied].compactMap(\.self).max()
  }

  private func unknown(_ draft: Draft, _ ground: Int, _ newest: Int) -> Diagnostic {
    draft.diagnostic(
      "conflict",
      "the file names revision \(ground) of \(draft.id), which the ledger does not have",
      at: "rev", help: "the newest is \(newest); see `waymark history \(draft.id)`")
  }

  /// - `before`: what both sides were made from; `nil` where each began by itself.
  private func conflict(_ draft: Draft, _ before: Record?, _ now: Record) -> [Diagnostic] {
    let ground =
      before.map { "was made from revision \($0.rev) of \(draft.id)" }
      ?? "was there before \(draft.id) was recorded"
    let isBehind = before?.fields == draft.fields
    let error = draft.diagnostic(
      "conflict",
      "the file \(ground); the ledger has revision \(now.rev) by \(now.recordedBy)",
      at: draft.basedOn == nil ? "id" : "rev",
      help: isBehind
        ? "`waymark export \(draft.id)` brings the file up to date; to go back to what it says, write `rev: \(now.rev)` into it"
        : "take over what the ledger says below, then write `rev: \(now.rev)` into the file")
    let common = before?.fields ?? Object()
    let theirs = notes("the ledger", FieldDifference.between(common, now.fields), error)
    let yours = notes("the file", FieldDifference.between(common, draft.fields), error)
    return [error] + theirs + yours
  }

  /// Both sides against what they have in common, at most a screenful.
  private func notes(_ side: String, _ differences: [FieldDifference], _ error: Diagnostic)
    -> [Diagnostic]
  {
    let most = 20
    return differences.prefix(most).map { difference in
      var note = Diagnostic("conflict", .note, "\(side) says \(difference.line)", help: nil)
      // Without an excerpt: it belongs below its error, wherever that is.
      note.range = error.range
      return note
    }
      + (differences.count > most
        ? [
          Diagnostic(
            "conflict", .note, "\(side) says \(differences.count - most) more things", help: nil)
        ] : [])
  }
}
