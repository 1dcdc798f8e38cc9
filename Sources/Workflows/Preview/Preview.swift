import Glibc
import Ledger
import Primitives
import Publishing
import Records

/// The site as it would be after `waymark apply`, from the files as they are: for writers.
///
/// Nothing is recorded and the published site is not touched. The files are applied to a copy of
/// the ledger under `.waymark/preview/`, so that a preview has the editions, the history and the
/// numbers that the real site would have, and a mistake costs nothing.
public struct Preview {
  /// What a run of the preview came to.
  public struct Outcome: Sendable {
    /// The folder of the site; `nil` when the files can't be read and the last site stays.
    public var site: String?
    /// What is wrong with the files or the site, in reading order.
    public var problems: [Diagnostic] = []
    /// How many files of the site changed.
    public var changed = 0
    /// How many pages it has.
    public var pages = 0
  }

  private let folder: String
  private let view: Situation.View
  private let programVersion: String
  /// Held while the preview lives, so that two of them don't share a ledger.
  private let lock: Int32
  /// The real ledger when it was copied: its newest link, or `nil` if there was none.
  private var copied: Head??
  /// What the real ledger had when it was copied.
  private var recorded: Set<RecordID> = []

  /// Prepares a preview of a workspace.
  ///
  /// - Throws: `preview-running` when there is one already.
  public init(_ workspace: Workspace, _ view: Situation.View, programVersion: String)
    throws(Diagnostics)
  {
    folder = workspace.folder
    self.view = view
    self.programVersion = programVersion
    let state = workspace.path(Self.state)
    try Files.makeFolder(state)
    lock = open("\(state)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      throw Diagnostics(
        Diagnostic(
          "preview-running", "another preview of `\(workspace.folder)` is running",
          help: "use that one, or stop it with Ctrl-C"))
    }
  }

  private static let state = ".waymark/preview"

  /// The folder that the preview's site is written to.
  public func site(_ workspace: Workspace) -> String { workspace.path("\(Self.state)/site") }

  /// Reads what changed and builds the site; every problem is in the outcome.
  public mutating func run(progress: Progress = Progress()) -> Outcome {
    do throws(Diagnostics) {
      let workspace = try Workspace(folder: folder)
      return try run(workspace, progress)
    } catch {
      return Outcome(problems: error.all)
    }
  }

  private mutating func run(_ workspace: Workspace, _ progress: Progress) throws(Diagnostics)
    -> Outcome
  {
    var copy = workspace
    copy.settings.ledger = "\(Self.state)/ledger.db"
    copy.siteState = "\(Self.state)/state"
    if try refresh(workspace, copy, isForced: false) == false { _ = try Journal.restore(copy) }
    var options = Apply.Options(at: Clock.now())
    options.by = Author.name()
    options.progress = progress
    var applied = try Apply.run(copy, options)
    if try hasStrays(copy) {
      // A record that was only ever previewed and whose file is gone or says another id now.
      _ = try refresh(workspace, copy, isForced: true)
      applied = try Apply.run(copy, options)
    }
    let built = try BuildSite.run(
      copy, view, output: site(workspace), programVersion: programVersion, mode: .preview,
      progress: progress)
    return Outcome(
      site: built.output, problems: applied.warnings + built.problems,
      changed: built.report.changed, pages: built.report.pages)
  }

  /// Copies the real ledger when it is not the one that was copied; `false` if there is none.
  private mutating func refresh(_ workspace: Workspace, _ copy: Workspace, isForced: Bool)
    throws(Diagnostics) -> Bool
  {
    let path = workspace.path(workspace.settings.ledger)
    let target = copy.path(copy.settings.ledger)
    guard Files.exists(path) else {
      if copied != .some(nil) || isForced { remove(target) }
      copied = .some(nil)
      recorded = []
      return false
    }
    do {
      let ledger = try workspace.ledger(.readOnly)
      let (head, ids) = try ledger.read { (try $0.head(), try $0.ids()) }
      if copied == .some(head), !isForced, Files.exists(target) { return true }
      remove(target)
      try ledger.copy(to: target)
      copied = .some(head)
      recorded = ids
    } catch {
      throw Diagnostics(failure: error)
    }
    return true
  }

  /// Whether the copy has records that neither the real ledger nor any file has.
  private func hasStrays(_ copy: Workspace) throws(Diagnostics) -> Bool {
    do {
      let (ids, files) = try copy.ledger(.readOnly).read { (try $0.ids(), try $0.knownFiles()) }
      var stated = recorded
      for (path, stamp) in files where Files.exists(copy.path(path)) {
        stated.formUnion(stamp.records)
      }
      return !ids.isSubset(of: stated)
    } catch {
      throw Diagnostics(failure: error)
    }
  }

  private func remove(_ ledger: String) {
    for ending in ["", "-wal", "-shm"] { Files.remove(ledger + ending) }
  }
}
