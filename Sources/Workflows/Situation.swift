import Dispatch
import Documents
import Knowledge
import Ledger
import Primitives
import Records
import Synchronization
import Templating

/// What a workspace knew at an instant, looked at on a day, with the templates that render it.
public struct Situation: Sendable {
  /// The workspace that is looked at.
  public let workspace: Workspace
  /// The records as they were known then.
  public let graph: Graph
  /// What renders the documents, with the workspace's own templates.
  public let renderer: DocumentRenderer
  /// Every record, internal ones too, as the ledger has them; the graph of a public view has fewer.
  public var records: [Record] {
    switch source {
    case .whole(let records): records
    case .asked(let ledger): ledger.unredacted()
    }
  }

  /// One of them; `nil` if there is none.
  func recorded(_ id: RecordID) -> Record? {
    switch source {
    case .whole(let records): records.first { $0.id == id }
    case .asked(let ledger): ledger.unredacted(id)
    }
  }

  enum Source {
    case whole([Record])
    case asked(AskedLedger)
  }

  let source: Source
  /// The instant up to which revisions count.
  public let knownAt: Instant
  /// Where the ledger stood when its records were read.
  let knownHead: Head
  /// Whether what is internal is left out.
  let isPublic: Bool
  /// Which editions there are.
  let editions: KnownEditions

  /// What to look at.
  public struct View: Sendable {
    /// The day on which things are supported, due or overdue; today when `nil`.
    public var day: CalendarDate?
    /// Revisions recorded later do not count; all count when `nil`.
    public var knownAt: Instant?
    /// Revisions with a greater place in the ledger do not count; then `knownAt` is the moment of
    /// that one, for observations and editions.
    public var sequence: Int?
    /// Whether internal records and parts are left out.
    public var isPublic = true

    /// Whether what became internal since is shown as it was then: to make editions again, and never
    /// for anything that somebody reads.
    var forgetsMarks = false

    /// Whether it is of an earlier state.
    var isPast: Bool { knownAt != nil || sequence != nil }

    /// Looks at everything that is known now.
    public init() {}
  }

  /// Reads the ledger and compiles the templates.
  public init(_ workspace: Workspace, _ view: View, programVersion: String) throws(Diagnostics) {
    let renderer = try DocumentRenderer(
      overrides: try Situation.overrides(workspace), version: programVersion)
    let ledger = try workspace.ledger(.readOnly)
    try self.init(workspace, ledger, view, renderer)
  }

  /// - `whenRead`: is given the records, those that are shown, where the ledger stood and what is
  ///   not shown.
  init(
    _ workspace: Workspace, _ ledger: Ledger, _ view: View, _ renderer: DocumentRenderer,
    whenRead: ((StoredRecords, [Record], Head, Secrets) -> Void)? = nil
  ) throws(Diagnostics) {
    let (stored, observations, revisions): (StoredRecords, [Observation], [Record])
    let (head, newest): (Head, Instant?)
    do {
      (stored, observations, revisions, head, newest) = try ledger.read { snapshot in
        (
          try view.storedRecords(snapshot),
          try snapshot.observations(knownAt: view.knownAt), try view.revisions(snapshot),
          try snapshot.head(), try snapshot.lastRecordedAt()
        )
      }
      guard Self.areSound(stored.records) else {
        // Says which of them is damaged.
        _ = try ledger.records(knownAt: view.knownAt)
        throw LedgerError.notALedger(path: ledger.path)
      }
    } catch {
      throw (error as? LedgerError).map { Diagnostics($0.diagnostic) }
        ?? Diagnostics(Diagnostic("failed", "\(error)", help: nil))
    }
    // What is internal today is so in every view of the past.
    let since: InternalWords?
    let records: [Record]
    do {
      since = view.isPublic && view.isPast && !view.forgetsMarks ? try InternalWords(ledger) : nil
      records = try since.map { try stored.records.map($0.marked) } ?? stored.records
    } catch {
      throw Diagnostics(failure: error)
    }
    knownHead = head
    editions = KnownEditions(view, records)
    self.workspace = workspace
    self.renderer = renderer
    source = .whole(records)
    let now = Clock.now()
    // A clock may stand still or be behind the one that recorded: what is read here is known.
    knownAt = view.knownAt ?? newest.map { max($0, now) } ?? now
    isPublic = view.isPublic
    let mayHoldInternal =
      isPublic && (since?.isEmpty == false || Self.mayHoldInternal(stored.bodies))
    let secrets =
      mayHoldInternal
      ? Secrets(in: records, besides: since?.hidden ?? []) : Secrets.none
    let seen = Redaction.published(records, secrets)
    if let whenRead { whenRead(stored, seen, head, secrets) }
    let counted = Redaction.published(observations, hiding: secrets.hidden)
    graph = Graph(
      records: seen, observations: counted,
      histories: Histories(revisions, isPublic: view.isPublic), day: view.day ?? now.day)
  }

