import Ledger
import Primitives
import Records

/// The lines of a journal as values.
enum JournalLine {
  static func value(_ record: Record) -> Value {
    var line: Object = [
      "type": "revision", "kind": .string(record.id.kind), "id": .string(record.id.id),
      "rev": .int(record.rev),
      "recordedAt": .string(record.recordedAt.description),
      "recordedBy": .string(record.recordedBy),
      "retired": .bool(record.isRetired), "fields": .object(record.fields),
      "digest": .string(record.digest.hex),
    ]
    if let reason = record.reason { line.append("reason", .string(reason)) }
    return .object(line)
  }

  static func value(_ row: RecordedObservation) -> Value {
    [
      "type": "observation", "kind": .string(row.observation.kind),
      "recordedAt": .string(row.recordedAt.description),
      "fields": .object(row.observation.fields), "digest": .string(row.observation.digest.hex),
    ]
  }

  static func value(_ edition: Edition) -> Value {
    var line: Object = [
      "type": "edition", "document": .string(edition.document), "number": .int(edition.number),
      "title": .string(edition.title),
      "publishedAt": .string(edition.publishedAt.description),
      "asOf": .string(edition.asOf.description),
      "knownAt": .string(edition.knownAt.description), "reason": .string(edition.reason),
      "inputs": .string(edition.inputsDigest.hex),
      "program": .string(edition.programVersion), "text": .string(edition.textDigest.hex),
      "digest": .string(edition.digest.hex),
      "templates": .list(
        edition.templates.map { ["name": .string($0.name), "digest": .string($0.digest.hex)] }),
      "sources": .list(
        edition.sources.map {
          [
            "record": .string($0.id.description), "rev": .int($0.rev),
            "digest": .string($0.digest.hex),
          ]
        }),
    ]
    if let corrects = edition.corrects { line.append("corrects", .int(corrects)) }
    return .object(line)
  }

  static func edition(_ line: Value) -> EditionDraft? {
    guard let document = line["document"]?.text, let title = line["title"]?.text,
      let reason = line["reason"]?.text,
      let publishedAt = line["publishedAt"]?.text.flatMap({ Instant($0) }),
      let asOf = line["asOf"]?.text.flatMap({ CalendarDate($0) }),
      let knownAt = line["knownAt"]?.text.flatMap({ Instant($0) }),
      let inputs = digest(line["inputs"]), let program = line["program"]?.text
    else { return nil }
    return EditionDraft(
      document: document, title: title, publishedAt: publishedAt, asOf: asOf, knownAt: knownAt,
      reason: reason,
      corrects: line["corrects"]?.int, inputsDigest: inputs, programVersion: program,
      templates: (line["templates"]?.items ?? []).compactMap { row in
        guard let name = row["name"]?.text, let digest = digest(row["digest"]) else { return nil }
        return Edition.Template(name: name, digest: digest)
      },
      sources: (line["sources"]?.items ?? []).compactMap { row in
        guard let id = row["record"]?.text.flatMap({ RecordID($0) }), let rev = row["rev"]?.int,
          let digest = digest(row["digest"])
        else { return nil }
        return Edition.Source(id: id, rev: rev, digest: digest)
      })
  }

  static func digest(_ value: Value?) -> Digest? { value?.text.flatMap { Digest(hex: $0) } }
}

/// Reads the lines of a journal into a ledger, one after the other.
struct JournalReader {
  let file: String
  var outcome = Journal.Outcome()
  private var texts: [Digest: [UInt8]] = [:]

  init(file: String) { self.file = file }

  mutating func take(_ bytes: [UInt8], line number: Int, into transaction: inout LedgerTransaction)
    throws
  {
    let line: Value
    do throws(JSONReader.Problem) {
      line = try JSONReader.value(bytes)
    } catch {
      throw problem(
        "journal-syntax", "this is no JSON: \(error.message)", number,
        column: String(decoding: bytes.prefix(error.offset), as: UTF8.self).unicodeScalars.count + 1
      )
    }
    switch line["type"]?.text {
    case "revision": try revision(line, number, &transaction)
    case "observation": try observation(line, number, &transaction)
    case "text":
      let text = Array((line["text"]?.text ?? "").utf8)
      texts[Digest(of: text)] = text
    case "edition": try edition(line, number, &transaction)
    default:
      throw problem(
        "journal-line", "a line has to be a revision, an observation, a text or an edition", number)
    }
  }

