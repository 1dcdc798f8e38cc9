import Ledger
import Primitives
import Records

/// Merges a journal into a ledger that both grew from the same revisions and then apart.
///
/// The union of revisions: each of the journal that the ledger lacks is appended with its own author,
/// reason and time; since it follows other revisions here, it gets another digest and names the one
/// that it had (`Record.Origin`), so that it is known again, here and in every ledger that it is taken
/// to. A record that both sides revised gets one more revision that brings both together. Merging the
/// other way round ends in the same states.
struct JournalMerge {
  private let reader: JournalReader
  private(set) var outcome: Journal.Outcome
  /// What records become beyond the revisions that are appended, by id.
  private var joint: [RecordID: (fields: Object, isRetired: Bool)] = [:]

  init(_ reader: JournalReader) {
    self.reader = reader
    outcome = reader.outcome
  }

  mutating func run(into transaction: inout LedgerTransaction) throws {
    for (id, thread) in reader.threads.sorted(by: { $0.key < $1.key }) where !thread.news.isEmpty {
      try judge(id, thread, transaction)
    }
    if reader.options.policy == .refuse, !outcome.conflicts.isEmpty { return }
    for place in reader.news {
      let record = try reader.record(at: place)
      _ = try transaction.append(
        record.id, fields: record.fields, by: record.recordedBy, reason: record.reason,
        at: record.recordedAt, isRetired: record.isRetired, origin: .elsewhere(record.identity))
      outcome.revisions += 1
      outcome.moved += 1
    }
    let at = try transaction.moment(notBefore: reader.options.at)
    for (id, state) in joint.sorted(by: { $0.key < $1.key }) {
      outcome.merged.append(id)
      guard let newest = try transaction.newest(id),
        newest.fields != state.fields || newest.isRetired != state.isRetired
      else { continue }
      _ = try transaction.append(
        id, fields: state.fields, by: reader.options.by, reason: "brings two histories together",
        at: at, isRetired: state.isRetired, origin: .merge)
    }
  }

  /// Decides what a record becomes that the journal knows more of.
  private mutating func judge(
    _ id: RecordID, _ thread: JournalReader.Thread, _ ledger: LedgerTransaction
  ) throws {
    let history = try ledger.history(of: id)
    // Nothing is here: the journal's revisions are all there is.
    guard let ours = history.last else { return }
    let theirs = try reader.record(at: thread.last)
    let base = try base(history, thread)
    let (state, before) = (State(ours), base.map { State($0) } ?? State())
    // Only the journal went on; its newest revision is what the record becomes.
    if state == before { return settle(id, State(theirs), thread) }
    let newsOfTheirs = try thread.news.first.map { try reader.record(at: $0) } ?? theirs
    let newsOfOurs = history.first { !thread.known.contains($0.identity) } ?? ours
    let isOursFirst =
      (newsOfOurs.recordedAt, newsOfOurs.identity)
      <= (newsOfTheirs.recordedAt, newsOfTheirs.identity)
    let merge = RecordMerge(
      base: before.fields, ours: ours.fields, theirs: theirs.fields,
      preferred: reader.options.policy == .theirs ? .theirs : .ours,
      first: isOursFirst ? .ours : .theirs)
    var merged = State(merge.fields, isRetired: ours.isRetired)
    var conflicts = merge.conflicts
    if ours.isRetired != theirs.isRetired {
      (merged, conflicts) = retired(before, state, State(theirs))
    }
    let broken = conflicts.isEmpty ? broken(merged, id) : []
    if !conflicts.isEmpty || !broken.isEmpty {
      outcome.conflicts += diagnostics(conflicts, broken, ours, theirs, thread.last)
      if !broken.isEmpty { merged = reader.options.policy == .theirs ? State(theirs) : state }
    }
    joint[id] = (merged.fields, merged.isRetired)
  }

  /// What a record becomes that one side retired and the other did not, or that one brought back.
  private func retired(_ base: State, _ ours: State, _ theirs: State) -> (
    State, [RecordMerge.Conflict]
  ) {
    let living = ours.isRetired ? theirs : ours
    // The side that changed nothing gives way.
    if living == base { return (ours.isRetired ? ours : theirs, []) }
    if base.isRetired { return (living, []) }
    let conflict = RecordMerge.Conflict(
      path: "retired", base: .bool(base.isRetired), ours: .bool(ours.isRetired),
      theirs: .bool(theirs.isRetired))
    return (reader.options.policy == .theirs ? theirs : ours, [conflict])
  }

  /// Notes the state of a record where it is not that of the last revision that will be appended.
  private mutating func settle(
    _ id: RecordID, _ state: State, _ thread: JournalReader.Thread
  ) {
    guard thread.news.last?.number != thread.last.number else { return }
    joint[id] = (state.fields, state.isRetired)
  }

  /// What both sides started from: the state in which one of them knew what the other knew, and
  /// nothing else.
  private func base(_ history: [Record], _ thread: JournalReader.Thread) throws -> Record? {
    var ours: (known: Int, last: Record?) = (0, nil)
    for record in history {
      let isKnown = thread.known.contains(record.identity)
      guard isKnown || record.origin == .merge else { break }
      ours = (ours.known + (isKnown ? 1 : 0), record)
    }
    guard thread.common.known > ours.known, let place = thread.common.last else {
      return ours.known > 0 ? ours.last : nil
    }
    return try reader.record(at: place)
  }

  /// What a kind's rules say against a record that both sides made together.
  private func broken(_ state: State, _ id: RecordID) -> [String] {
    guard !state.isRetired, let kind = KindCatalog.kind(id.kind) else { return [] }
    return kind.rules.flatMap { $0.findings(state.fields).map(\.message) }
  }

  private func diagnostics(
    _ conflicts: [RecordMerge.Conflict], _ broken: [String], _ ours: Record, _ theirs: Record,
    _ place: JournalReader.Place
  ) -> [Diagnostic] {
    let range = SourceRange(file: reader.file, line: place.number, column: 1)
    let error = Diagnostic(
      "merge-conflict", reader.options.policy == .refuse ? .error : .warning,
      "\(ours.id) was revised on both sides: revision \(ours.rev) here by \(ours.recordedBy) on \(ours.recordedAt.day), revision \(theirs.rev) in the journal by \(theirs.recordedBy) on \(theirs.recordedAt.day)",
      at: range,
      help: reader.options.policy == .refuse
        ? "agree on one, or say whose counts with `--on-conflict ours` or `theirs`; both stay in the history"
        : "\(reader.options.policy == .ours ? "the ledger's" : "the journal's") counts; the other one stays in the history"
    )
    func side(_ value: Value?) -> String { value.map(FieldDifference.short) ?? "nothing" }
    let sides = conflicts.map {
      "\($0.path): was \(side($0.base)), here \(side($0.ours)), in the journal \(side($0.theirs))"
    }
    let rules = broken.map { "together they can't stand: \($0)" }
    return [error]
      + (sides + rules).map { Diagnostic("merge-conflict", .note, $0, at: range, help: nil) }
  }
}

/// What a revision makes of its record.
private struct State: Equatable {
  var fields = Object()
  var isRetired = false

  init(_ fields: Object = Object(), isRetired: Bool = false) {
    (self.fields, self.isRetired) = (fields, isRetired)
  }

  init(_ record: Record) { (fields, isRetired) = (record.fields, record.isRetired) }
}
