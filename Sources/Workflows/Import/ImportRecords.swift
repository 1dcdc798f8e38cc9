import Importing
import Ledger
import Primitives
import Records

/// Takes what another tool keeps in a repository into the ledger, as records with files of their own.
///
/// The ledger is the truth and the files follow it, as with an append: a new record gets
/// `records/<kind>/<id>.yaml`, a revised one has its file patched. Doing it again revises only what
/// changed in the repository; see `ImportMerge` for what people changed meanwhile.
public enum ImportRecords {
  /// How to import.
  public struct Options: Sendable {
    /// The importer, such as `reno`.
    public var importer: String
    /// The folder of the repository.
    public var folder: String
    /// The importer's options by name.
    public var values: [String: String] = [:]
    /// Who does it, for the revisions.
    public var by = ""
    /// The moment that the revisions bear.
    public var at: Instant
    /// Only tell what would be done.
    public var isDryRun = false
    /// Retire records of earlier imports that the repository does not have any more.
    public var prunes = false
    /// Which side holds where both changed the same field; neither when `nil`.
    public var winner: ImportMerge.Winner?
    /// Told how far the reading is.
    public var progress = Progress()

    /// Makes options for an ordinary import at an instant.
    public init(_ importer: String, _ folder: String, at: Instant) {
      (self.importer, self.folder, self.at) = (importer, folder, at)
    }
  }

  /// What became of the entries and the records.
  public struct Outcome: Sendable {
    /// How many entries the repository has.
    public var read = 0
    /// How many became records.
    public var imported = 0
    /// The entries that were left out, each with the reason.
    public var excluded: [String] = []
    /// How many were refused.
    public var diagnosed = 0
    /// Records that are new, in the importer's order.
    public var created: [RecordID] = []
    /// Records that have a new revision.
    public var revised: [RecordID] = []
    /// How many records are as they were.
    public var unchanged = 0
    /// How many records hold what people wrote, and have nothing new in the repository.
    public var edited = 0
    /// Records that the repository does not have any more.
    public var gone: [RecordID] = []
    /// Those of them that were retired.
    public var retired: [RecordID] = []
    /// Files that were left as they are, each with the reason.
    public var left: [String] = []
    /// What differs in each revised record; only for a dry run.
    public var differences: [RecordID: [FieldDifference]] = [:]
    /// What was wrong, in reading order: refused entries, and conflicts.
    public var diagnostics: [Diagnostic] = []

    /// Whether the ledger was left, or would be left, as it was.
    public var isUnchanged: Bool { created.isEmpty && revised.isEmpty && retired.isEmpty }
  }

  /// Reads the repository, or what is remembered of it, and records what is new, in one transaction.
  ///
  /// Entries that are refused do not hold up the others: they are in the account, and the import is to
  /// be called a failure.
  ///
  /// - Throws: a repository or options that can't be used, an unknown component.
  public static func run(
    _ workspace: Workspace, _ options: Options
  ) async throws(Diagnostics) -> Outcome {
    guard let importer = ImporterCatalog.importer(options.importer) else { return Outcome() }
    let given = ImportOptions(file: options.folder, options.values)
    let state = try await importer.state(repository: given)
    let memory = ImportMemory(workspace, importer.name, options.values["component"] ?? "")
    let result: ImportResult
    if let known = memory.result(of: state) {
      result = known
    } else {
      result = await importer.read(repository: given)
      // Nothing at all could be read: that is no account of entries.
      if result.records.isEmpty, result.diagnostics.containsError {
        throw Diagnostics(result.diagnostics)
      }
      if !options.isDryRun { memory.remember(result, of: state) }
    }
    let isWhole = options.values["branch"] == nil
    do {
      if options.isDryRun {
        // A dry run makes no ledger: without one everything is new, and nothing is known.
        let ledger = try workspace.ledger(.readOnly)
        let plan = try ledger.read { try ImportPlan(result, options, isWhole: isWhole, $0) }
        return plan.outcome(result, options)
      }
      return try workspace.ledger(.create).write { transaction in
        let plan = try ImportPlan(result, options, isWhole: isWhole, transaction)
        var outcome = plan.outcome(result, options)
        try plan.write(workspace, options, &transaction, &outcome)
        return outcome
      }
    } catch {
      throw Diagnostics(failure: error)
    }
  }
}
