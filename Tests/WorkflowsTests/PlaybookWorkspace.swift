import Foundation
import Primitives
import Records
import Workflows

/// A copy of `playbooks/` with a ledger of its own in which every document is published.
///
/// Made once; each test takes a copy of the folder, because an append changes it.
final class PlaybookWorkspace {
  let folder: URL
  let workspace: Workspace
  /// 2026-03-01T00:00:00Z.
  static let now = Instant(milliseconds: 1_772_323_200_000)

  private static let published = Result { () throws -> URL in
    let playbooks = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "playbooks")
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "waymark-playbooks-\(getpid())")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["waymark.yaml", "records"] {
      try FileManager.default.copyItem(
        at: playbooks.appending(path: name), to: folder.appending(path: name))
    }
    let workspace = try Workspace(folder: folder.path)
    var options = Apply.Options(at: now)
    options.by = "tester"
    _ = try Apply.run(workspace, options)
    _ = try Publish.run(workspace, Situation.View(), programVersion: "test")
    return folder
  }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "waymark-playbooks-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: try Self.published.get(), to: folder)
    workspace = try Workspace(folder: folder.path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var options: Append.Options {
    var options = Append.Options(at: Self.now)
    options.by = "tester"
    return options
  }
}
