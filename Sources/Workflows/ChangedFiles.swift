import Ledger
import Primitives

/// The files of records and observations, against what the ledger knows of them.
struct ChangedFiles {
  /// Files of records that the ledger does not know as they are, by path below `records/`.
  private(set) var records: [Files.Entry] = []
  /// The same of observations, by path below `observations/`.
  private(set) var observations: [Files.Entry] = []
  /// Folders and files that can't be read.
  private(set) var diagnostics: [Diagnostic] = []
  /// How many files there are.
  private(set) var count = 0
  /// How many records those state that are as the ledger knows them.
  private(set) var unchanged = 0
  private let known: FileStates
  private var isThere: [Bool]

  /// Lists the files of a workspace.
  init(_ workspace: Workspace, since known: FileStates) {
    self.known = known
    isThere = [Bool](repeating: false, count: known.count)
    records = changed("records", [".yaml", ".yml", ".md"], workspace)
    observations = changed("observations", [".yaml", ".yml"], workspace)
  }

  /// The paths of known files that are no longer there.
  var missing: [String] {
    isThere.indices.filter { !isThere[$0] }.map(known.path)
  }

  /// The records of known files that are no longer there.
  var lost: [RecordID] {
    isThere.indices.filter { !isThere[$0] }.flatMap(known.records)
  }

  /// What the known files of records state, by their paths, as far as they are there.
  var standing: [(path: String, records: [RecordID])] {
    isThere.indices.filter { isThere[$0] }.map { (known.path($0), known.records($0)) }
      .filter { $0.path.hasPrefix("records/") }
  }

  private mutating func changed(_ folder: String, _ endings: [String], _ workspace: Workspace)
    -> [Files.Entry]
  {
    var (isThere, same, unchanged) = (isThere, 0, 0)
    let found = Files.list(
      workspace.path(folder), within: workspace.folder, endings: endings, as: "\(folder)/"
    ) { path, stamp in
      guard let place = known.place(of: path) else { return false }
      isThere[place] = true
      guard
        known.isSame(place, size: stamp.size, modifiedNanoseconds: stamp.modifiedNanoseconds)
      else { return false }
      same += 1
      unchanged += known.recordCount(place)
      return true
    }
    self.isThere = isThere
    self.unchanged += unchanged
    count += same + found.entries.count
    diagnostics += found.diagnostics
    return found.entries
  }
}
