import Ledger
import Primitives
import Records

extension Journal {
  /// From how many bytes on they are handed over.
  private static let chunk = 1 << 20

  /// Hands over everything that a ledger holds, part by part: a million observations fit in no
  /// memory.
  ///
  /// - `take`: gets the bytes in order; `false` when nobody wants the rest.
  public static func export(
    _ workspace: Workspace, to take: ([UInt8]) throws -> Bool
  ) throws(Diagnostics) {
    do {
      try workspace.ledger(.readOnly).read { snapshot in
        try export(snapshot) { part in
          guard try take(part) else { throw NobodyListens() }
        }
      }
    } catch is NobodyListens {
      return
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  /// The whole journal of a ledger that is small.
  public static func export(_ workspace: Workspace) throws(Diagnostics) -> [UInt8] {
    var bytes: [UInt8] = []
    try export(workspace) { part in
      bytes += part
      return true
    }
    return bytes
  }

  /// Writes the journal to a file, which is whole or as it was.
  public static func export(_ workspace: Workspace, toFile path: String) throws(Diagnostics) {
    try Files.write(to: path) { (append) throws(Diagnostics) in
      try export(workspace) { part in
        try append(part)
        return true
      }
    }
  }

  private struct NobodyListens: Error {}

  private static func export(
    _ snapshot: LedgerSnapshot, to take: ([UInt8]) throws -> Void
  ) throws {
    var out: [UInt8] = []
    func append(_ value: Value) throws {
      out.append(contentsOf: JSONText.canonical(value))
      out.append(10)
      guard out.count >= chunk else { return }
      try take(out)
      out.removeAll(keepingCapacity: true)
    }
    try snapshot.forEachRevision { try append(JournalLine.value($0)) }
    try snapshot.forEachObservation { try append(JournalLine.value($0)) }
    var texts: Set<Digest> = []
    try snapshot.forEachEdition { edition in
      for digest in edition.templates.map(\.digest) + [edition.textDigest] {
        guard texts.insert(digest).inserted, let text = try snapshot.text(digest) else { continue }
        try append(["type": "text", "text": .string(String(decoding: text, as: UTF8.self))])
      }
      try append(JournalLine.value(edition))
    }
    if !out.isEmpty { try take(out) }
  }
}
