import Foundation
import Glibc
import Primitives

/// Watches children, keeps the inputs that they fail on, and goes on behind them.
struct Parent {
  var targets: [Target]
  var count: Int
  var seconds: Double
  var seed: Int
  /// Whether failing inputs are kept in the repository.
  var keeps: Bool

  /// How long one input may take, in seconds, before the child is taken to hang.
  private static let patience = 60.0
  /// How many failures of one target are looked for.
  private static let mostFailures = 5

  /// Runs everything; whether nothing failed.
  func run() -> Bool {
    var isSound = true
    for target in targets {
      if !replay(target) { isSound = false }
      var (from, failures) = (0, 0)
      let start = ContinuousClock.now
      while from < count, failures < Self.mostFailures {
        let rest = seconds > 0 ? max(0.1, seconds - (ContinuousClock.now - start) / .seconds(1)) : 0
        let (outcome, done, input) = watch(
          [
            "--child", target.name, "--seed", "\(seed)", "--from", "\(from)", "--count", "\(count)",
            "--seconds", "\(rest)",
          ])
        guard let outcome else {
          from = done
          break
        }
        tell(target, outcome, number: done - 1, input)
        (isSound, from, failures) = (false, done, failures + 1)
      }
      print("\(target.name): \(from) inputs, \(failures) failures")
      fflush(nil)
    }
    return isSound
  }

  private func replay(_ target: Target) -> Bool {
    let folder = Corpus.regressions.appending(path: target.name).path
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    guard !names.isEmpty else { return true }
    let paths = names.map { "\(folder)/\($0)" }
    var isSound = true
    for path in paths {
      let (outcome, _, _) = watch(["--replay", target.name, path])
      guard let outcome else { continue }
      print("\(target.name): \(outcome.text)\n  again on \(path)")
      isSound = false
    }
    return isSound
  }

  private func tell(_ target: Target, _ outcome: Outcome, number: Int, _ input: [UInt8]) {
    print("\(target.name): input \(number) of seed \(seed): \(outcome.text)")
    print(
      "  \(String(decoding: JSONText.canonical(.string(String(decoding: input.prefix(600), as: UTF8.self))), as: UTF8.self))"
    )
    guard keeps else { return }
    let url = Corpus.regressions.appending(path: target.name)
      .appending(path: Digest(of: input).short)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(input).write(to: url)
      print("  kept in \(url.path)")
    } catch { print("  it could not be kept: \(error)") }
  }

  private struct Outcome { let text: String }

  /// Runs a child to its end; what went wrong, how many inputs were begun, and the last one.
  private func watch(_ arguments: [String]) -> (Outcome?, Int, [UInt8]) {
    let file = "\(NSTemporaryDirectory())/waymark-fuzz-\(getpid())"
    let output = file + ".out"
    defer {
      unlink(file)
      unlink(output)
    }
    guard let progress = SharedProgress(path: file, makes: true),
      let child = spawn(arguments + ["--file", file], output)
    else { return (Outcome(text: "no child can be started"), 0, []) }
    var (status, last, since): (Int32, Int, ContinuousClock.Instant) = (0, -1, .now)
    while waitpid(child, &status, WNOHANG) == 0 {
      usleep(20_000)
      if progress.count != last { (last, since) = (progress.count, .now) }
      if (ContinuousClock.now - since) / .seconds(1) > Self.patience {
        kill(child, SIGKILL)
        waitpid(child, &status, 0)
        return (Outcome(text: "it hangs"), progress.count, progress.input)
      }
    }
    let said = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
    let text: String? =
      if status & 0x7f != 0 {
        "signal \(status & 0x7f): \(said.split(separator: "\n").first { $0.contains("atal error") } ?? said.prefix(400))"
      } else if status != 0 { String(said.prefix(3000)) } else { nil }
    return (text.map { Outcome(text: $0) }, progress.count, progress.input)
  }

  private func spawn(_ arguments: [String], _ output: String) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    let words = (["waymark-fuzz"] + arguments).map { strdup($0) } + [nil]
    // A trap is what is looked for; the backtrace of each would take seconds.
    let variables =
      ProcessInfo.processInfo.environment.filter { $0.key != "SWIFT_BACKTRACE" }
      .merging(["SWIFT_BACKTRACE": "enable=no", "SOURCE_DATE_EPOCH": "1767225600"]) { $1 }.map {
        strdup("\($0)=\($1)")
      } + [nil]
    defer { for text in words + variables { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, "/proc/self/exe", &actions, nil, words, variables)
    return code == 0 ? process : nil
  }
}
