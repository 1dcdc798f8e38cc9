import Documents
import Ledger
import Primitives
import Records
import Templating

/// Renders editions again from what they were made from, and compares the bytes.
///
/// The revisions, the day and the texts of the templates are in the ledger; the program is not. An
/// edition of an earlier program is made again by this one: where that gives other bytes, it is
/// told apart from one that should have come out the same.
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

  /// Makes every edition again, each with the templates that it was made with.
  public static func run(
    _ workspace: Workspace, programVersion: String
  ) throws(Diagnostics) -> Outcome {
    let ledger = try workspace.ledger(.readOnly)
    let editions: [Edition]
    do { editions = try ledger.editions() } catch { throw Diagnostics(failure: error) }
    let today = try DocumentRenderer(
      overrides: try Situation.overrides(workspace), version: programVersion)
    var templates = FormerTemplates(today, ledger)
    var outcome = Outcome()
    // Editions of one publish share their graph, and stand together.
    var situations: (moment: Moment, shared: Situation, all: Situation)?
    for edition in editions {
      let renderer: DocumentRenderer
      switch templates.renderer(of: edition) {
      case .success(let found): renderer = found
      case .failure(let obstacle):
        outcome.skipped.append((name(edition), obstacle.reason))
        continue
      }
      let moment = Moment(asOf: edition.asOf, knownAt: edition.knownAt)
      if situations?.moment != moment {
        var view = Situation.View()
        (view.day, view.knownAt, view.forgetsMarks) = (moment.asOf, moment.knownAt, true)
        let shared = try Situation(workspace, ledger, view, today)
        view.isPublic = false
        situations = (moment, shared, try Situation(workspace, ledger, view, today))
      }
      guard let situations else { continue }
      compare(
        edition, [situations.shared, situations.all], renderer, programVersion, &outcome)
    }
    return outcome
  }

  private static func compare(
    _ edition: Edition, _ situations: [Situation], _ renderer: DocumentRenderer,
    _ programVersion: String, _ outcome: inout Outcome
  ) {
    let documents = situations.compactMap { situation in
      DocumentKey(parsing: edition.document).flatMap { renderer.document($0, situation.graph) }
    }
    if documents.contains(where: { $0.textDigest == edition.textDigest }) {
      outcome.same += 1
      return
    }
    if edition.programVersion != programVersion {
      outcome.skipped.append(
        (
          name(edition),
          "made by program \(edition.programVersion); \(programVersion) words it otherwise"
        ))
      return
    }
    let sources = Set(edition.sources.map { "\($0.id)@\($0.rev) \($0.digest.hex)" })
    let isKnown = documents.contains { document in
      Set(document.sources.map { "\($0.id)@\($0.rev) \($0.digest.hex)" }) == sources
    }
    guard isKnown else {
      outcome.skipped.append(
        (
          name(edition),
          "other revisions were recorded at the very instant of its publishing, or taken over since"
        ))
      return
    }
    outcome.problems.append(
      Diagnostic(
        "edition-differs",
        "\(name(edition)) does not come out as it was published, from the same revisions, templates and program",
        help: "compare with `waymark diff`; a change of the program needs a new version number"))
  }

  private static func name(_ edition: Edition) -> String {
    "\(edition.document)@v\(edition.number)"
  }
}

/// Renderers with the templates that editions were made with.
private struct FormerTemplates {
  struct Obstacle: Error {
    let reason: String
  }

  private let today: DocumentRenderer
  private let ledger: Ledger
  private var renderers: [Key: Result<DocumentRenderer, Obstacle>] = [:]

  private struct Key: Hashable {
    let templates: [Edition.Template]
    let rules: EscapingRules
  }

  init(_ today: DocumentRenderer, _ ledger: Ledger) { (self.today, self.ledger) = (today, ledger) }

  /// What makes an edition again; as a rule its templates are those of today.
  mutating func renderer(of edition: Edition) -> Result<DocumentRenderer, Obstacle> {
    guard let key = DocumentKey(parsing: edition.document),
      let definition = DocumentCatalog.definition(key.document)
    else { return .failure(Obstacle(reason: "there is no such sort of document any more")) }
    let now = (today.templates[key.document] ?? []).map {
      Edition.Template(name: $0.name, digest: $0.digest)
    }
    let rules = EscapingRules(programVersion: edition.programVersion)
    if now == edition.templates, rules == .current { return .success(today) }
    let makers = Key(templates: edition.templates, rules: rules)
    if let known = renderers[makers] { return known }
    let made = made(definition, edition)
    renderers[makers] = made
    return made
  }

  private func made(
    _ definition: DocumentDefinition, _ edition: Edition
  ) -> Result<DocumentRenderer, Obstacle> {
    var sources: [TemplateSource] = []
    for template in edition.templates {
      guard let text = today.text(template.digest) ?? (try? ledger.text(template.digest)) else {
        return .failure(
          Obstacle(
            reason:
              "the text of its template \(template.name) was not kept (\(template.digest.short))"))
      }
      sources.append(TemplateSource(name: template.name, file: template.name, bytes: text))
    }
    do throws(Diagnostics) {
      return .success(
        try DocumentRenderer(definition, templates: sources, version: edition.programVersion))
    } catch {
      let first = error.all.first?.message ?? ""
      return .failure(
        Obstacle(reason: "its template does not fit the data of this program: \(first)"))
    }
  }
}
