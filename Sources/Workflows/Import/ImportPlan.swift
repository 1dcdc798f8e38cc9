import Importing
import Ledger
import Primitives
import Records

/// What an import does to a ledger, judged before anything is written.
struct ImportPlan {
  /// Revisions of one record, in order: what the repository says, then with what people keep of theirs.
  struct Step {
    let old: Record?
    let id: RecordID
    var revisions: [(fields: Object, reason: String?)]
  }

  private var steps: [Step] = []
  private var unchanged = 0
  private var edited = 0
  private var gone: [Record] = []
  private var excluded: [String] = []
  private var diagnostics: [Diagnostic] = []
  private let component: String

  /// Judges each record against the newest revision.
  ///
  /// - `isWhole`: whether what is missing is gone, and not only left out this time.
  init(
    _ result: ImportResult, _ options: ImportRecords.Options, isWhole: Bool,
    _ ledger: some LedgerReading
  ) throws {
    component = options.values["component"] ?? ""
    let newest = try ledger.newestFieldDigests()
    try Self.check(component, newest)
    let releases = try ledger.records(knownAt: nil, kinds: ["release"]).filter {
      $0["component"]?.text == component && !$0.isRetired
    }
    let own = Dictionary(
      releases.compactMap { release in release["version"]?.text.map { ($0, release.id) } },
      uniquingKeysWith: { first, _ in first })
    var stated: Set<RecordID> = []
    for imported in result.records {
      // A release that people recorded under another id is the same release.
      let known = imported.fields["version"]?.text.flatMap { own[$0] }
      let id = newest[imported.id] == nil ? known ?? imported.id : imported.id
      stated.insert(id)
      try take(imported.fields, id, newest[id], options, ledger)
    }
    guard isWhole else { return }
    let candidates = try ledger.records(knownAt: nil, kinds: ["change"]) + releases
    gone = candidates.filter { record in
      record["component"]?.text == component && !record.isRetired && !stated.contains(record.id)
        && record["source"]?["digest"] != nil
        && record["tags"]?.texts.contains(options.importer) == true
    }
  }

  private static func check(_ component: String, _ newest: [RecordID: NewestRevision]) throws {
    let id = RecordID(kind: "component", id: component)
    guard newest[id].map(\.isRetired) ?? true else { return }
    let names = newest.filter { $0.key.kind == "component" && !$0.value.isRetired }.map(\.key.id)
    let near = Spelling.nearest(to: component, among: names.sorted())
    throw Diagnostics(
      Diagnostic(
        "unknown-component", "there is no component `\(component)`",
        help: near.map { "did you mean `\($0)`?" }
          ?? "write records/component/\(component).yaml (see `waymark new component`), and apply it first"
      ))
  }

  private mutating func take(
    _ stated: Object, _ id: RecordID, _ known: NewestRevision?, _ options: ImportRecords.Options,
    _ ledger: some LedgerReading
  ) throws {
    var theirs = stated
    theirs["id"] = .string(id.id)
    guard let known else {
      steps.append(Step(old: nil, id: id, revisions: [(theirs, nil)]))
      return
    }
    if known.fieldsDigest == Digest(of: JSONText.canonical(.object(theirs))) {
      unchanged += 1
      return
    }
    guard let kind = KindCatalog.kind(id.kind), let now = try ledger.record(id) else { return }
    // Who retired a record here did so knowing what the repository says.
    let digest = now["source"]?["digest"]
    guard !now.isRetired, digest == nil || digest != theirs["source"]?["digest"] else {
      edited += 1
      return
    }
    let base = try digest.flatMap { digest in
      try ledger.history(of: id).first { $0["source"]?["digest"] == digest }?.fields
    }
    let merge = ImportMerge(
      base: base, ours: now.fields, theirs: theirs, kind, winner: options.winner)
    diagnostics += merge.diagnostics(id, theirs["source"])
    guard merge.conflicts.isEmpty else { return }
    if base == nil, let notes = theirs["notes"], now["notes"] != nil, now["notes"] != notes {
      excluded.append("the prelude of \(id): the record has `notes` of its own")
    }
    var revisions: [(Object, String?)] = []
    if base != nil { revisions.append((theirs, reason(now, theirs))) }
    if merge.fields != theirs, merge.fields != now.fields || base != nil {
      revisions.append((merge.fields, base == nil ? nil : "keeps what was written here"))
    }
    if revisions.isEmpty {
      edited += 1
    } else {
      steps.append(Step(old: now, id: id, revisions: revisions))
    }
  }

  /// Why a record is revised, where its words changed: release notes show it beside a released entry.
  private func reason(_ now: Record, _ theirs: Object) -> String? {
    let words = ["title", "details", "action", "notes"]
    guard words.contains(where: { now[$0] != theirs[$0] }) else { return nil }
    let commit = theirs["source"]?["commit"]?.text.map { " in \($0.prefix(12))" } ?? ""
    return "the note was edited\(commit)"
  }

  // MARK: - Outcome

  /// What is, or would be, done.
  func outcome(_ result: ImportResult, _ options: ImportRecords.Options) -> ImportRecords.Outcome {
    var outcome = ImportRecords.Outcome()
    outcome.read = result.account.read
    outcome.imported = result.account.imported - excluded.count
    outcome.excluded = result.account.excluded.map { "\($0.entry): \($0.reason)" } + excluded
    outcome.diagnosed = result.account.diagnosed
    outcome.created = steps.filter { $0.old == nil }.map(\.id)
    outcome.revised = steps.filter { $0.old != nil }.map(\.id)
    (outcome.unchanged, outcome.edited) = (unchanged, edited)
    outcome.gone = gone.map(\.id)
    if options.prunes { outcome.retired = outcome.gone }
    outcome.diagnostics = result.diagnostics + diagnostics
    if options.isDryRun {
      for step in steps {
        guard let old = step.old, let last = step.revisions.last else { continue }
        outcome.differences[step.id] = FieldDifference.between(old.fields, last.fields)
      }
    }
    return outcome
  }

  /// Writes the revisions and their files.
  func write(
    _ workspace: Workspace, _ options: ImportRecords.Options,
    _ transaction: inout LedgerTransaction, _ outcome: inout ImportRecords.Outcome
  ) throws {
    // Never before what is there already, or "what was known then" would change afterwards.
    let at = try transaction.moment(notBefore: options.at)
    var fresh: [Record] = []
    for step in steps {
      var newest: Record?
      for (fields, reason) in step.revisions {
        newest = try transaction.append(
          step.id, fields: fields, by: options.by, reason: reason, at: at)
      }
      guard let newest else { continue }
      if step.old == nil {
        fresh.append(newest)
      } else {
        let file = try Mirror.update(workspace, from: step.old, to: newest, &transaction)
        if case .left(let path, let reason) = file { outcome.left.append("\(path): \(reason)") }
      }
    }
    outcome.left += try Mirror.make(workspace, fresh, &transaction)
    guard options.prunes else { return }
    for record in gone {
      _ = try transaction.append(
        record.id, fields: record.fields, by: options.by, reason: "the repository has it no more",
        at: at, isRetired: true)
      let file = try Mirror.remove(workspace, record, &transaction)
      if case .left(let path, let reason) = file { outcome.left.append("\(path): \(reason)") }
    }
  }
}
