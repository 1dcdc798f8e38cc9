import Foundation
import Testing

/// A folder of its own under the system's temporary folder, and the program to run in it.
///
/// Taken away when the value goes. The program is the debug binary beside the test bundle.
final class Sandbox {
  /// What a run of the program left behind.
  struct Run {
    let code: Int32
    let out: String
    let error: String
  }

  let folder: URL
  /// The variables that every run starts with.
  var environment = [
    "SOURCE_DATE_EPOCH": "1767225600", "WAYMARK_AUTHOR": "tester", "PATH": "/usr/bin:/bin",
    "HOME": "/nonexistent", "TZ": "UTC", "LC_ALL": "C",
  ]

  init() throws {
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "waymark-journey-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The program that was built with these tests, or the one that `WAYMARK_PROGRAM` names.
  static let program: URL = {
    if let other = ProcessInfo.processInfo.environment["WAYMARK_PROGRAM"] {
      return URL(filePath: other)
    }
    // The bundle is `<build>/waymark PackageTests.xctest`; the program lies beside it.
    var arguments = CommandLine.arguments.map { URL(filePath: $0) }
    arguments.append(URL(filePath: "/proc/self/exe").resolvingSymlinksInPath())
    arguments.append(
      URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: ".build/debug/waymark"))
    for argument in arguments {
      let beside = argument.deletingLastPathComponent().appending(path: "waymark")
      if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    }
    return URL(filePath: "waymark")
  }()

  /// Runs `waymark` with arguments, and a folder within the sandbox as the working folder.
  @discardableResult
  func waymark(_ arguments: String..., at path: String = ".") throws -> Run {
    try run(Self.program, arguments, at: path)
  }

  /// Runs any program.
  @discardableResult
  func run(_ program: URL, _ arguments: [String], at path: String = ".") throws -> Run {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = folder.appending(path: path)
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: nothing waits for a reader.
    let (out, error) = try (sink(), sink())
    process.standardOutput = out.handle
    process.standardError = error.handle
    try process.run()
    process.waitUntilExit()
    return Run(
      code: process.terminationStatus, out: try Self.drained(out), error: try Self.drained(error))
  }

  /// Writes a file and the folders above it.
  func write(_ text: String, to path: String) throws {
    let url = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// The text of a file.
  func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  /// The bytes of every file under a folder, by path; hidden ones too.
  func tree(_ path: String) throws -> [String: Data] {
    let base = folder.appending(path: path).resolvingSymlinksInPath()
    var files: [String: Data] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: base.path) ?? .init() {
      let url = base.appending(path: name)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files[name] = try Data(contentsOf: url)
    }
    return files
  }

  private func sink() throws -> (url: URL, handle: FileHandle) {
    let url = folder.appending(path: ".run-\(UUID().uuidString)")
    try Data().write(to: url)
    return (url, try FileHandle(forWritingTo: url))
  }

  private static func drained(_ sink: (url: URL, handle: FileHandle)) throws -> String {
    try sink.handle.close()
    defer { try? FileManager.default.removeItem(at: sink.url) }
    return String(decoding: try Data(contentsOf: sink.url), as: UTF8.self)
  }
}

extension Sandbox {
  /// Makes a workspace in `demo` with a component, a team and an upgrade.
  func makeDemo() throws {
    try waymark("init", "demo", "--title", "Demo")
    try write(Samples.team, to: "demo/records/team/platform.yaml")
    try write(Samples.component, to: "demo/records/component/shop.yaml")
    try write(Samples.upgrade, to: "demo/records/upgrade/shop-2.yaml")
  }
}
