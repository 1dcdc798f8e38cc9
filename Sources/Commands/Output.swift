import Glibc
import Primitives
import Synchronization

/// Everything that the program prints goes through here.
enum Output {
  private static let quiet = Atomic<Bool>(false)

  /// Whether only problems are to be told: `--quiet`.
  static var isQuiet: Bool {
    get { quiet.load(ordering: .relaxed) }
    set { quiet.store(newValue, ordering: .relaxed) }
  }

  /// Prints a line about what was done, unless only problems are wanted.
  static func summary(_ text: String) { if !isQuiet { line(text) } }

  /// Prints a line for people to standard output: nothing in it commands their terminal.
  static func line(_ text: String) { bytes(Array((TerminalText.visible(text) + "\n").utf8)) }

  /// Prints bytes to standard output.
  static func bytes(_ bytes: [UInt8]) { write(bytes, to: 1) }

  /// Prints text to standard error.
  static func error(_ text: String) { write(Array(text.utf8), to: 2) }

  /// Prints problems to standard error, then how many there are.
  static func problems(_ problems: [Diagnostic]) {
    for problem in problems { error(problem.text + "\n") }
    let (errors, warnings) = (
      problems.count { $0.severity == .error }, problems.count { $0.severity == .warning }
    )
    guard errors + warnings > 1 else { return }
    let parts = [
      errors > 0 ? count(errors, "error", "errors") : nil,
      warnings > 0 ? count(warnings, "warning", "warnings") : nil,
    ]
    error(parts.compactMap(\.self).joined(separator: ", ") + "\n")
  }

  /// The first error of writing to standard output; 0 when there was none.
  private static let loss = Mutex<Int32>(0)

  /// Whether standard output takes no more.
  static var isLost: Bool { loss.withLock { $0 != 0 } }

  /// What is said when not everything could be printed; a reader that left early, as `head` does,
  /// lost nothing that it wanted.
  static var lossDiagnostic: Diagnostic? {
    let number = loss.withLock { $0 }
    guard number != 0, number != EPIPE else { return nil }
    return Diagnostic(
      "output-lost", "can't write to standard output: \(String(cString: strerror(number)))",
      help: number == ENOSPC
        ? "make room where the output goes, and run the command again"
        : "see where standard output leads")
  }

  /// Gives standard input, output and error a place where the caller closed them: the next file to
  /// be opened would get their numbers, and what is printed would land in it.
  static func secureDescriptors() {
    while case let descriptor = open("/dev/null", O_RDWR), descriptor >= 0 {
      guard descriptor > 2 else { continue }
      close(descriptor)
      return
    }
  }

  /// `1 page`, `2 pages`.
  static func count(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 {
        // Nothing can be said of standard error but there.
        if descriptor == 1 { loss.withLock { if $0 == 0 { $0 = count < 0 ? errno : EIO } } }
        return
      }
      offset += count
    }
  }

  /// A table with aligned columns and two blanks between them.
  static func table(_ header: [String], _ rows: [[String]]) {
    var widths = header.map { _ in 0 }
    let lines = ([header] + rows).map { row in
      row.enumerated().map { index, cell in
        let cell = TerminalText.line(cell)
        let width = TerminalText.width(of: cell)
        widths[index] = max(widths[index], width)
        return (cell, width)
      }
    }
    // One write for all: a long table has thousands of lines.
    var text = ""
    for line in lines {
      for (index, (cell, width)) in line.enumerated() {
        text += cell
        if index < line.count - 1 {
          text += String(repeating: " ", count: widths[index] - width + 2)
        }
      }
      text += "\n"
    }
    bytes(Array(text.utf8))
  }
}
