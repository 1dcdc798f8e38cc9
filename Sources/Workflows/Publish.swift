import Checks
import Documents
import Knowledge
import Ledger
import Primitives
import Records

/// Freezes new editions of the documents whose text changed.
public enum Publish {
  /// One document that was published, or would be.
  public struct Step: Sendable {
    /// The document's name, such as `runbook/django-5.2`.
    public let document: String
    /// The number of the new edition.
    public let number: Int
    /// Why there is a new edition.
    public let reason: String
  }

  /// What was done.
  public struct Outcome: Sendable {
    /// The new editions, in the order of the catalogue.
    public var published: [Step] = []
    /// How many documents are as their newest edition has them.
    public var unchanged = 0
    /// What looks like a secret; nothing was published because of it.
    public var secrets: [Diagnostic] = []
  }

  /// Publishes one document or all of them; each new edition is written to `editions/` as well.
  ///
  /// A document is published when its text, rendered as of the day of its newest edition, differs
  /// from that edition's: time alone makes no edition, new knowledge and new templates do.
  ///
  /// - `document`: the one to publish; all that have editions when `nil`.
  /// - `reason`: why, in the editor's words; else it is derived from what changed.
  public static func run(
    _ workspace: Workspace, _ view: Situation.View, document: String? = nil, reason: String? = nil,
    programVersion: String, isDryRun: Bool = false, progress: Progress = Progress()
  ) throws(Diagnostics) -> Outcome {
    // It stands on the page of the edition and in the feeds, for good.
    if let sort = reason.flatMap(SecretScan.sort(in:)) {
      throw Diagnostics(
        Diagnostic(
          SecretScan.rule, "the reason holds what looks like \(sort)",
          help: "revoke it, and say why in other words"))
    }
    while true {
      do {
        return try attempt(
          workspace, view, document: document, reason: reason, programVersion: programVersion,
          isDryRun: isDryRun, progress: progress)
      } catch is Overtaken {
        // Somebody else has published since: perhaps the very same.
        continue
      } catch {
        throw Diagnostics(failure: error)
      }
    }
  }

  /// Another process wrote between the comparing and the writing.
  private struct Overtaken: Error {}

  private static func attempt(
    _ workspace: Workspace, _ view: Situation.View, document: String?, reason: String?,
    programVersion: String, isDryRun: Bool, progress: Progress
  ) throws -> Outcome {
    let ledger = try workspace.ledger(isDryRun ? .readOnly : .readWrite)
    // Looked at before the records, so that what is written meanwhile is not taken for known.
    let origin = try BuildOrigin(
      workspace, ledger, view, overrides: [:], programVersion: programVersion)
    let standing = StandingEditions(workspace)
    let isWhole = document == nil && view.knownAt == nil
    if isWhole, let count = standing.count(origin) { return Outcome(unchanged: count) }
    let situation = try Situation(workspace, view, programVersion: programVersion)
    let published = try ledger.head().editions
    let behind = try Status.standing(situation, ledger, only: document, progress)
    var outcome = Outcome()
    outcome.unchanged = behind.count { $0.state == .current }
    let due = behind.filter { $0.state != .current }
    outcome.published = due.map {
      Step(document: $0.key.description, number: $0.newest + 1, reason: reason ?? $0.reason)
    }
    if !isDryRun { try EditionFiles.complete(workspace, ledger) }
    if !due.isEmpty { outcome.secrets = try SecretGate.findings(situation) }
    if !outcome.secrets.isEmpty {
      outcome.published = []
      return outcome
    }
    if isWhole, !isDryRun, due.isEmpty { standing.remember(outcome.unchanged, origin) }
    guard !isDryRun, !due.isEmpty else { return outcome }
    let at = Clock.now()
    let editions: [(RenderedDocument, Edition)] = try ledger.write { transaction in
      guard try transaction.head().editions == published else { throw Overtaken() }
      // Begun before this read the ledger and ended after it: what the edition would claim to know.
      let late = try transaction.revisions(since: situation.knownHead.sequence)
      guard !late.contains(where: { $0.recordedAt <= situation.knownAt }) else { throw Overtaken() }
      // With the templates of then an edition can be made again after they changed.
      for text in situation.renderer.texts(of: due.compactMap(\.document)) {
        try transaction.keep(text)
      }
      return try due.compactMap { standing in
        guard let document = standing.document else { return nil }
        return (
          document,
          try transaction.publish(
            draft(document, situation, at: at, reason: reason ?? standing.reason),
            text: document.markdown)
        )
      }
    }
    // The files are a mirror: the ledger has the text, and a later publish writes what is missing.
    for (document, edition) in editions {
      try EditionFiles.write(document.markdown, of: edition, in: workspace)
    }
    return outcome
  }

  private static func draft(
    _ document: RenderedDocument, _ situation: Situation, at: Instant, reason: String
  ) -> EditionDraft {
    EditionDraft(
      document: document.key.path, title: document.model.title,
      // Never before what went in was known.
      publishedAt: max(at, situation.knownAt),
      asOf: situation.graph.day, knownAt: situation.knownAt,
      reason: reason, inputsDigest: document.inputsDigest, programVersion: document.programVersion,
      templates: document.templates.map { Edition.Template(name: $0.name, digest: $0.digest) },
      sources: document.sources.map { Edition.Source(id: $0.id, rev: $0.rev, digest: $0.digest) })
  }
}

extension Diagnostics {
  /// Takes over whatever the ledger threw.
  init(failure error: any Error) {
    if let error = error as? Diagnostics {
      self = error
    } else if let error = error as? LedgerError {
      self.init(error.diagnostic)
    } else {
      self.init(
        Diagnostic("failed", "\(error)", help: "this is a fault of Waymark; please report it"))
    }
  }
}
