import Documents
import Ledger
import Primitives
import Records

/// Renders editions again from what they were made from, and compares the bytes.
public enum Rederivation {
  /// What came of it.
  public struct Outcome: Sendable {
    /// Editions that came out as they were published, byte for byte.
    public var same = 0
    /// Editions that did not, though everything that they were made from is at hand.
    public var problems: [Diagnostic] = []
    /// Editions that this program can't make again, with the reason.
    public var skipped: [(edition: String, reason: String)] = []
  }

  private struct Moment: Hashable {
    let asOf: CalendarDate
    let knownAt: Instant
  }

  /// Makes every edition again whose program and templates are those at hand.
  public static func run(
    _ workspace: Workspace, programVersion: String
  ) throws(Diagnostics) -> Outcome {
    let renderer = try DocumentRenderer(
      overrides: try Situation.overrides(workspace), version: programVersion)
    let ledger = try workspace.ledger(.readOnly)
    let editions: [Edition]
    do { editions = try ledger.editions() } catch { throw Diagnostics(failure: error) }
    var outcome = Outcome()
    var due: [(moment: Moment, edition: Edition)] = []
    for edition in editions {
      if let reason = obstacle(edition, renderer, programVersion) {
        outcome.skipped.append((name(edition), reason))
      } else {
        due.append((Moment(asOf: edition.asOf, knownAt: edition.knownAt), edition))
      }
    }
    // Editions of one publish share their graph, and stand together.
    var situations: (moment: Moment, shared: Situation, all: Situation)?
    for (moment, edition) in due {
      if situations?.moment != moment {
        var view = Situation.View()
        (view.day, view.knownAt) = (moment.asOf, moment.knownAt)
        let shared = try Situation(workspace, ledger, view, renderer)
        view.isPublic = false
        situations = (moment, shared, try Situation(workspace, ledger, view, renderer))
      }
      guard let situations else { continue }
      compare(edition, [situations.shared, situations.all], &outcome)
    }
    return outcome
  }

  private static func compare(
    _ edition: Edition, _ situations: [Situation], _ outcome: inout Outcome
  ) {
    let documents = situations.compactMap { situation in
      key(edition).flatMap { situation.renderer.document($0, situation.graph) }
    }
    if documents.contains(where: { $0.textDigest == edition.textDigest }) {
      outcome.same += 1
      return
    }
    let sources = Set(edition.sources.map { "\($0.id)@\($0.rev) \($0.digest.hex)" })
    let isKnown = documents.contains { document in
      Set(document.sources.map { "\($0.id)@\($0.rev) \($0.digest.hex)" }) == sources
    }
    guard isKnown else {
      outcome.skipped.append(
        (name(edition), "other revisions were recorded at the very instant of its publishing, or taken over since"))
      return
    }
    outcome.problems.append(
      Diagnostic(
        "edition-differs",
        "\(name(edition)) does not come out as it was published, from the same revisions, templates and program",
        help: "compare with `waymark diff`; a change of the program needs a new version number"))
  }

  /// Why an edition can't be made again; `nil` if it can.
  private static func obstacle(
    _ edition: Edition, _ renderer: DocumentRenderer, _ programVersion: String
  ) -> String? {
    if edition.programVersion != programVersion {
      return "made by an earlier program, \(edition.programVersion)"
    }
    guard let key = key(edition), let templates = renderer.templates[key.document] else {
      return "there is no such sort of document any more"
    }
    let now = Set(templates.map { "\($0.name) \($0.digest.hex)" })
    let changed = edition.templates.filter { !now.contains("\($0.name) \($0.digest.hex)") }
    guard changed.isEmpty, edition.templates.count == templates.count else {
      let names = changed.map(\.name).joined(separator: ", ")
      return "made with an earlier template\(names.isEmpty ? "" : ": \(names)")"
    }
    return nil
  }

  private static func key(_ edition: Edition) -> DocumentKey? {
    DocumentKey(parsing: edition.document)
  }

  private static func name(_ edition: Edition) -> String {
    "\(edition.document)@v\(edition.number)"
  }
}
