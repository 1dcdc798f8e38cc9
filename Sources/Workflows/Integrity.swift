import Ledger
import Primitives

/// Looking into a ledger: proof, plain SQL, words.
public enum Integrity {
  /// What was changed, removed or added by hand, first row first; empty when nothing was.
  public static func problems(_ workspace: Workspace) throws(Diagnostics) -> [Diagnostic] {
    do {
      return try workspace.ledger(.readOnly).verify().problems
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  /// The answer to a query in plain SQL.
  public static func query(_ workspace: Workspace, _ sql: String) throws(Diagnostics) -> (
    columns: [String], rows: [[Value]]
  ) {
    do {
      let result = try workspace.ledger(.readOnly).query(sql)
      return (result.columns, result.rows)
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  /// Records whose titles or texts hold the words, best first.
  public static func search(_ workspace: Workspace, _ words: String) throws(Diagnostics)
    -> [SearchHit]
  {
    do {
      return try workspace.ledger(.readOnly).search(words)
    } catch {
      throw Diagnostics(failure: error)
    }
  }
}
