import Glibc
import Primitives
import Subprocess

/// Runs git on one repository: fixed arguments, plumbing only, and none of the repository's own
/// programs.
///
/// A repository that is read may be hostile: its configuration can name programs for hooks, pagers,
/// file-system monitors, external diffs, filters, signatures and transports. Plumbing commands that
/// read objects need none of them, and each is switched off besides; nothing of the caller's
/// environment reaches git but `PATH`.
struct GitCommand: Sendable {
  /// The folder of the repository, as the user named it.
  let folder: String

  private static let hardening = [
    "--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs",
    "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.pager=cat",
    "-c", "core.attributesFile=/dev/null", "-c", "core.alternateRefsCommand=",
    "-c", "core.untrackedCache=false", "-c", "core.sshCommand=false", "-c", "diff.external=",
    "-c", "diff.renames=false", "-c", "diff.orderFile=", "-c", "gpg.program=false",
    "-c", "log.showSignature=false", "-c", "credential.helper=", "-c", "protocol.allow=never",
  ]

  /// `PATH` finds git itself; the empty identity of the rest keeps results the same everywhere.
  private static var environment: Environment {
    .custom([
      "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin", "LC_ALL": "C",
      "TZ": "UTC", "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_ATTR_NOSYSTEM": "1", "GIT_OPTIONAL_LOCKS": "0",
      "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_PAGER": "cat",
    ])
  }

  /// What a run left behind.
  struct Ended: Sendable {
    let isSuccess: Bool
    /// What git said on standard error, without the line break at its end.
    let message: String
  }

  /// Runs a command and hands on its output piece by piece as it comes.
  ///
  /// - `arguments`: the subcommand and what follows it.
  /// - `input`: what the command reads on its standard input.
  func run(
    _ arguments: [String], input: [UInt8] = [], into take: (UnsafeRawBufferPointer) -> Void
  ) async throws(Diagnostics) -> Ended {
    // A git that ends before it has read its input must not end this program too.
    if !input.isEmpty { signal(SIGPIPE, SIG_IGN) }
    do {
      let result = try await Subprocess.run(
        .name("git"), arguments: Arguments(Self.hardening + ["-C", folder] + arguments),
        environment: Self.environment, input: .array(input), output: .sequence,
        error: .string(limit: 1 << 20)
      ) { execution in
        for try await buffer in execution.standardOutput { buffer.withUnsafeBytes(take) }
      }
      var message = result.standardError
      while message.hasSuffix("\n") { message.removeLast() }
      return Ended(isSuccess: result.terminationStatus.isSuccess, message: message)
    } catch {
      throw Diagnostics(
        Diagnostic(
          "git-unusable", "git can't be run: \(error)",
          help: "install git, and see that PATH leads to it"))
    }
  }

  /// The whole output of a command that must succeed; for small outputs.
  func output(_ arguments: [String], input: [UInt8] = []) async throws(Diagnostics) -> [UInt8] {
    var bytes: [UInt8] = []
    let ended = try await run(arguments, input: input) { bytes.append(contentsOf: $0) }
    guard ended.isSuccess else { throw failure(arguments, ended) }
    return bytes
  }

  /// The parts of a command's output that end in a byte, one at a time, without that byte.
  func parts(
    _ arguments: [String], input: [UInt8] = [], endingIn end: UInt8,
    _ take: (UnsafeRawBufferPointer) -> Void
  ) async throws(Diagnostics) {
    var rest: [UInt8] = []
    let ended = try await run(arguments, input: input) { chunk in
      var start = 0
      for index in chunk.indices where chunk[index] == end {
        let part = UnsafeRawBufferPointer(rebasing: chunk[start..<index])
        if rest.isEmpty {
          take(part)
        } else {
          rest.append(contentsOf: part)
          rest.withUnsafeBytes(take)
          rest.removeAll(keepingCapacity: true)
        }
        start = index + 1
      }
      rest.append(contentsOf: chunk[start...])
    }
    if !rest.isEmpty { rest.withUnsafeBytes(take) }
    guard ended.isSuccess else { throw failure(arguments, ended) }
  }

  /// The diagnostic of a command that git refused.
  func failure(_ arguments: [String], _ ended: Ended) -> Diagnostics {
    let command = arguments.first ?? ""
    let said = ended.message.split(separator: "\n").first.map(String.init) ?? "no reason"
    if ended.message.contains("dubious ownership") {
      return Diagnostics(
        Diagnostic(
          "repository-of-somebody-else", "`\(folder)` belongs to another user, and git refuses it",
          help: "make a clone of your own (git clone \(folder)) and import that"))
    }
    if ended.message.contains("not a git repository") {
      return Diagnostics(
        Diagnostic(
          "no-repository", "`\(folder)` is no git repository",
          help: "name the folder that holds `.git`, or a bare repository"))
    }
    return Diagnostics(
      Diagnostic(
        "git-failed", "git \(command) failed in `\(folder)`: \(said)",
        help: "check the repository with `git -C \(folder) fsck`"))
  }
}
