import Foundation
import Testing

/// Inputs of a seed against everything that takes bytes from outside: no trap, no hang, no growth,
/// problems inside the input, and what is read and written again is the same.
///
/// A bounded number here; `make fuzz` goes on for longer. The work is done in a process of its own,
/// so that a trap names its input. What once failed lies in `Regressions/` and is tried first.
@Suite("Fuzzing") struct FuzzTests {
  @Test("no input traps, hangs or is misread")
  func bounded() throws {
    let program = Self.program
    try #require(FileManager.default.isExecutableFile(atPath: program.path))
    let environment = ProcessInfo.processInfo.environment
    let process = Process()
    process.executableURL = program
    process.arguments = [
      "--count", environment["WAYMARK_FUZZ"] ?? "80", "--seed", environment["WAYMARK_SEED"] ?? "1",
    ]
    let output = FileManager.default.temporaryDirectory.appending(
      path: "waymark-fuzz-\(UUID().uuidString)")
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOf: output, encoding: .utf8)
    #expect(process.terminationStatus == 0, "\(text)\nagain: make fuzz SEED=…")
    #expect(text.split(separator: "\n").count >= 10, "\(text)")
  }

  /// Beside the test bundle, as in `Journeys/Sandbox.swift`.
  private static let program: URL = {
    var arguments = CommandLine.arguments.map { URL(filePath: $0) }
    arguments.append(URL(filePath: "/proc/self/exe").resolvingSymlinksInPath())
    arguments.append(
      URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: ".build/debug/waymark-fuzz"))
    for argument in arguments {
      let beside = argument.deletingLastPathComponent().appending(path: "waymark-fuzz")
      if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    }
    return URL(filePath: "waymark-fuzz")
  }()
}
