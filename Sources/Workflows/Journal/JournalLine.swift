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
    if let origin = record.origin { line.append("origin", .string(origin.description)) }
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

  static func revision(_ line: Value) -> Record? {
    guard let kind = line["kind"]?.text, let id = line["id"]?.text, let rev = line["rev"]?.int,
      let fields = line["fields"]?.object,
      let at = line["recordedAt"]?.text.flatMap({ Instant($0) }), let by = line["recordedBy"]?.text,
      let digest = digest(line["digest"])
    else { return nil }
    let origin = line["origin"]?.text
    let read = origin.flatMap { Record.Origin($0) }
    if origin != nil, read == nil { return nil }
    return Record(
      id: RecordID(kind: kind, id: id), rev: rev, recordedAt: at, recordedBy: by,
      reason: line["reason"]?.text, isRetired: line["retired"]?.bool ?? false, fields: fields,
      digest: digest, origin: read)
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
