import Glibc
import Primitives

/// Waits for changes of the files that a site is made from.
///
/// The system's notices (inotify) only wake it up; what counts is the sizes and times of the files,
/// so that an editor's temporary files cause nothing and a lost notice costs little. Where there
/// are no notices it looks every half second.
public struct SourceWatch {
  /// Why waiting ended.
  public enum Wake: Sendable, Hashable {
    case changed
    /// Something came in on the descriptor that was watched beside the files.
    case interrupted
  }

  private let workspace: Workspace
  private let notices: Int32
  private var watched: Set<String> = []
  private var last: Fingerprint

  /// Starts from the files as they are.
  public init(_ workspace: Workspace) {
    self.workspace = workspace
    notices = inotify_init1(Int32(O_CLOEXEC | O_NONBLOCK))
    last = SourceWatch.fingerprint(workspace)
    watch()
  }

  /// Ends the notices.
  public func close() { if notices >= 0 { _ = Glibc.close(notices) } }

  /// Whether the system tells of changes; else they are looked for every half second.
  public var isNotified: Bool { !watched.isEmpty }

  /// Returns when files have changed and then been left alone for a moment.
  ///
  /// - `interrupt`: a descriptor; when something can be read from it, waiting ends.
  public mutating func next(interrupt: Int32) -> Wake {
    while true {
      let (isInterrupted, _) = wait(interrupt, milliseconds: isNotified ? 5000 : 500)
      if isInterrupted { return .interrupted }
      guard SourceWatch.fingerprint(workspace) != last else { continue }
      // Editors write in several steps, version control writes many files.
      while true {
        let (isInterrupted, isMore) = wait(interrupt, milliseconds: 30)
        if isInterrupted { return .interrupted }
        if !isMore { break }
      }
      // A file that is empty is one that somebody is about to write into.
      if SourceWatch.hasEmptyFile(workspace), wait(interrupt, milliseconds: 300).0 {
        return .interrupted
      }
      last = SourceWatch.fingerprint(workspace)
      watch()
      return .changed
    }
  }

  /// Waits for a notice; tells whether the descriptor or a notice ended it.
  private func wait(_ interrupt: Int32, milliseconds: Int32) -> (Bool, Bool) {
    var descriptors = [
      pollfd(fd: interrupt, events: Int16(POLLIN), revents: 0),
      pollfd(fd: notices, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&descriptors, notices >= 0 ? 2 : 1, milliseconds)
    guard count > 0 else { return (false, false) }
    if descriptors[0].revents != 0 { return (true, false) }
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while read(notices, &buffer, buffer.count) > 0 {}
    return (false, true)
  }

  /// Asks for notices of every folder, new ones too; without any when the system refuses one.
  private mutating func watch() {
    guard notices >= 0 else { return }
    let mask = UInt32(
      IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB)
    var folders: Set<String> = [workspace.folder]
    for root in SourceWatch.roots { folders.formUnion(Files.folders(workspace.path(root))) }
    for folder in folders where inotify_add_watch(notices, folder, mask) < 0 {
      guard errno == ENOSPC || errno == ENOMEM else { continue }
      watched = []
      return
    }
    watched = folders
  }

  private static let roots = ["records", "observations", "templates", "site"]

  private static func hasEmptyFile(_ workspace: Workspace) -> Bool {
    roots.contains { root in
      Files.list(workspace.path(root), within: workspace.folder, endings: [""]).entries
        .contains { $0.stamp.size == 0 }
    }
  }

  /// Everything that a preview is made from, by path, size and time.
  private static func fingerprint(_ workspace: Workspace) -> Fingerprint {
    var mixed = Fingerprint()
    func mix(_ path: String, _ stamp: Files.Stamp?) {
      mixed.mix(path)
      mixed.mix(stamp?.size ?? -1)
      mixed.mix(stamp?.modifiedNanoseconds ?? -1)
    }
    mix("waymark.yaml", Files.stamp(of: workspace.path("waymark.yaml")))
    let ledger = workspace.path(workspace.settings.ledger)
    // An apply or a publish beside the preview is news as well.
    mix("ledger", Files.stamp(of: ledger))
    mix("log", Files.stamp(of: ledger + "-wal"))
    for root in roots {
      for entry in Files.list(
        workspace.path(root), within: workspace.folder, endings: [""]
      ).entries {
        guard !entry.path.hasSuffix("~"), !entry.path.hasSuffix(".swp") else { continue }
        mix("\(root)/\(entry.path)", entry.stamp)
      }
    }
    return mixed
  }
}
