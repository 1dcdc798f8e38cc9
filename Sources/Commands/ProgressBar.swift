import Dispatch
import Glibc
import Primitives
import Synchronization

/// One line at the bottom of a terminal that tells how far the work is.
///
/// Only on a terminal that can move its cursor, only on standard error, and only once the work has
/// taken a third of a second: what is quick or redirected shows nothing. The line is painted over
/// in one write, eight times a second, and taken away at the end.
enum ProgressBar {
  /// Runs work that counts its progress.
  static func showing<T>(_ work: (Progress) throws -> T) rethrows -> T {
    let progress = Progress()
    guard isWanted else { return try work(progress) }
    let painter = Painter(progress)
    defer { painter.end() }
    return try work(progress)
  }

  private static var isWanted: Bool {
    isatty(2) == 1 && !Output.isQuiet && variable("TERM") != "dumb" && variable("CI") == nil
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The line for a state, no longer than the terminal is wide.
  static func line(_ state: Progress.State, width: Int, tick: Int) -> String {
    guard !state.work.isEmpty, width > 20 else { return "" }
    guard state.total > 0 else {
      let dots = String(repeating: ".", count: tick % 4)
      return String("\(state.work)\(dots)".prefix(width - 1))
    }
    let count = "\(grouped(state.done))/\(grouped(state.total))"
    let label = String(state.work.prefix(24))
    let room = min(40, width - label.count - count.count - 5)
    guard room >= 8 else { return String("\(label) \(count)".prefix(width - 1)) }
    let filled = room * state.done / state.total
    let bar =
      String(repeating: "#", count: filled) + String(repeating: "-", count: room - filled)
    return "\(label) [\(bar)] \(count)"
  }

  /// `10240` as `10,240`.
  private static func grouped(_ number: Int) -> String {
    var out = ""
    for (place, digit) in String(number).reversed().enumerated() {
      if place > 0, place % 3 == 0 { out.insert(",", at: out.startIndex) }
      out.insert(digit, at: out.startIndex)
    }
    return out
  }

  /// The terminal's columns; 80 where it does not say.
  private static var width: Int {
    var size = winsize()
    return ioctl(2, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// Paints from a thread of its own.
  private final class Painter: Sendable {
    private let left = DispatchSemaphore(value: 0)
    private let woken = DispatchSemaphore(value: 0)

    init(_ progress: Progress) {
      DispatchQueue(label: "progress").async { [self] in
        var (tick, last) = (0, "")
        while woken.wait(timeout: .now() + .milliseconds(tick == 0 ? 330 : 125)) == .timedOut {
          tick += 1
          let line = ProgressBar.line(progress.state, width: ProgressBar.width, tick: tick)
          if line != last { Output.error("\r\(line)\u{1B}[K") }
          last = line
        }
        if !last.isEmpty { Output.error("\r\u{1B}[K") }
        left.signal()
      }
    }

    /// Takes the line away and returns when it is gone.
    func end() {
      woken.signal()
      left.wait()
    }
  }
}