  /// Whether a mark of visibility stands anywhere in records: canonical JSON spells it one way, and
  /// never so inside of a text.
  private static func mayHoldInternal(_ bodies: SharedBytes) -> Bool {
    let mark = Array("\"visibility\":\"internal\"".utf8)
    // Horspool: the byte under the end of the mark says how far it can move.
    var steps = Array(repeating: mark.count, count: 256)
    for (index, byte) in mark.dropLast().enumerated() { steps[Int(byte)] = mark.count - 1 - index }
    let text = bodies.buffer
    var end = mark.count - 1
    while end < text.count {
      if text[end] == mark[mark.count - 1],
        text[(end - mark.count + 1)...end].elementsEqual(mark)
      {
        return true
      }
      end += steps[Int(text[end])]
    }
    return false
  }

  /// Reads the fields of all records, on all cores.
  private static func areSound(_ records: [Record]) -> Bool {
    let broken = Atomic<Bool>(false)
    DispatchQueue.concurrentPerform(iterations: (records.count + 127) / 128) { chunk in
      for record in records[(chunk * 128)..<min(records.count, chunk * 128 + 128)]
      where record.stored?.isSound == false {
        broken.store(true, ordering: .relaxed)
      }
    }
    return !broken.load(ordering: .relaxed)
  }

  /// The workspace's own templates, which replace built-in ones of the same name.
  public static func overrides(_ workspace: Workspace) throws(Diagnostics) -> [TemplateSource] {
    let folder = workspace.path("templates")
    var sources: [TemplateSource] = []
    let found = Files.list(folder, within: workspace.folder, endings: [".md"])
    if found.diagnostics.containsError { throw Diagnostics(found.diagnostics) }
    for entry in found.entries {
      let path = "\(folder)/\(entry.path)"
      sources.append(
        TemplateSource(
          name: String(entry.path.dropLast(3)), file: path, bytes: try Files.bytes(at: path)))
    }
    return sources
  }

  /// The document with this name, or what a retired record left at its address.
  ///
  /// - Throws: a diagnostic that helps to find it.
  public func document(named text: String) throws(Diagnostics) -> RenderedDocument {
    guard let key = DocumentKey(parsing: text), DocumentCatalog.definition(key.document) != nil
    else {
      let names = DocumentCatalog.all.map(\.name)
      let first = text.split(separator: "/").first.map(String.init) ?? text
      let near = Spelling.nearest(to: first, among: names).map { "did you mean `\($0)`? " } ?? ""
      throw Diagnostics(
        Diagnostic(
          "unknown-document", "there is no sort of document `\(first)`",
          help: "\(near)There are \(names.joined(separator: ", "))"))
    }
    // Of a record that is there nothing else need be known.
    if let document = renderer.document(key, graph), document.model.record?.isRetired == false {
      return document
    }
    // A retired record is still there for documents to speak of, but nothing is made for it.
    let isCurrent = DocumentCatalog.definition(key.document)?.subjects(graph).contains(key.subject)
    if isCurrent != true, let left = renderer.tombstones(graph).first(where: { $0.key == key }) {
      return left
    }
    guard let document = renderer.document(key, graph) else {
      let subjects = DocumentCatalog.definition(key.document)?.subjects(graph) ?? []
      let near =
        Spelling.nearest(to: key.subject, among: subjects).map {
          "did you mean `\(key.document)/\($0)`? "
        } ?? ""
      let some = subjects.prefix(12).map { "\(key.document)/\($0)" }.joined(separator: ", ")
      throw Diagnostics(
        Diagnostic(
          "unknown-document", "there is no document `\(text)`",
          help: subjects.isEmpty
            ? "no record calls for a \(key.document) yet"
            : "\(near)There are \(some)\(subjects.count > 12 ? " and more" : "")"))
    }
    return document
  }
}
