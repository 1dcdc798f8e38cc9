import Documents
import Knowledge
import Primitives
import Records

/// Renders documents as they were before an append and as they are now.
struct BehindCheck {
  private let candidates: BehindCandidates
  private let renderer: DocumentRenderer

  init(_ workspace: Workspace, _ candidates: BehindCandidates, programVersion: String)
    throws(Diagnostics)
  {
    self.candidates = candidates
    renderer = try DocumentRenderer(
      overrides: try Situation.overrides(workspace), version: programVersion,
      only: Set(candidates.documents.map(\.key.document)))
  }

  /// The candidates whose text differs, by name.
  var documents: [Append.Behind] {
    let now = graph(candidates.changed)
    // Most editions were made from the same revisions.
    var before: [[String]: Graph] = [:]
    var found: [Append.Behind] = []
    for candidate in candidates.documents {
      let revisions = candidate.earlier.map { "\($0.id)@\($0.rev)" }
      let then = before[revisions] ?? graph(candidate.earlier)
      before[revisions] = then
      let day = candidate.ground.asOf
      guard let new = renderer.document(candidate.key, now.looked(on: day)) else { continue }
      let old = renderer.document(candidate.key, then.looked(on: day))
      guard old?.markdown != new.markdown else { continue }
      found.append(
        Append.Behind(
          document: candidate.key.description, edition: candidate.ground.number,
          reason: reason(new, candidate)))
    }
    return found.sorted { $0.document < $1.document }
  }

  private func graph(_ changed: [Record]) -> Graph {
    Graph(
      records: Redaction.published(candidates.around + changed),
      day: candidates.documents.first?.ground.asOf ?? CalendarDate(daysSinceEpoch: 0))
  }

  /// Which of the records are the cause, in the words of `Status`.
  private func reason(_ document: RenderedDocument, _ candidate: BehindCandidates.Candidate)
    -> String
  {
    let parts = Status.changes(document, from: candidate.ground.revisions)
    return parts.isEmpty
      ? "\(candidates.changed.map(\.id.description).joined(separator: ", ")) revised"
      : parts.joined(separator: "; ")
  }
}
