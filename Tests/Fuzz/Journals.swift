import Foundation
import Ledger
import Primitives
import Records
import Workflows

/// Journals that are read into a ledger on a disk in memory.
enum Journals {
  static let tokens = [
    #""rev":"#, #""type":"revision""#, #""type":"edition""#, #""type":"text""#, #""fields":{}"#,
    #""number":0"#, #""rev":0"#, #""rev":-1"#, #""document":"../x""#, #""id":"../../x""#,
    #""kind":"compatibility""#, #""digest":"00""#, "\n\n", "{}", "[]",
  ]

  /// The journal of a small ledger, whole and in parts.
  static let seeds: [[UInt8]] = {
    guard let workspace = try? workspace("seed") else { return [] }
    try? fill(workspace)
    guard let whole = try? Journal.export(workspace) else { return [] }
    return [whole, Array(whole.prefix(whole.count / 2))]
  }()

  private static func workspace(_ name: String) throws -> Workspace {
    let base =
      FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    let folder = "\(base)/waymark-fuzz-\(getpid())-\(name)"
    try? FileManager.default.removeItem(atPath: folder)
    _ = try Workspace.create(in: folder, title: "Fuzz")
    return try Workspace(folder: folder)
  }

  private static func fill(_ workspace: Workspace) throws {
    let record = "title: A\nsummary: s\ntype: service\n"
    let folder = URL(filePath: workspace.folder).appending(path: "records")
    for (path, text) in [
      ("component/a.yaml", record), ("component/b.yaml", record),
      ("change/c.yaml", "title: Faster\ncomponent: a\ntype: changed\n"),
    ] {
      let url = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    var options = Apply.Options(at: Instant(milliseconds: 1_700_000_000_000))
    options.by = "fuzz"
    _ = try Apply.run(workspace, options)
    _ = try Publish.run(workspace, Situation.View(), programVersion: "fuzz")
  }

  static func check(_ bytes: [UInt8]) throws {
    let workspace = try workspace("target")
    defer { try? FileManager.default.removeItem(atPath: workspace.folder) }
    do throws(Diagnostics) {
      _ = try Journal.read(bytes, named: "j", into: workspace)
    } catch {
      try requireSense(error.all, of: bytes, in: "j")
      let ledger = try workspace.ledger(.readOnly)
      return try require(try ledger.head().sequence == 0, "a refused journal left something")
    }
    let problems = try workspace.ledger(.readOnly).verify().problems
    try require(problems.isEmpty, "what was taken in does not verify: \(problems.map(\.message))")
    let again = try Journal.export(workspace)
    let copy = try self.workspace("copy")
    defer { try? FileManager.default.removeItem(atPath: copy.folder) }
    _ = try Journal.read(again, named: "j", into: copy)
    try require(try Journal.export(copy) == again, "a journal of a journal is another one")
    // What a foreign journal brought is published and kept inside the workspace.
    _ = try? Publish.run(workspace, Situation.View(), programVersion: "fuzz")
  }
}
