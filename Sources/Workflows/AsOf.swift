import Knowledge
import Ledger
import Primitives
import Records

extension Situation.View {
  /// Reads `--as-of`: a day (to its end, UTC), an instant, or a revision of the ledger.
  ///
  /// A revision is its place in the ledger, `r123` or `#123` as `waymark history` shows it, or
  /// `kind/id@2`: what was known right after it was recorded, also where others bear the same instant.
  ///
  /// - Throws: `bad-as-of` with the forms that are understood; `unknown-revision` for one that the
  ///   ledger does not have.
  public init(asOf text: String?, in workspace: Workspace) throws(Diagnostics) {
    self.init()
    guard let text else { return }
    if let day = CalendarDate(text) {
      (self.day, knownAt) = (day, Instant(endOf: day))
      return
    }
    if let instant = Instant(text) {
      (day, knownAt) = (instant.day, instant)
      return
    }
    do {
      let ledger = try workspace.ledger(.readOnly)
      guard let sequence = try Self.sequence(text, ledger) else {
        throw Diagnostics(
          Diagnostic(
            "bad-as-of", "`\(text)` is no day, no instant and no revision",
            help: "write 2024-11-14, 2024-11-14T09:30:00Z, r123 or kind/id@2"))
      }
      guard let revision = try ledger.revision(at: sequence) else {
        throw Diagnostics(
          Diagnostic(
            "unknown-revision", "the ledger has no revision r\(sequence)",
            help: "it has r1 to r\(try ledger.head().sequence), see `waymark history <record>`"))
      }
      (self.sequence, knownAt, day) = (sequence, revision.recordedAt, revision.recordedAt.day)
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  /// The place in the ledger that a text names; `nil` if it has another form.
  private static func sequence(_ text: String, _ ledger: Ledger) throws -> Int? {
    if let first = text.utf8.first, first == UInt8(ascii: "r") || first == UInt8(ascii: "#"),
      let number = Int(text.dropFirst()), number >= 0, text.utf8.count < 19
    {
      return number
    }
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2, let id = RecordID(String(halves[0])), let rev = Int(halves[1]) else {
      return nil
    }
    let places = try ledger.sequences(of: id)
    guard rev >= 1, rev <= places.count else {
      throw Diagnostics(
        Diagnostic(
          "unknown-revision", "\(id) has no revision \(rev)",
          help: places.isEmpty
            ? "there is no record \(id); `waymark list \(id.kind)` shows those that there are"
            : "it has \(places.count), see `waymark history \(id)`"))
    }
    return places[rev - 1]
  }

  /// The same with the fields unread.
  func storedRecords(_ ledger: some LedgerReading) throws -> StoredRecords {
    guard let sequence else { return try ledger.storedRecords(knownAt: knownAt) }
    return try ledger.storedRecords(through: sequence)
  }

  /// The newest revision of each record that counts.
  func records(_ ledger: some LedgerReading, kinds: [String]? = nil) throws -> [Record] {
    guard let sequence else { return try ledger.records(knownAt: knownAt, kinds: kinds) }
    return try ledger.records(through: sequence, kinds: kinds)
  }

  /// The revisions that count of records whose slips documents show.
  func revisions(_ ledger: some LedgerReading) throws -> [Record] {
    try Histories.kinds.flatMap { kind in
      let all = try ledger.revisedHistories(kind)
      if let sequence {
        let newest = Dictionary(
          try ledger.records(through: sequence, kinds: [kind]).map { ($0.id, $0.rev) },
          uniquingKeysWith: { $1 })
        return all.filter { $0.rev <= newest[$0.id] ?? 0 }
      }
      return knownAt.map { at in all.filter { $0.recordedAt <= at } } ?? all
    }
  }
}
