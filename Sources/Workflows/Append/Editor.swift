import Glibc
import Primitives

/// The user's own editor.
enum Editor {
  /// Opens a file in `$VISUAL`, else `$EDITOR`, else vi, and waits until it is left.
  ///
  /// - Throws: `editor-failed` when it can't be started or ends with an error; what it has written by
  ///   then is in the file.
  /// The variable may hold arguments, as with git: the shell splits it. The path is an argument of
  /// its own and never part of a command line.
  static func open(_ path: String) throws(Diagnostics) {
    let chosen = variable("VISUAL") ?? variable("EDITOR") ?? "vi"
    let words: [String] = ["sh", "-c", "\(chosen) \"$1\"", "sh", path]
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var interrupts = sigset_t()
    sigemptyset(&interrupts)
    sigaddset(&interrupts, SIGINT)
    sigaddset(&interrupts, SIGQUIT)
    posix_spawnattr_setsigdefault(&attributes, &interrupts)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    // Control-C in the editor is the editor's: ended by it, nobody would be told of the text.
    let before = (signal(SIGINT, SIG_IGN), signal(SIGQUIT, SIG_IGN))
    defer {
      signal(SIGINT, before.0)
      signal(SIGQUIT, before.1)
    }
    let code = posix_spawn(&process, "/bin/sh", nil, &attributes, arguments + [nil], environ)
    guard code == 0 else { throw failure(chosen, "can't be started: \(reason(code))") }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw failure(chosen, "was lost: \(reason(errno))") }
    }
    let (ending, exit) = (status & 0x7f, status >> 8 & 0xff)
    switch (ending, exit) {
    case (0, 0): return
    case (0, 127): throw failure(chosen, "can't be found")
    case (0, _): throw failure(chosen, "ended with \(exit)")
    default: throw failure(chosen, "was ended by signal \(ending)")
    }
  }

  /// The text of a variable that is set and not empty.
  private static func variable(_ name: String) -> String? {
    guard let text = getenv(name) else { return nil }
    return text.pointee == 0 ? nil : String(cString: text)
  }

  private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

  private static func failure(_ editor: String, _ what: String) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        "editor-failed", "the editor `\(editor)` \(what); nothing is appended",
        help: "set EDITOR to one that works, or say the fields with options"))
  }
}
