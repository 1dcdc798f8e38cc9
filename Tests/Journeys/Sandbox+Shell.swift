import Foundation
import Glibc

extension Sandbox {
  /// Runs a script with the shell, without the signal mask of the tests, under which a shell waits
  /// for its children in vain.
  ///
  /// `mounting` gives it mounts of its own, where the system allows that; `nil` where it does not.
  func shell(_ script: String, mounting: Bool) throws -> Run? {
    guard mounting else { return try shell(script) }
    let namespace = ["/usr/bin/unshare"] + (geteuid() == 0 ? ["-m"] : ["-Um", "--map-root-user"])
    let probe = try spawned(
      namespace + ["/bin/sh", "-c", "mkdir -p probe && mount -t tmpfs tmpfs probe"])
    guard probe.code == 0 else {
      print("skipped: mounts of one's own are not allowed here")
      return nil
    }
    return try spawned(namespace + ["/bin/sh", "-c", script])
  }

  /// Runs a script with the shell.
  func shell(_ script: String) throws -> Run { try spawned(["/bin/sh", "-c", script]) }

  private func spawned(_ words: [String]) throws -> Run {
    let name = folder.appending(path: ".run-\(UUID().uuidString)").path
    defer { for ending in [".out", ".error"] { unlink(name + ending) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for (descriptor, ending) in [(1, ".out"), (2, ".error")] {
      posix_spawn_file_actions_addopen(
        &actions, Int32(descriptor), name + ending, O_WRONLY | O_CREAT, 0o600)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    // The working folder is said by the shell: the process has one for all its threads.
    let inside = ["/usr/bin/env", "-C", folder.path] + words
    let arguments = inside.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var process: pid_t = 0
    guard posix_spawn(&process, "/usr/bin/env", &actions, &attributes, arguments, variables) == 0
    else { return Run(code: -1, out: "", error: "can't be started") }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    func text(_ ending: String) -> String {
      String(decoding: FileManager.default.contents(atPath: name + ending) ?? Data(), as: UTF8.self)
    }
    let code = status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f)
    return Run(code: code, out: text(".out"), error: text(".error"))
  }
}
