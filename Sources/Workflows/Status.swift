import Dispatch
import Documents
import Knowledge
import Ledger
import Primitives
import Records
import Synchronization

/// Which documents are behind their records, and why.
public enum Status {
  /// Where a document stands to its newest edition.
  public enum State: String, Sendable {
    case current
    case behind
    case unpublished
  }

  /// One document and its newest edition.
  public struct Standing: Sendable {
    /// Which document it is.
    public let key: DocumentKey
    /// The document as it would be published; `nil` where the newest edition says the same.
    public let document: RenderedDocument?
    /// Where it stands.
    public let state: State
    /// The number of the newest edition; 0 if there is none.
    public let newest: Int
    /// Why the document is behind: the records, templates or program that changed, in words.
    public let reason: String
  }

  /// Every document that has editions, in the order of the catalogue.
  public static func run(_ workspace: Workspace, _ view: Situation.View, programVersion: String)
    throws(Diagnostics) -> [Standing]
  {
    let situation = try Situation(workspace, view, programVersion: programVersion)
    return try standing(situation, try workspace.ledger(.readOnly), only: nil)
  }

  static func standing(
    _ situation: Situation, _ ledger: Ledger, only name: String?,
    _ progress: Progress = Progress()
  ) throws(Diagnostics) -> [Standing] {
    let keys: [DocumentKey]
    if let name {
      let document = try situation.document(named: name)
      guard document.definition?.hasEditions == true else {
        throw Diagnostics(
          Diagnostic(
            "no-editions", "`\(name)` follows the calendar and has no editions",
            help: "its page is made anew with each `waymark build`"))
      }
      keys = [document.key]
    } else {
      keys = situation.renderer.keys(situation.graph).filter {
        DocumentCatalog.definition($0.document)?.hasEditions == true
      }
    }
    let editions: [String: Edition]
    do {
      editions = Dictionary(
        try ledger.editions().filter(situation.editions.contains).map { ($0.document, $0) },
        uniquingKeysWith: { $0.number > $1.number ? $0 : $1 })
    } catch {
      throw Diagnostics(failure: error)
    }
    // One graph a day: editions of one publish share it.
    var graphs: [CalendarDate: Graph] = [situation.graph.day: situation.graph]
    for key in keys {
      guard let day = editions[key.path]?.asOf, graphs[day] == nil else { continue }
      graphs[day] = situation.graph.looked(on: day)
    }
    let days = graphs
    progress.begin("documents", of: keys.count)
    let standings = Mutex([Standing?](repeating: nil, count: keys.count))
    DispatchQueue.concurrentPerform(iterations: (keys.count + 15) / 16) { chunk in
      for index in chunk * 16..<min(keys.count, chunk * 16 + 16) {
        let standing = standing(keys[index], editions[keys[index].path], situation, days)
        standings.withLock { $0[index] = standing }
        progress.advance()
      }
    }
    return standings.withLock { $0.compactMap(\.self) }
  }

  /// Where one document stands; `nil` if there is none for the key.
  private static func standing(
    _ key: DocumentKey, _ newest: Edition?, _ situation: Situation, _ graphs: [CalendarDate: Graph]
  ) -> Standing? {
    guard let newest else {
      return situation.renderer.document(key, situation.graph).map {
        Standing(key: key, document: $0, state: .unpublished, newest: 0, reason: "first edition")
      }
    }
    let then = graphs[newest.asOf].flatMap { situation.renderer.document(key, $0) }
    if let then, then.textDigest == newest.textDigest {
      return Standing(key: key, document: nil, state: .current, newest: newest.number, reason: "")
    }
    let now =
      newest.asOf == situation.graph.day ? then : situation.renderer.document(key, situation.graph)
    return now.map {
      Standing(
        key: key, document: $0, state: .behind, newest: newest.number, reason: reason($0, newest))
    }
  }

  /// What differs between an edition's sources and a document's.
  private static func reason(_ document: RenderedDocument, _ edition: Edition) -> String {
    var parts = changes(
      document, from: Dictionary(edition.sources.map { ($0.id, $0.rev) }, uniquingKeysWith: { $1 }))
    let templates = Set(edition.templates.map { "\($0.name) \($0.digest.hex)" })
    let changed = document.templates.filter { !templates.contains("\($0.name) \($0.digest.hex)") }
      .map(\.name)
    if !changed.isEmpty { parts.append("template changed: \(some(changed))") }
    if parts.isEmpty, document.programVersion != edition.programVersion {
      parts.append("program \(edition.programVersion) became \(document.programVersion)")
    }
    return parts.isEmpty ? "the rendering changed" : parts.joined(separator: "; ")
  }

  /// The records that changed, came or went since a document was made from some revisions, in words.
  static func changes(_ document: RenderedDocument, from known: [RecordID: Int]) -> [String] {
    let sources = document.sources
    let new = Set(sources.map(\.id))
    let revised = sources.filter { known[$0.id] ?? $0.rev != $0.rev }
    let added = sources.filter { known[$0.id] == nil }
    let gone = known.keys.filter { !new.contains($0) }.sorted()
    let parts: [(verb: String, names: [String])] = [
      ("revised", revised.map { "\($0.id)@\($0.rev)" }), ("added", added.map(\.id.description)),
      ("gone", gone.map(\.description)),
    ]
    return parts.filter { !$0.names.isEmpty }.map { "\(some($0.names)) \($0.verb)" }
  }

  private static func some(_ names: [String]) -> String {
    names.prefix(4).joined(separator: ", ")
      + (names.count > 4 ? " and \(names.count - 4) more" : "")
  }
}
