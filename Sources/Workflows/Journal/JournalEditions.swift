import Ledger
import Primitives
import Records

/// Takes the editions of a journal into a ledger that may have published some of its own.
struct JournalEditions {
  private let file: String
  private let policy: Journal.Policy
  private var texts: [Digest: [UInt8]] = [:]
  private var previous: Digest?
  private var end: Digest?
  private var isBegun = false

  init(file: String, _ policy: Journal.Policy) { (self.file, self.policy) = (file, policy) }

  mutating func take(text: [UInt8]) { texts[Digest(of: text)] = text }

  /// Takes an edition that the ledger lacks; its number and its text are never changed.
  ///
  /// - `identities`: the digests of the journal's revisions that other ledgers know by another one.
  mutating func take(
    _ line: Value, _ number: Int, _ identities: [Digest: Digest], _ outcome: inout Journal.Outcome,
    _ transaction: inout LedgerTransaction
  ) throws {
    if !isBegun { (end, isBegun) = (try transaction.editions().last?.digest, true) }
    guard let draft = JournalLine.edition(line), let digest = JournalLine.digest(line["digest"]),
      let text = JournalLine.digest(line["text"]), let rank = line["number"]?.int
    else { throw problem("journal-line", "the edition lacks one of its parts", number) }
    guard rank > 0,
      draft.document.split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy({ Slug.isValid(String($0)) })
    else {
      throw problem(
        "journal-line", "`\(draft.document)` edition \(rank) is no edition of a document", number)
    }
    let before = previous
    guard draft.seal(number: rank, text: text, previous: before) == digest else {
      throw problem(
        "journal-digest",
        "edition \(rank) of \(draft.document) does not have the digest that the journal states",
        number)
    }
    previous = digest
    let earlier = try transaction.editions(of: draft.document)
    let isKnown = earlier.contains {
      $0.textDigest == text && ($0.number == rank || $0.publishedAt == draft.publishedAt)
    }
    guard !isKnown else {
      outcome.known += 1
      return
    }
    if rank != earlier.count + 1 {
      if rank <= earlier.count { conflict(draft, earlier[rank - 1], number, &outcome) }
      guard policy == .theirs else {
        outcome.leftOut.append("\(draft.document) v\(rank)")
        return
      }
    }
    guard let bytes = try texts[text] ?? transaction.text(text) else {
      throw problem("journal-line", "the text of the edition does not stand before it", number)
    }
    guard policy != .refuse || outcome.conflicts.isEmpty else { return }
    for template in draft.templates {
      if let text = texts[template.digest] { try transaction.keep(text) }
    }
    let placed = try before == end ? draft : moved(draft, identities, transaction)
    let edition = try transaction.publish(placed, text: bytes)
    end = edition.digest
    outcome.editions += 1
  }

  /// The same edition with its sources as this ledger has them.
  private func moved(
    _ draft: EditionDraft, _ identities: [Digest: Digest], _ ledger: LedgerTransaction
  ) throws -> EditionDraft {
    let sources = try draft.sources.map { source in
      guard let record = try ledger.revision(known: identities[source.digest] ?? source.digest)
      else { return source }
      return Edition.Source(id: record.id, rev: record.rev, digest: record.digest)
    }
    let corrects = try draft.corrects.flatMap { wanted in
      try ledger.editions(of: draft.document).contains { $0.number == wanted } ? wanted : nil
    }
    return EditionDraft(
      document: draft.document, title: draft.title, publishedAt: draft.publishedAt,
      asOf: draft.asOf, knownAt: draft.knownAt, reason: draft.reason, corrects: corrects,
      inputsDigest: draft.inputsDigest, programVersion: draft.programVersion,
      templates: draft.templates, sources: sources)
  }

  private func conflict(
    _ draft: EditionDraft, _ ours: Edition, _ number: Int, _ outcome: inout Journal.Outcome
  ) {
    let range = SourceRange(file: file, line: number, column: 1)
    outcome.conflicts += [
      Diagnostic(
        "edition-conflict", policy == .refuse ? .error : .warning,
        "\(draft.document) v\(ours.number) has another text in the journal", at: range,
        help: policy == .refuse
          ? "an edition never changes: `--on-conflict theirs` publishes the journal's as the next number, `ours` leaves it out"
          : policy == .theirs
            ? "the journal's is published as the next number" : "the journal's is left out"),
      Diagnostic(
        "edition-conflict", .note,
        "here: published \(ours.publishedAt), \(ours.reason)", at: range, help: nil),
      Diagnostic(
        "edition-conflict", .note,
        "in the journal: published \(draft.publishedAt), \(draft.reason)", at: range, help: nil),
    ]
  }

  private func problem(_ id: String, _ message: String, _ line: Int) -> Diagnostics {
    JournalReader.problem(id, message, file, line)
  }
}
