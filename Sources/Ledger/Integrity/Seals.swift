import Primitives

/// The digests by which each row of a sequence seals the one before it.
enum Seals {
  /// The digest of a revision; `previous` is `nil` for the first one of the ledger.
  static func revision(
    _ id: RecordID, rev: Int, recordedAt: String, recordedBy: String, reason: String?,
    isRetired: Bool, fields: Digest, previous: String?
  ) -> Digest {
    Digest(
      of: JSONText.canonical([
        "fields": .string(fields.hex), "id": .string(id.description), "previous": Value(previous),
        "reason": Value(reason), "recordedAt": .string(recordedAt),
        "recordedBy": .string(recordedBy), "retired": .bool(isRetired), "rev": .int(rev),
      ]))
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