  private mutating func revision(
    _ line: Value, _ number: Int, _ transaction: inout LedgerTransaction
  ) throws {
    guard let kind = line["kind"]?.text, let id = line["id"]?.text, let rev = line["rev"]?.int,
      let fields = line["fields"]?.object,
      let at = line["recordedAt"]?.text.flatMap({ Instant($0) }), let by = line["recordedBy"]?.text,
      let digest = JournalLine.digest(line["digest"])
    else { throw problem("journal-line", "the revision lacks one of its parts", number) }
    // Ids become paths, whoever wrote the journal.
    guard Slug.isValid(kind), Slug.isValid(id), rev > 0 else {
      throw problem(
        "journal-line", "`\(kind)/\(id)` revision \(rev) is no revision of a record", number)
    }
    let record = RecordID(kind: kind, id: id)
    let newest = try transaction.newest(record)
    if let newest, newest.rev >= rev {
      guard try transaction.history(of: record)[rev - 1].digest == digest else {
        throw problem(
          "journal-conflict", "\(record) has another revision \(rev) in this ledger", number,
          help:
            "two histories grew apart; read the journal into an empty ledger and apply the other's records there"
        )
      }
      outcome.known += 1
      return
    }
    let written = try transaction.append(
      record, fields: fields, by: by, reason: line["reason"]?.text, at: at,
      isRetired: line["retired"]?.bool ?? false)
    guard written.rev == rev, written.digest == digest else {
      throw problem(
        "journal-digest",
        "revision \(rev) of \(record) does not have the digest that the journal states", number,
        help: "a line was changed, removed or moved; take the journal from where it was made")
    }
    outcome.revisions += 1
  }

  private mutating func observation(
    _ line: Value, _ number: Int, _ transaction: inout LedgerTransaction
  ) throws {
    guard let kind = line["kind"]?.text, let fields = line["fields"]?.object,
      let at = line["recordedAt"]?.text.flatMap({ Instant($0) })
    else {
      throw problem("journal-line", "the observation lacks one of its parts", number)
    }
    if try transaction.add(Observation(kind: kind, fields: fields), at: at) {
      outcome.observations += 1
    } else {
      outcome.known += 1
    }
  }

  private mutating func edition(
    _ line: Value, _ number: Int, _ transaction: inout LedgerTransaction
  ) throws {
    guard let draft = JournalLine.edition(line), let digest = JournalLine.digest(line["digest"]),
      let text = JournalLine.digest(line["text"]),
      let rank = line["number"]?.int
    else { throw problem("journal-line", "the edition lacks one of its parts", number) }
    guard rank > 0,
      draft.document.split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy({ Slug.isValid(String($0)) })
    else {
      throw problem(
        "journal-line", "`\(draft.document)` edition \(rank) is no edition of a document", number)
    }
    let earlier = try transaction.editions(of: draft.document)
    if rank <= earlier.count {
      guard earlier[rank - 1].digest == digest else {
        throw problem(
          "journal-conflict", "\(draft.document) has another edition \(rank) in this ledger", number
        )
      }
      outcome.known += 1
      return
    }
    guard let bytes = try texts[text] ?? transaction.text(text) else {
      throw problem("journal-line", "the text of the edition does not stand before it", number)
    }
    for template in draft.templates {
      if let text = texts[template.digest] { try transaction.keep(text) }
    }
    guard try transaction.publish(draft, text: bytes).digest == digest else {
      throw problem(
        "journal-digest",
        "edition \(rank) of \(draft.document) does not have the digest that the journal states",
        number)
    }
    outcome.editions += 1
  }

  private func problem(
    _ id: String, _ message: String, _ line: Int, column: Int = 1, help: String? = nil
  ) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        id, message, at: SourceRange(file: file, line: line, column: column),
        help: help ?? "take the journal from where it was made; nothing was read"))
  }
}
