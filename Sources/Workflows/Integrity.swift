import Ledger
import Primitives

/// Looking into a ledger: proof, plain SQL, words.
public enum Integrity {
  /// What an examination found.
  public struct Proof: Sendable {
    /// What was changed, removed or added by hand, first row first, then files of editions.
    public let problems: [Diagnostic]
    /// The digest of the newest revision; `nil` without revisions.
    public let head: Digest?
    /// How many revisions there are.
    public let revisions: Int
  }

  /// Examines every row of the ledger, and the files of its editions.
  ///
  /// - `head`: the digest of a revision that is known to have been the newest one at some time: it
  ///   tells a ledger whose end was cut off together with SQLite's own counters, or that was
  ///   written anew from end to end, which nothing inside a ledger can tell.
  public static func proof(_ workspace: Workspace, head: String? = nil) throws(Diagnostics)
    -> Proof
  {
    do {
      let ledger = try workspace.ledger(.readOnly)
      let report = try ledger.verify()
      var problems = report.problems
      if let head {
        problems += try headProblem(head, try ledger.revisions().map(\.digest.hex))
      }
      problems += try EditionFiles.changed(workspace, try ledger.editions())
      return Proof(problems: problems, head: report.end, revisions: report.revisions)
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  private static func headProblem(_ head: String, _ digests: [String]) throws -> [Diagnostic] {
    let wanted = head.hasPrefix("sha256:") ? String(head.dropFirst(7)) : head
    guard wanted.utf8.count >= 12, wanted.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) })
    else {
      throw Diagnostics(
        Diagnostic(
          "bad-digest", "`\(head)` is no digest",
          help: "give 12 or more digits of what `waymark verify` printed as the head"))
    }
    guard !digests.contains(where: { $0.hasPrefix(wanted) }) else { return [] }
    return [
      Diagnostic(
        "ledger-head-missing",
        "no revision has the digest `\(head)`: the ledger was cut off before it, or written anew",
        help: "keep a copy of the file, then rebuild the ledger from a journal or a backup")
    ]
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

  /// The same row by row, for answers of any length; `row` says whether it wants another one.
  public static func query(
    _ workspace: Workspace, _ sql: String, columns: ([String]) -> Void, row: ([Value]) -> Bool
  ) throws(Diagnostics) {
    do {
      try workspace.ledger(.readOnly).query(sql, columns: columns, row: row)
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  /// Records whose titles or texts hold the words, best first.
  ///
  /// - `limit`: how many at most.
  public static func search(
    _ workspace: Workspace, _ words: String, limit: Int
  ) throws(Diagnostics) -> [SearchHit] {
    do {
      return try workspace.ledger(.readOnly).search(words, limit: limit)
    } catch {
      throw Diagnostics(failure: error)
    }
  }
}
