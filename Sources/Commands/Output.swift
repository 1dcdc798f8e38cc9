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

  /// Prints a line to standard output.
  static func line(_ text: String) { bytes(Array((text + "\n").utf8)) }

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

  /// Waits until everything is out; a closed pipe is no error of ours.
  static func flush() { fflush(nil) }

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
      if count <= 0 { return }
      offset += count
    }
  }

  /// A table with aligned columns and two blanks between them.
  static func table(_ header: [String], _ rows: [[String]]) {
    var widths = header.map(\.unicodeScalars.count)
    for row in rows {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], cell.unicodeScalars.count)
      }
    }
    // One write for all: a long table has thousands of lines.
    var text = ""
    for row in [header] + rows {
      for (index, cell) in row.enumerated() {
        text += cell
        if index < row.count - 1 {
          text += String(repeating: " ", count: widths[index] - cell.unicodeScalars.count + 2)
        }
      }
      text += "\n"
    }
    bytes(Array(text.utf8))
  }
}
