import Foundation

/// A git repository in a folder of its own, made by a test; taken away when the value goes.
public final class ScratchRepository {
  /// The folder.
  public let folder: URL
  private var clock = 1_500_000_000

  /// Makes an empty repository whose branch is `master`.
  public init() throws {
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "waymark-git-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try git("init", "--quiet", "--initial-branch=master")
  }

  /// Clones a repository or bundle, with every branch of it.
  public init(cloning source: URL, _ options: String...) throws {
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "waymark-git-\(UUID().uuidString)")
    try Self.run(
      ["clone", "--quiet"] + options
        + [(options.isEmpty ? "" : "file://") + source.path, folder.path], at: nil,
      seconds: 1_500_000_000)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Runs git in the repository; commits and tags get an hour each on a clock of their own.
  public func git(_ arguments: String...) throws {
    clock += 3600
    try Self.run(arguments, at: folder, seconds: clock)
  }

  /// Writes files, or takes them away where the text is `nil`, and commits all of it.
  public func commit(_ message: String, _ files: [String: String?] = [:]) throws {
    for (path, text) in files {
      let url = folder.appending(path: path)
      guard let text else {
        try FileManager.default.removeItem(at: url)
        continue
      }
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    try git("add", "--all")
    try git("commit", "--quiet", "--allow-empty", "--message", message)
  }

  /// What git answered with a failure.
  public struct Failure: Error {
    /// The arguments of the run.
    public let arguments: [String]
    /// The exit code.
    public let code: Int32
  }

  private static func run(_ arguments: [String], at folder: URL?, seconds: Int) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/git")
    process.arguments = arguments
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TZ": "UTC", "LC_ALL": "C",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
      "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
      "GIT_AUTHOR_DATE": "\(seconds) +0000", "GIT_COMMITTER_DATE": "\(seconds) +0000",
    ]
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(arguments: arguments, code: process.terminationStatus)
    }
  }
}
