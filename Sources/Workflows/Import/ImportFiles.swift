import Importing
import Ledger
import Primitives
import Records

/// Takes what other tools wrote into the ledger.
public enum ImportFiles {
  /// What became of the files.
  public struct Outcome: Sendable {
    /// How many entries the files have.
    public var read = 0
    /// How many became records or observations.
    public var imported = 0
    /// Of those, how many the ledger knew already.
    public var known = 0
    /// The entries that were left out, each with the reason.
    public var excluded: [String] = []
    /// How many were refused.
    public var diagnosed = 0
    /// What was wrong, in reading order.
    public var diagnostics: [Diagnostic] = []
  }

  /// Reads files with an importer and records what they hold, in one transaction.
  ///
  /// Every entry is accounted for: imported, excluded with a reason, or diagnosed. Nothing is
  /// recorded when an entry was refused.
  ///
  /// - `name`: the importer, such as `junit`.
  /// - `options`: its options by name.
  public static func run(
    _ workspace: Workspace, importer name: String, files: [String], options: [String: String],
    at: Instant, isDryRun: Bool, progress: Progress = Progress()
  ) throws(Diagnostics) -> Outcome {
    guard let importer = ImporterCatalog.importer(name) else {
      let names = ImporterCatalog.all.map(\.name)
      throw Diagnostics(
        Diagnostic(
          "unknown-importer", "there is no importer `\(name)`",
          help: Spelling.nearest(to: name, among: names).map { "did you mean `\($0)`?" }
            ?? "there are \(names.joined(separator: ", "))"))
    }
    do {
      if isDryRun {
        var reading = ReadingFiles(importer, options, files, progress)
        while try reading.next({ _ in }) {}
        return try reading.finished()
      }
      let ledger = try workspace.ledger(.create)
      return try ledger.write { transaction in
        // One at a time: a million results fit in no memory.
        var reading = ReadingFiles(importer, options, files, progress)
        var references = CheckedReferences()
        let at = try transaction.moment(notBefore: at)
        var known = 0
        func take(_ observation: Observation) throws {
          try references.check(observation, transaction)
          guard references.problems.isEmpty else { return }
          if try !transaction.add(observation, at: at) { known += 1 }
        }
        while try reading.next(take) {}
        reading.outcome.known = known
        reading.outcome.diagnostics += references.problems
        return try reading.finished()
      }
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  /// The files, one after the other.
  private struct ReadingFiles {
    let importer: Importer
    let options: [String: String]
    var files: ArraySlice<String>
    var outcome = Outcome()
    private let progress: Progress

    init(
      _ importer: Importer, _ options: [String: String], _ files: [String],
      _ progress: Progress
    ) {
      (self.importer, self.options, self.files) = (importer, options, files[...])
      self.progress = progress
      progress.begin("files", of: files.count)
    }

    /// Hands over what the next file holds; `false` after the last file.
    mutating func next(_ take: (Observation) throws -> Void) throws -> Bool {
      guard let file = files.popFirst() else { return false }
      defer { progress.advance() }
      let isRefused = outcome.diagnostics.containsError
      let result = try importer.read(
        try Files.source(at: file), ImportOptions(file: file, options)
      ) { if !isRefused { try take($0) } }
      outcome.read += result.account.read
      outcome.imported += result.account.imported
      outcome.excluded += result.account.excluded.map { "\(file): \($0.entry): \($0.reason)" }
      outcome.diagnosed += result.account.diagnosed
      outcome.diagnostics += result.diagnostics
      return true
    }

    /// The outcome of all files.
    ///
    /// - Throws: every problem of every file, if an entry was refused.
    func finished() throws(Diagnostics) -> Outcome {
      if outcome.diagnostics.containsError { throw Diagnostics(outcome.diagnostics.inReadingOrder) }
      return outcome
    }
  }

  /// The records that observations name: each is looked for once.
  private struct CheckedReferences {
    private var known: Set<RecordID> = []
    private(set) var problems: [Diagnostic] = []

    /// An observation about a component that nobody has recorded would be found on no page.
    mutating func check(_ observation: Observation, _ ledger: LedgerTransaction) throws {
      guard let kind = ObservationCatalog.kind(observation.kind) else { return }
      for (path, target) in References.all(in: observation.fields, fields: kind.fields)
      where known.insert(target).inserted {
        if try ledger.knows(target) { continue }
        let names = try ledger.ids().filter { $0.kind == target.kind }.map(\.id).sorted()
        problems.append(
          Diagnostic(
            "dangling-reference", "`\(path)` names \(target), which does not exist",
            help: Spelling.nearest(to: target.id, among: names).map { "did you mean `\($0)`?" }
              ?? "write records/\(target.kind)/\(target.id).yaml and apply it first"))
      }
    }
  }
}
