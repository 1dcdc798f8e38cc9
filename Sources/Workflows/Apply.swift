import Ledger
import Primitives
import Records

/// Takes the record files of a workspace into its ledger: all of them or none.
public enum Apply {
  /// What became of the files.
  public struct Outcome: Sendable {
    /// Records that are new, in reading order.
    public var created: [RecordID] = []
    /// Records that have a new revision, in reading order.
    public var revised: [RecordID] = []
    /// How many records are as the ledger has them.
    public var unchanged = 0
    /// Records that no file states any more, by id.
    public var retired: [RecordID] = []
    /// How many observations are new.
    public var observations = 0
    /// How many observations the ledger had already.
    public var knownObservations = 0
    /// Files that were read; the others are known to the ledger byte for byte.
    public var filesRead = 0
    /// How many files there are.
    public var files = 0
    /// Problems that do not stop the work.
    public var warnings: [Diagnostic] = []
    /// What differs in each revised record; only for a dry run.
    public var differences: [RecordID: [FieldDifference]] = [:]

    /// Whether the ledger was left, or would be left, as it was.
    public var isUnchanged: Bool {
      created.isEmpty && revised.isEmpty && retired.isEmpty && observations == 0
    }
  }

  /// How to apply.
  public struct Options: Sendable {
    /// Only tell what would be done.
    public var isDryRun = false
    /// Retire records of the ledger that no file states any more.
    public var prunes = false
    /// Who does it, for the revisions.
    public var by = ""
    /// Why, for the revisions.
    public var reason: String?
    /// The moment that the revisions bear.
    public var at: Instant
    /// Counts the files.
    public var progress = Progress()

    /// Makes options for an ordinary apply at an instant.
    public init(at: Instant) { self.at = at }
  }

  /// Reads the files that changed, checks everything, then writes in one transaction.
  ///
  /// - Throws: every problem of every file; the ledger is then as it was.
  public static func run(_ workspace: Workspace, _ options: Options) throws(Diagnostics) -> Outcome
  {
    let ledger = try workspace.ledger(.create)
    while true {
      do {
        return try attempt(workspace, ledger, options)
      } catch is Overtaken {
        // Somebody else has written since: what they wrote may be the very same, or forbid this.
        continue
      } catch {
        throw Diagnostics(failure: error)
      }
    }
  }

  /// Another process wrote between the judging and the writing.
  private struct Overtaken: Error {}

  private static func attempt(
    _ workspace: Workspace, _ ledger: Ledger, _ options: Options
  ) throws -> Outcome {
    // The ledger first: an append changes both, and what is read of it later is then overtaken.
    let (known, sequence) = try ledger.read { ledger in
      (try ledger.fileStates(), try ledger.head().sequence)
    }
    let files = ChangedFiles(workspace, since: known)
    var reading = try Reading.read(
      workspace, files, progress: options.progress, stamps: { try ledger.stamps(of: $0) })
    // Back again with the very same bytes, such a file has to be read.
    if options.prunes { reading.missing = files.missing.sorted() }
    var problems = files.diagnostics + reading.diagnostics
    let stated = Set((reading.drafts + reading.refused).map(\.id))
    problems += duplicates(reading.drafts)
    let newest = try newest(reading, ledger, after: sequence, isWhole: options.prunes)
    problems += DanglingReferences.diagnostics(
      reading.drafts + reading.refused,
      known: Set(newest.filter { !$0.value.isRetired }.keys).union(stated))
    problems += try Conflicts(workspace, ledger, reading.known, newest).diagnostics(reading.drafts)
    if problems.containsError { throw Diagnostics(problems.inReadingOrder) }
    problems += try RenamedSteps.diagnostics(
      reading.drafts.filter {
        newest[$0.id].map(\.fieldsDigest) ?? $0.fieldsDigest != $0.fieldsDigest
      },
      ledger)
    if !options.prunes { problems += try lostFiles(files, reading, stated, ledger) }
    var outcome = Outcome()
    outcome.files = files.count
    outcome.filesRead = reading.stamps.count
    outcome.warnings = problems
    var gone: [RecordID] = []
    if options.prunes {
      var kept = stated.union(reading.skipped)
      for file in files.standing where reading.stamps[file.path] == nil {
        kept.formUnion(file.records)
      }
      gone = newest.filter { !$0.value.isRetired && !kept.contains($0.key) }.keys.sorted()
    }
    try write(ledger, reading, newest, after: sequence, gone, options, &outcome)
    return outcome
  }

