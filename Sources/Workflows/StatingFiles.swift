import Ledger
import Primitives
import Records
import Synchronization

/// The files that state records, for diagnostics: read when the first is asked for, which in nearly
/// all builds is never.
final class StatingFiles: Sendable {
  private let workspace: Workspace
  private let known = Mutex<[RecordID: String]?>(nil)

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// The path of the file that states a record; `nil` if none is known.
  subscript(id: RecordID) -> String? {
    known.withLock { known in
      if let known { return known[id] }
      var files: [RecordID: String] = [:]
      for (path, stamp) in (try? workspace.ledger(.readOnly).knownFiles()) ?? [:] {
        for id in stamp.records { files[id] = workspace.path(path) }
      }
      known = files
      return files[id]
    }
  }
}
