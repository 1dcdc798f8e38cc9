import Knowledge
import Ledger
import Primitives
import Records

/// The planned dates of one record that were moved.
public enum Slips {
  /// What the revisions of a record show, oldest first.
  ///
  /// - `history`: its revisions, oldest first; days of versions are looked up in the releases of its
  ///   component as they are known in the view.
  public static func of(
    _ history: [Record], _ workspace: Workspace, _ view: Situation.View
  ) throws(Diagnostics) -> [Slip] {
    let component = history.last?.component ?? ""
    let records: [Record]
    do {
      records = try workspace.ledger(.readOnly).read { ledger in
        try view.records(ledger, kinds: ["component", "release"]).filter {
          $0.component == component
        }
      }
    } catch {
      throw Diagnostics(failure: error)
    }
    let graph = Graph(records: records, day: view.day ?? Clock.now().day)
    return Slip.all(in: history) { graph.releaseDate(of: $0, component: component) }
  }
}