  /// The newest revisions of what was read and of what that refers to; of everything where a prune
  /// or the spelling of a name needs it.
  private static func newest(
    _ reading: Reading, _ ledger: Ledger, after sequence: Int, isWhole: Bool
  ) throws -> [RecordID: NewestRevision] {
    let drafts = reading.drafts + reading.refused
    guard isWhole || !drafts.isEmpty else { return [:] }
    let wanted = Set(drafts.flatMap { [$0.id] + $0.references.map(\.target) })
    return try ledger.read { ledger in
      guard try ledger.head().sequence == sequence else { throw Overtaken() }
      guard !isWhole, wanted.count < 1000 else { return try ledger.newestFieldDigests() }
      let newest = try ledger.newestFieldDigests(of: wanted)
      let stated = Set(drafts.map(\.id))
      let isWholeNeeded = wanted.contains { !stated.contains($0) && newest[$0]?.isRetired ?? true }
      return isWholeNeeded ? try ledger.newestFieldDigests() : newest
    }
  }

  private static func write(
    _ ledger: Ledger, _ reading: Reading, _ newest: [RecordID: NewestRevision], after sequence: Int,
    _ gone: [RecordID], _ options: Options, _ outcome: inout Outcome
  ) throws {
    let changed = reading.drafts.filter { draft in
      guard let known = newest[draft.id], !known.isRetired else { return true }
      return known.fieldsDigest != draft.fieldsDigest
    }
    outcome.created = changed.filter { newest[$0.id] == nil }.map(\.id)
    outcome.revised = changed.filter { newest[$0.id] != nil }.map(\.id)
    outcome.unchanged = reading.drafts.count - changed.count + reading.unchanged
    outcome.retired = gone
    if options.isDryRun {
      outcome.observations = reading.observations.count
      for draft in changed {
        guard let before = try ledger.record(draft.id) else { continue }
        outcome.differences[draft.id] = FieldDifference.between(before.fields, draft.fields)
      }
      return
    }
    guard
      !changed.isEmpty || !gone.isEmpty || !reading.stamps.isEmpty || !reading.observations.isEmpty
    else { return }
    options.progress.begin("writing \(changed.count) revisions")
    let (added, known) = try ledger.write { transaction in
      guard try transaction.head().sequence == sequence else { throw Overtaken() }
      var revisions = newest.mapValues(\.rev)
      let at = try transaction.moment(notBefore: options.at)
      for draft in changed {
        revisions[draft.id] = try transaction.append(
          draft.id, fields: draft.fields, by: options.by, reason: options.reason, at: at,
          isRetired: false
        ).rev
      }
      for id in gone {
        guard let record = try transaction.newest(id) else { continue }
        _ = try transaction.append(
          id, fields: record.fields, by: options.by, reason: options.reason ?? "its file is gone",
          at: at, isRetired: true)
      }
      var added = 0
      for observation in reading.observations where try transaction.add(observation, at: at) {
        added += 1
      }
      try transaction.forget(reading.missing)
      try transaction.remember(reading.stamps.mapValues { $0.taken(as: revisions) })
      return (added, reading.observations.count - added)
    }
    outcome.observations = added
    outcome.knownObservations = known
  }

  /// Tells of records whose files are gone: they stay as they are until somebody says otherwise.
  private static func lostFiles(
    _ files: ChangedFiles, _ reading: Reading, _ stated: Set<RecordID>, _ ledger: Ledger
  ) throws -> [Diagnostic] {
    var lost = Set(files.lost)
    guard !lost.isEmpty else { return [] }
    lost.subtract(stated.union(reading.skipped))
    for file in files.standing { lost.subtract(file.records) }
    let standing = try ledger.read { try $0.newestFieldDigests(of: lost) }
      .filter { !$0.value.isRetired }.keys.sorted()
    guard !standing.isEmpty else { return [] }
    let names = standing.prefix(5).map(\.description).joined(separator: ", ")
    let more = standing.count > 5 ? " and \(standing.count - 5) more" : ""
    return [
      Diagnostic(
        "file-gone", .warning,
        standing.count == 1
          ? "\(names) has no file any more, and stays as it was"
          : "\(standing.count) records have no file any more, and stay as they were: \(names)\(more)",
        help: "retire what is gone with `waymark apply --prune`, or put the file back")
    ]
  }

  private static func duplicates(_ drafts: [Draft]) -> [Diagnostic] {
    var first: [RecordID: Draft] = [:]
    return drafts.compactMap { draft in
      guard let earlier = first[draft.id] else {
        first[draft.id] = draft
        return nil
      }
      return draft.diagnostic(
        "duplicate-record", "\(draft.id) is stated twice", at: "id",
        help: "the other one is in \(earlier.source.file); keep one of them")
    }
  }
}

extension FileStamp {
  /// The same with the revisions that hold what the file states; those of a file that was only
  /// touched are known already.
  fileprivate func taken(as newest: [RecordID: Int]) -> FileStamp {
    guard revisions.isEmpty else { return self }
    var stamp = self
    for id in records { stamp.revisions[id] = newest[id] }
    return stamp
  }
}

extension Draft {
  /// The digest of the fields, as the ledger computes it.
  var fieldsDigest: Digest { Digest(of: JSONText.canonical(.object(fields))) }
}
