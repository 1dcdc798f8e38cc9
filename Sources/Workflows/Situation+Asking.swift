import Documents
import Knowledge
import Ledger
import Primitives
import Records

extension Situation {
  /// What a body makes of a situation of which it looks at little: only what it asks for is read.
  ///
  /// Where that can't be done, as for what was known earlier, everything is read; the body answers the
  /// same, and may run twice.
  ///
  /// - `documents`: the names of the documents that it renders; `nil` for any.
  public static func asking<Answer>(
    _ workspace: Workspace, _ view: View, programVersion: String, documents: Set<String>? = nil,
    _ body: (Situation) throws(Diagnostics) -> Answer
  ) throws(Diagnostics) -> Answer {
    let renderer = try DocumentRenderer(
      overrides: try overrides(workspace), version: programVersion, only: documents)
    let ledger = try workspace.ledger(.readOnly)
    let workspace = workspace.reading(ledger)
    if let (situation, source) = asked(workspace, ledger, view, renderer) {
      do throws(Diagnostics) {
        let answer = try body(situation)
        if source.isSound { return answer }
      } catch {
        if source.isSound { throw error }
      }
    }
    return try body(try Situation(workspace, ledger, view, renderer))
  }

  /// The same for what is done with one document, by its name with or without an edition: one about
  /// the whole workspace looks at every record, which is faster together.
  public static func asking<Answer>(
    about name: String, _ workspace: Workspace, _ view: View, programVersion: String,
    _ body: (Situation) throws(Diagnostics) -> Answer
  ) throws(Diagnostics) -> Answer {
    let key = name.split(separator: "@").first.flatMap { DocumentKey(parsing: String($0)) }
    guard let key, key == DocumentKey(key.document) else {
      return try asking(workspace, view, programVersion: programVersion, body)
    }
    return try body(try Situation(workspace, view, programVersion: programVersion))
  }

  /// The situation of which only what is asked for is read; `nil` where that can't be done.
  static func asked(
    _ workspace: Workspace, _ ledger: Ledger, _ view: View, _ renderer: DocumentRenderer
  ) -> (Situation, AskedLedger)? {
    guard !view.isPast,
      let source = try? AskedLedger(ledger, isPublic: view.isPublic),
      let newest = try? ledger.lastRecordedAt()
    else { return nil }
    return (Situation(workspace, source, newest: newest, view, renderer), source)
  }

  init(
    _ workspace: Workspace, _ asked: AskedLedger, newest: Instant, _ view: View,
    _ renderer: DocumentRenderer
  ) {
    let now = Clock.now()
    (self.workspace, self.renderer) = (workspace, renderer)
    source = .asked(asked)
    knownHead = asked.head
    editions = KnownEditions(view, [])
    knownAt = max(newest, now)
    isPublic = view.isPublic
    graph = Graph(asking: asked, day: view.day ?? now.day)
  }
}
