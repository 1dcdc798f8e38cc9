import Glibc
import Primitives

/// The user's own editor.
enum Editor {
  /// Opens a file in `$VISUAL`, else `$EDITOR`, else vi, and waits until it is left.
  ///
  /// The variable may hold arguments, as with git: the shell splits it. The path is an argument of
  /// its own and never part of a command line.
  static func open(_ path: String) throws(Diagnostics) {
    let chosen = variable("VISUAL") ?? variable("EDITOR") ?? "vi"
    let words: [String] = ["sh", "-c", "\(chosen) \"$1\"", "sh", path]
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", nil, nil, arguments + [nil], environ)
    guard code == 0 else { throw failure(chosen, String(cString: strerror(code)), path) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw failure(chosen, String(cString: strerror(errno)), path) }
    }
    guard status == 0 else { throw failure(chosen, "it ended with an error", path) }
  }

  /// The text of a variable that is set and not empty.
  private static func variable(_ name: String) -> String? {
    guard let text = getenv(name) else { return nil }
    return text.pointee == 0 ? nil : String(cString: text)
  }

  private static func failure(_ editor: String, _ reason: String, _ path: String) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        "editor-failed", "the editor `\(editor)` can't be used: \(reason)",
        help: "set EDITOR to one that works; the text is in `\(path)`, give it with `--file`"))
  }
}
