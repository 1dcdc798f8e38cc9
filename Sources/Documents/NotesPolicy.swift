import Knowledge
import Primitives
import Records

/// Which entries of release notes a reader gets, and which go first when space is short.
enum NotesPolicy {
  /// Whether an entry is for these readers: one that names nobody is for everybody.
  static func isFor(_ audience: String?, _ change: Record) -> Bool {
    guard let audience else { return true }
    let named = change["audience"]?.texts ?? []
    return named.isEmpty || named.contains(audience)
  }

  /// Entries by importance: what asks for action by its deadline, what breaks, then by section,
  /// and within a section as it is shown.
  static func order(_ changes: [Record], _ graph: Graph) -> [Record] {
    let sections = ["security", "removed", "deprecated", "changed", "fixed", "added"]
    let actions = ChangeFacts.actions(changes, graph)
    let rest = changes.filter { !ChangeFacts.needsAction($0) }
    let breaking = rest.filter { $0["breaking"]?.bool == true }
    let others = rest.filter { $0["breaking"]?.bool != true }
    return actions + breaking
      + sections.flatMap { section in others.filter { $0["type"]?.text == section } }
      + others.filter { !sections.contains($0["type"]?.text ?? "") }
  }
}
