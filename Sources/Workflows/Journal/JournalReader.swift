import Ledger
import Primitives
import Records

/// Reads the lines of a journal into a ledger, one after the other.
///
/// As long as the journal goes on where the ledger ends, its revisions are appended as they are.
/// From the first one on that follows something else, they are gathered for `JournalMerge`.
struct JournalReader {
  /// A line of the journal that states a revision.
  struct Place {
    let number: Int
    let range: Range<Int>
    /// The digest of the revision before it in the journal.
    let previous: Digest?
  }

  /// What the journal says of one record.
  struct Thread {
    /// Its revisions from the first one on, as far as this ledger knows them or they only merge.
    var common = (known: 0, last: Place?.none)
    /// Those that this ledger does not know.
    var news: [Place] = []
    /// The newest one.
    var last: Place
    /// Those that this ledger knows.
    var known: Set<Digest> = []
  }

  let text: JournalText
  let file: String
  let options: Journal.Options
  var outcome = Journal.Outcome()
  /// The end of the ledger's own chain while the journal goes on from there.
  private var end: Digest?
  private var previous: Digest?
  private(set) var threads: [RecordID: Thread] = [:]
  /// News in the order of the journal.
  private(set) var news: [Place] = []
  /// The digests that revisions have in the journal but nowhere else, with what names them here.
  private(set) var identities: [Digest: Digest] = [:]
  private var editions: JournalEditions

  init(_ text: JournalText, file: String, _ options: Journal.Options, _ end: Digest?) {
    (self.text, self.file, self.options, self.end) = (text, file, options, end)
    editions = JournalEditions(file: file, options.policy)
  }

  mutating func run(into transaction: inout LedgerTransaction) throws {
    var number = 0
    var editionLines: [(Value, Int)] = []
    while let (range, bytes) = try text.next() {
      number += 1
      let place = Place(number: number, range: range, previous: previous)
      guard !range.isEmpty else { continue }
      let line = try value(bytes, place)
      switch line["type"]?.text {
      case "revision": try revision(line, place, &transaction)
      case "observation": try observation(line, number, &transaction)
      case "text": editions.take(text: Array((line["text"]?.text ?? "").utf8))
      case "edition": editionLines.append((line, number))
      default:
        throw Self.problem(
          "journal-line", "a line has to be a revision, an observation, a text or an edition",
          file, number)
      }
    }
    if !news.isEmpty {
      var merge = JournalMerge(self)
      try merge.run(into: &transaction)
      outcome = merge.outcome
    }
    for (line, number) in editionLines {
      try editions.take(line, number, identities, &outcome, &transaction)
    }
  }

  func value(at place: Place) throws -> Value { try value(try text.line(at: place.range), place) }

  private func value(_ bytes: [UInt8], _ place: Place) throws -> Value {
    do throws(JSONReader.Problem) {
      return try JSONReader.value(bytes)
    } catch {
      throw Self.problem(
        "journal-syntax", "this is no JSON: \(error.message)", file, place.number,
        column: String(decoding: bytes.prefix(error.offset), as: UTF8.self).unicodeScalars.count + 1
      )
    }
  }

  /// The revision at a place, whose digest is that of what it says.
  func record(at place: Place) throws -> Record {
    guard let record = JournalLine.revision(try value(at: place)), record.follows(place.previous)
    else { throw tampered(place) }
    return record
  }

  private func tampered(_ place: Place) -> Diagnostics {
    Self.problem(
      "journal-digest", "the revision does not have the digest that the journal states", file,
      place.number,
      help: "a line was changed, removed or moved; take the journal from where it was made")
  }

  private mutating func revision(
    _ line: Value, _ place: Place, _ transaction: inout LedgerTransaction
  ) throws {
    guard let record = JournalLine.revision(line) else {
      throw Self.problem("journal-line", "the revision lacks one of its parts", file, place.number)
    }
    // Ids become paths, whoever wrote the journal.
    guard Slug.isValid(record.id.kind), Slug.isValid(record.id.id), record.rev > 0 else {
      throw Self.problem(
        "journal-line", "`\(record.id)` revision \(record.rev) is no revision of a record", file,
        place.number)
    }
    let follows = previous
    previous = record.digest
    if record.identity != record.digest { identities[record.digest] = record.identity }
    if let found = try known(record, transaction) {
      // Left alone, but not unseen: whoever reads it elsewhere would be refused.
      guard found.says(record) else { throw tampered(place) }
      outcome.known += 1
      note(record, place, isKnown: true)
      return
    }
    guard news.isEmpty, follows == end else {
      note(record, place, isKnown: false)
      news.append(place)
      return
    }
    let written = try transaction.append(
      record.id, fields: record.fields, by: record.recordedBy, reason: record.reason,
      at: record.recordedAt, isRetired: record.isRetired, origin: record.origin)
    guard written.rev == record.rev, written.digest == record.digest else {
      throw tampered(place)
    }
    end = written.digest
    outcome.revisions += 1
    note(record, place, isKnown: true)
  }

  private func known(_ record: Record, _ ledger: LedgerTransaction) throws -> Record? {
    if let found = try ledger.revision(known: record.digest) { return found }
    return record.identity == record.digest ? nil : try ledger.revision(known: record.identity)
  }

  private mutating func note(_ record: Record, _ place: Place, isKnown: Bool) {
    var thread = threads[record.id] ?? Thread(last: place)
    if thread.news.isEmpty || (thread.common.last?.number == thread.last.number) {
      // Nothing but known revisions so far, or merges of them.
      if isKnown || record.origin == .merge {
        thread.common = (thread.common.known + (isKnown ? 1 : 0), place)
      }
    }
    if isKnown { thread.known.insert(record.identity) } else { thread.news.append(place) }
    thread.last = place
    threads[record.id] = thread
  }

  private mutating func observation(
    _ line: Value, _ number: Int, _ transaction: inout LedgerTransaction
  ) throws {
    guard let kind = line["kind"]?.text, let fields = line["fields"]?.object,
      let at = line["recordedAt"]?.text.flatMap({ Instant($0) })
    else {
      throw Self.problem("journal-line", "the observation lacks one of its parts", file, number)
    }
    if try transaction.add(Observation(kind: kind, fields: fields), at: at) {
      outcome.observations += 1
    } else {
      outcome.known += 1
    }
  }

  static func problem(
    _ id: String, _ message: String, _ file: String, _ line: Int, column: Int = 1,
    help: String? = nil
  ) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        id, message, at: SourceRange(file: file, line: line, column: column),
        help: help ?? "take the journal from where it was made; nothing was read"))
  }
}

extension Record {
  /// Whether another revision says the same, wherever it stands.
  fileprivate func says(_ other: Record) -> Bool {
    id == other.id && fields == other.fields && isRetired == other.isRetired
      && recordedAt == other.recordedAt && recordedBy == other.recordedBy && reason == other.reason
  }
}
