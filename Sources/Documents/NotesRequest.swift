import Knowledge
import Primitives
import Records

/// Which release notes are wanted, for whom and how many entries of them.
public struct NotesRequest: Sendable, Hashable {
  /// The id of the component.
  public let component: String
  /// The release, the unreleased set or the range.
  public let scope: NotesScope
  /// `operator`, `developer` or `stakeholder`; `nil` for everybody.
  public let audience: String?
  /// At most so many entries, the most important ones; all when `nil`.
  public let mostEntries: Int?

  /// Makes a request; for everybody and whole unless said otherwise.
  public init(
    _ component: String, _ scope: NotesScope, audience: String? = nil, mostEntries: Int? = nil
  ) {
    (self.component, self.scope) = (component, scope)
    (self.audience, self.mostEntries) = (audience, mostEntries)
  }

  /// The same notes cut to a number of entries.
  public func cut(to mostEntries: Int) -> NotesRequest {
    NotesRequest(component, scope, audience: audience, mostEntries: mostEntries)
  }

  /// The release that it is about; `nil` for a range, the unreleased set and an unrecorded release.
  public func release(_ graph: Graph) -> Record? {
    guard case .release(let raw) = scope else { return nil }
    let wanted = graph.version(raw, of: component)
    return graph.records("release", of: component).first {
      $0["version"]?.text.map { graph.version($0, of: component).isSame(as: wanted) } == true
    }
  }

  /// The name of the document that has all of it.
  public func key(_ graph: Graph) -> DocumentKey {
    switch scope {
    case .release(let raw):
      DocumentKey("release-notes", release(graph)?.id.id ?? "\(component)-\(raw)")
    case .unreleased: DocumentKey("release-notes", "\(component)-unreleased")
    case .range(let from, let to): DocumentKey("release-notes", "\(component)-\(from)-to-\(to)")
    }
  }
}
