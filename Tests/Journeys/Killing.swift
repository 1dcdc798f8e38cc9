import Foundation
import Glibc
import TestSupport
import Testing

/// Runs of the program that are killed (SIGKILL) at a moment of their own.
///
/// Without Foundation's `Process`: the kill has to come at a known time after the start.
struct Killing {
  let sandbox: Sandbox
  /// The workspace.
  let folder: URL

  init(_ sandbox: Sandbox, at path: String) {
    (self.sandbox, folder) = (sandbox, sandbox.folder.appending(path: path))
  }

  /// How many kills each command gets; `WAYMARK_KILLS=2000` for a long run.
  static let count =
    ProcessInfo.processInfo.environment["WAYMARK_KILLS"].flatMap { Int($0) } ?? 50
  /// Where the moments start; `WAYMARK_SEED` for others.
  static let seed = ProcessInfo.processInfo.environment["WAYMARK_SEED"].flatMap { Int($0) } ?? 1

  /// Runs the program to its end; its exit code.
  @discardableResult
  func run(_ arguments: [String]) -> Int32 {
    guard let process = spawn(arguments) else { return -1 }
    return wait(for: process)
  }

  /// Starts the program and kills it; whether it was still running.
  func kill(_ arguments: [String], after microseconds: Int) -> Bool {
    guard let process = spawn(arguments) else { return false }
    usleep(UInt32(microseconds))
    Glibc.kill(process, SIGKILL)
    return wait(for: process) == -Int32(SIGKILL)
  }

  /// How long a run takes, in microseconds: the slowest of some.
  func duration(_ arguments: [String], times: Int = 1) -> Int {
    var longest = 0
    for _ in 0..<times {
      let start = ContinuousClock.now
      run(arguments)
      let took = ContinuousClock.now - start
      longest = max(longest, Int(took / .microseconds(1)))
    }
    return longest
  }

  /// Moments spread over a command's duration, without the time that any command needs to start.
  func moments(for duration: Int) -> [Int] {
    let start = self.duration(["--version"], times: 3) * 2 / 3
    var random = SeededGenerator(seed: Self.seed &* 7919 &+ duration % 13)
    return (0..<Self.count).map { _ in random.number(start...max(start + 1, duration * 21 / 20)) }
  }

  private func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : -signal
  }

  private func spawn(_ arguments: [String]) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in 0...2 {
      posix_spawn_file_actions_addopen(&actions, Int32(descriptor), "/dev/null", O_RDWR, 0)
    }
    // The test process blocks signals that its children need.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let workspace = arguments == ["--version"] ? [] : ["--workspace", folder.path]
    let words = ([Sandbox.program.path] + arguments + workspace).map { strdup($0) } + [nil]
    let variables = sandbox.environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(
      &process, Sandbox.program.path, &actions, &attributes, words, variables)
    return code == 0 ? process : nil
  }
}
