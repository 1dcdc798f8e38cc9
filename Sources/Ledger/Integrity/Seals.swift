import Primitives
import Records

/// The digests by which each row of a sequence seals the one before it.
enum Seals {
  /// The digest of a revision; `previous` is `nil` for the first one of the ledger.
  static func revision(
    _ id: RecordID, rev: Int, recordedAt: String, recordedBy: String, reason: String?,
    isRetired: Bool, fields: Digest, origin: Records.Record.Origin?, previous: String?
  ) -> Digest {
    var sealed: Object = [
      "fields": .string(fields.hex), "id": .string(id.description), "previous": Value(previous),
      "reason": Value(reason), "recordedAt": .string(recordedAt),
      "recordedBy": .string(recordedBy), "retired": .bool(isRetired), "rev": .int(rev),
    ]
    // Named only where there is one, so that digests of old revisions stay what they are.
    if let origin { sealed.append("origin", .string(origin.description)) }
    return Digest(of: JSONText.canonical(.object(sealed)))
  }

  /// The digest of an edition; `previous` is `nil` for the first one of the ledger.
  static func edition(_ content: EditionDraft, number: Int, text: Digest, previous: String?)
    -> Digest
  {
    Digest(
      of: JSONText.canonical([
        "asOf": .string(content.asOf.description),
        "corrects": content.corrects.map(Value.int) ?? .null,
        "document": .string(content.document), "inputs": .string(content.inputsDigest.hex),
        "knownAt": .string(content.knownAt.stored), "number": .int(number),
        "previous": Value(previous), "programVersion": .string(content.programVersion),
        "publishedAt": .string(content.publishedAt.stored), "reason": .string(content.reason),
        "sources": .list(
          content.sources.map {
            [.string($0.id.description), .int($0.rev), .string($0.digest.hex)]
          }),
        "templates": .list(content.templates.map { [.string($0.name), .string($0.digest.hex)] }),
        "text": .string(text.hex), "title": .string(content.title),
      ]))
  }
}

extension Records.Record {
  /// Whether the digest is the one that this revision has after another one.
  ///
  /// - `previous`: the digest of the revision recorded before it; `nil` for the first of a ledger.
  public func follows(_ previous: Digest?) -> Bool {
    Seals.revision(
      id, rev: rev, recordedAt: recordedAt.stored, recordedBy: recordedBy.storable,
      reason: reason?.storable, isRetired: isRetired,
      fields: Digest(of: JSONText.canonical(.object(fields))), origin: origin,
      previous: previous?.hex) == digest
  }
}

extension EditionDraft {
  /// The digest that the edition has after another one.
  ///
  /// - `previous`: the digest of the edition published before it; `nil` for the first of a ledger.
  public func seal(number: Int, text: Digest, previous: Digest?) -> Digest {
    Seals.edition(self, number: number, text: text, previous: previous?.hex)
  }
}
