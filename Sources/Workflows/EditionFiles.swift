import Ledger
import Primitives

/// The texts of editions as files of the workspace: a mirror of what the ledger holds.
enum EditionFiles {
  /// The place of an edition's text, relative to the workspace.
  static func path(of edition: Edition) -> String {
    "editions/\(edition.document)/v\(edition.number).md"
  }

  /// Writes the text of one edition.
  static func write(_ text: [UInt8], of edition: Edition, in workspace: Workspace)
    throws(Diagnostics)
  {
    try Files.write(text, to: try workspace.own(path(of: edition)))
  }

  /// Writes the files that are not there: a kill may come between the ledger and its mirror.
  static func complete(_ workspace: Workspace, _ ledger: Ledger) throws {
    for edition in try ledger.editions()
    where !Files.exists(workspace.path(path(of: edition))) {
      guard let text = try ledger.text(edition.textDigest) else { continue }
      try write(text, of: edition, in: workspace)
    }
  }

  /// The files that are not what was published; those that are not there are written by the next
  /// publish and no problem.
  static func changed(_ workspace: Workspace, _ editions: [Edition]) throws -> [Diagnostic] {
    try editions.compactMap { edition in
      let path = workspace.path(path(of: edition))
      guard Files.exists(path) else { return nil }
      guard Digest(of: try Files.bytes(at: path)) != edition.textDigest else { return nil }
      return Diagnostic(
        "edition-file-changed",
        "`\(path)` is not the text of edition \(edition.number) of `\(edition.document)`",
        help: "delete the file: `waymark publish` writes it again as it was published")
    }
  }
}
