import Ledger
import Primitives
import Records

/// The whole history of a ledger as JSON Lines, for text repositories and for moving house.
///
/// One line a revision, an observation or an edition, in the order in which they were recorded, and
/// one line for each text of an edition or of its templates before the first that has it. Reading it
/// into an empty ledger gives the very same digests, so that nothing can be changed on the way
/// unnoticed.
public enum Journal {
  /// What to do where both sides say something else about the same thing.
  public enum Policy: String, Sendable, CaseIterable {
    /// Read nothing and list what contradicts each other.
    case refuse
    /// What the journal says counts.
    case theirs
    /// What the ledger says counts.
    case ours
  }

  /// How to read a journal.
  public struct Options: Sendable {
    /// What to do about conflicts.
    public var policy = Policy.refuse
    /// Who reads it, for the revisions that bring two histories together.
    public var by = ""
    /// When it is read.
    public var at: Instant

    /// Makes options that refuse conflicts.
    public init(at: Instant) { self.at = at }
  }

  /// How many lines of each sort there were, and how many the ledger had already.
  public struct Outcome: Sendable {
    /// Revisions that were read.
    public var revisions = 0
    /// Of those, how many had to be put after revisions that the journal does not have.
    public var moved = 0
    /// Records that both sides had revised and that were brought together, by id.
    public var merged: [RecordID] = []
    /// Observations that were read.
    public var observations = 0
    /// Editions that were read.
    public var editions = 0
    /// Editions of the journal that were left out because the ledger's own count.
    public var leftOut: [String] = []
    /// Of all those, how many the ledger had already.
    public var known = 0
    /// What contradicts each other: for each an error, and notes with both sides.
    ///
    /// Unless a policy settled them, nothing was read.
    public var conflicts: [Diagnostic] = []
  }

  /// Reads a journal into the ledger of a workspace: all lines or none.
  ///
  /// Lines that the ledger has already are counted and left alone, so reading twice changes nothing.
  /// A journal that goes on where the ledger ends gives the very same digests. One that grew apart
  /// from it is merged, see `JournalMerge`.
  ///
  /// - Throws: a diagnostic at the first line that can't be read, or whose digest is not the one that
  ///   it states.
  public static func read(
    _ bytes: [UInt8], named file: String, into workspace: Workspace,
    _ options: Options = Options(at: Clock.now())
  ) throws(Diagnostics) -> Outcome {
    try read(JournalText(bytes), named: file, into: workspace, options)
  }

  private static func read(
    _ text: JournalText, named file: String, into workspace: Workspace, _ options: Options
  ) throws(Diagnostics) -> Outcome {
    do {
      return try workspace.ledger(.create).write { transaction in
        var reader = JournalReader(text, file: file, options, try transaction.lastDigest())
        try reader.run(into: &transaction)
        if options.policy == .refuse, !reader.outcome.conflicts.isEmpty {
          throw Refused(conflicts: reader.outcome.conflicts)
        }
        return reader.outcome
      }
    } catch let refused as Refused {
      return Outcome(conflicts: refused.conflicts)
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  /// Ends the transaction, so that nothing of a journal with conflicts is kept.
  private struct Refused: Error {
    let conflicts: [Diagnostic]
  }
}

extension Journal {
  /// Reads the journal in a file, line by line.
  public static func read(file: String, into workspace: Workspace, _ options: Options)
    throws(Diagnostics) -> Outcome
  {
    try read(try JournalText(file: file), named: file, into: workspace, options)
  }

  /// Fills a ledger that is not there yet from the workspace's `journal.jsonl`, if it has one.
  ///
  /// So a clone of a workspace that keeps its journal in git has its real history and editions.
  ///
  /// - Throws: what is wrong with the journal; then there is no ledger either, or the next command
  ///   would go on without the history.
  public static func restore(_ workspace: Workspace) throws(Diagnostics) -> Outcome? {
    let path = workspace.path("journal.jsonl")
    guard !Files.exists(workspace.path(workspace.settings.ledger)), Files.exists(path) else {
      return nil
    }
    do throws(Diagnostics) {
      let outcome = try read(file: path, into: workspace, Options(at: Clock.now()))
      guard outcome.conflicts.isEmpty else { throw Diagnostics(outcome.conflicts) }
      return outcome
    } catch {
      for ending in ["", "-wal", "-shm"] {
        Files.remove(workspace.path(workspace.settings.ledger) + ending)
      }
      throw error
    }
  }
}
