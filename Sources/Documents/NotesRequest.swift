import Knowledge
import Primitives
import Records

/// Which release notes are wanted, for whom and how much of them.
public struct NotesRequest: Sendable, Hashable {
  /// The id of the component.
  public let component: String
  /// The release, the unreleased set or the range.
  public let scope: NotesScope
  /// `operator`, `developer` or `stakeholder`; `nil` for everybody.
  public let audience: String?
  /// How many steps the notes are shortened by; the first take away what fewest readers need.
  public let cuts: Int

  /// Makes a request; for everybody and whole unless said otherwise.
  public init(
    _ component: String, _ scope: NotesScope, audience: String? = nil, cuts: Int = 0
  ) {
    (self.component, self.scope) = (component, scope)
    (self.audience, self.cuts) = (audience, cuts)
  }

  /// The same notes, shortened by a number of steps.
  public func shortened(by cuts: Int) -> NotesRequest {
    NotesRequest(component, scope, audience: audience, cuts: cuts)
  }

  /// The number of steps after which nothing but the frame is left.
  public func mostCuts(_ graph: Graph) -> Int { NotesPolicy.cuts(entries(graph), graph).count }

  /// The entries that the readers get.
  func entries(_ graph: Graph) -> [NotesEntry] {
    graph.entries(of: component, in: scope).filter { NotesPolicy.isFor(audience, $0.change) }
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
