import Foundation
import Primitives
import Records
import Workflows

/// A workspace in a folder of its own, taken away with the value.
final class ScratchWorkspace {
  let folder: URL
  let workspace: Workspace
  /// 2026-01-01T00:00:00Z.
  let now = Instant(milliseconds: 1_767_225_600_000)

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "waymark-workflows-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try Workspace.create(in: folder.path, title: "Scratch")
    workspace = try Workspace(folder: folder.path)
    try write(
      "title: Platform\nkind: team\ncontact: '#platform'\n", to: "records/team/platform.yaml")
    try write(
      "title: Shop\ntype: service\nlifecycle: production\nversionScheme: semver\n",
      to: "records/component/shop.yaml")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ text: String, to path: String) throws {
    let url = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  @discardableResult
  func apply(_ change: (inout Apply.Options) -> Void = { _ in }) throws -> Apply.Outcome {
    var options = Apply.Options(at: now)
    options.by = "tester"
    change(&options)
    return try Apply.run(workspace, options)
  }

  func options(by: String = "tester") -> Append.Options {
    var options = Append.Options(at: now)
    options.by = by
    return options
  }

  func newest(_ id: String) throws -> Record? { try Inventory.history(workspace, id).last?.record }
}

extension ScratchWorkspace {
  static let incident = """
    # What the shop lost; keep this line.
    title: Orders lost
    severity: 2
    component: shop
    detection: {how: customer}
    impact: {text: Orders were lost.}
    timeline:
      # Times are from the log.
      - at: 2025-11-14T09:30:00Z
        text: The first order is lost.

    # Below: what is to be done.
    tags: [orders]
    """
}
