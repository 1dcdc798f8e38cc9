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
    var outcome = Outcome()
    var observations: [Observation] = []
    progress.begin("files", of: files.count)
    for file in files {
      defer { progress.advance() }
      let result = importer.read(try Files.bytes(at: file), ImportOptions(file: file, options))
      outcome.read += result.account.read
      outcome.imported += result.account.imported
      outcome.excluded += result.account.excluded.map { "\(file): \($0.entry): \($0.reason)" }
      outcome.diagnosed += result.account.diagnosed
      outcome.diagnostics += result.diagnostics
      observations += result.observations
    }
    if outcome.diagnostics.containsError { throw Diagnostics(outcome.diagnostics.inReadingOrder) }
    guard !isDryRun, !observations.isEmpty else { return outcome }
    let ready = observations
    do {
      let ledger = try workspace.ledger(.create)
      try check(ready, try ledger.ids())
      let added = try ledger.write { transaction in
        var added = 0
        for observation in ready where try transaction.add(observation, at: at) { added += 1 }
        return added
      }
      outcome.known = ready.count - added
    } catch {
      throw Diagnostics(failure: error)
    }
    return outcome
  }

  /// An observation about a component that nobody has recorded would be found on no page.
  private static func check(_ observations: [Observation], _ known: Set<RecordID>)
    throws(Diagnostics)
  {
    var problems: [Diagnostic] = []
    var seen: Set<RecordID> = []
    for observation in observations {
      guard let kind = ObservationCatalog.kind(observation.kind) else { continue }
      for (path, target) in References.all(in: observation.fields, fields: kind.fields)
      where !known.contains(target) && seen.insert(target).inserted {
        let near = Spelling.nearest(
          to: target.id, among: known.filter { $0.kind == target.kind }.map(\.id).sorted())
        problems.append(
          Diagnostic(
            "dangling-reference", "`\(path)` names \(target), which does not exist",
            help: near.map { "did you mean `\($0)`?" }
              ?? "write records/\(target.kind)/\(target.id).yaml and apply it first"))
      }
    }
    if !problems.isEmpty { throw Diagnostics(problems) }
  }
}
