import Knowledge
import Primitives
import Records
import Templating

/// Where records are shown, and links to there from a document.
public struct Links: Sendable {
  private let graph: Graph
  /// What leads from the document to the root of the site.
  private let root: String

  /// Makes the links of a document: all but the home page stand one level down.
  public init(_ graph: Graph, from document: String) {
    self.graph = graph
    root = document == "index" ? "" : "../"
  }

  /// What templates see of a link: `{title, href}`.
  static let shape = Shape.object(
    ObjectShape([
      FieldShape("title", .text, meaning: "what it is called"),
      FieldShape("href", .link, meaning: "where it is shown"),
    ]))

  /// A link to a record; only its address as a title where the record is unknown.
  public func to(_ id: RecordID) -> Value {
    let title = graph.record(id)?.title ?? id.description
    return ["title": .string(title), "href": .string(address(of: id) ?? root + "index.md")]
  }

  /// A link to a record, or `null` where there is none.
  public func to(_ record: Record?) -> Value { record.map { to($0.id) } ?? .null }

  /// The relative address of a record's place.
  public func address(of id: RecordID) -> String? {
    Self.place(of: id, in: graph).map { root + $0 }
  }

  /// The relative address of a document.
  public func address(of key: DocumentKey) -> String { root + key.path + ".md" }

  /// Where a record is shown, from the root: the page of its own, or a place on a shared one.
  ///
  /// `nil` for records that are unknown or nowhere shown; a retired one has a tombstone at its place.
  public static func place(of id: RecordID, in graph: Graph) -> String? {
    guard let record = graph.record(id) else { return nil }
    if record.isRetired, DocumentDefinition.pages[id.kind] != nil {
      return DocumentDefinition.tombstoneKey(of: id).map { "\($0.path).md" }
    }
    if record.isRetired, id.kind == "attempt" || id.kind == "change" { return nil }
    switch id.kind {
    case "upgrade": return "runbook/\(id.id).md"
    case "component": return "component/\(id.id).md"
    case "incident": return "incident-review/\(id.id).md"
    case "release":
      if ReleaseFacts.hasNotes(record, graph) { return "release-notes/\(id.id).md" }
      return component(of: record, in: graph)
    case "lesson": return "lessons/index.md#\(id.id)"
    case "known-issue": return "known-issues/index.md#\(id.id)"
    case "decision": return "decisions/index.md#\(id.id)"
    case "policy": return "policies/index.md#\(id.id)"
    case "team": return "teams/index.md#\(id.id)"
    case "migration": return "migrations/index.md#\(id.id)"
    case "deprecation": return "deprecation-timeline/index.md#\(id.id)"
    case "attempt":
      guard let upgrade = graph.record("upgrade", record["upgrade"]?.text) else { return nil }
      let runbook = place(of: upgrade.id, in: graph)
      return upgrade.isRetired ? runbook : runbook.map { "\($0)#attempt-\(id.id)" }
    case "change": return place(of: record, in: graph)
    default: return nil
    }
  }

  /// The entry of a change, its release notes where it has no entry, or else its component's page.
  private static func place(of change: Record, in graph: Graph) -> String? {
    guard let component = change.component else { return nil }
    guard change.status == "done" else { return self.component(of: change, in: graph) }
    let anchor = ReleaseFacts.shows(change, graph) ? "#\(change.id.id)" : ""
    guard let version = change["release"]?.text else {
      return "release-notes/\(component)-unreleased.md\(anchor)"
    }
    let release = graph.release(version, of: component)
    return release.map { "release-notes/\($0.id.id).md\(anchor)" }
      ?? self.component(of: change, in: graph)
  }

  /// The page of a record's component; `nil` where nobody recorded that component yet.
  private static func component(of record: Record, in graph: Graph) -> String? {
    record.component.flatMap { place(of: RecordID(kind: "component", id: $0), in: graph) }
  }
}
