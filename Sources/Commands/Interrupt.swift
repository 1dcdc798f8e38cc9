import Dispatch
import Glibc
import Primitives

/// Turns Ctrl-C and a polite kill into something that can be waited for beside files.
final class Interrupt {
  /// Becomes readable when the program is to end.
  let descriptor: Int32
  private let writer: Int32
  private let sources: [any DispatchSourceSignal]

  /// - Throws: when the system gives no pipe.
  init() throws(Diagnostics) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw Diagnostics(
        Diagnostic("no-pipe", "the system gives no pipe", help: "close other programs"))
    }
    (descriptor, writer) = (ends[0], ends[1])
    let end = ends[1]
    // A browser that goes away in the middle of a page is no reason to end.
    signal(SIGPIPE, SIG_IGN)
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        var byte: UInt8 = 1
        _ = write(end, &byte, 1)
      }
      source.activate()
      return source
    }
  }

  deinit {
    for source in sources { source.cancel() }
    close(descriptor)
    close(writer)
  }
}
