import Glibc
import Primitives
import Synchronization

/// What previews need of an HTTP server.
///
/// The server's library loads some thirty others, which would cost every command 7 ms of its start.
/// So only the program `waymark-serve` has one; it is `waymark` in every other way.
public struct SiteServer: Sendable {
  /// Begins to listen and answers the port.
  let start: @Sendable () async throws(Diagnostics) -> UInt16
  /// Ends all connections and gives the port back.
  let stop: @Sendable () async -> Void
  /// Shows a folder, the last one when `nil`, with problems above it.
  let show: @Sendable (_ folder: String?, _ problems: [Diagnostic]) -> Void

  /// Makes a server of its three actions.
  public init(
    start: @escaping @Sendable () async throws(Diagnostics) -> UInt16,
    stop: @escaping @Sendable () async -> Void,
    show: @escaping @Sendable (_ folder: String?, _ problems: [Diagnostic]) -> Void
  ) {
    (self.start, self.stop, self.show) = (start, stop, show)
  }

  /// Makes a server for a port; 0 is any that is free.
  public typealias Maker = @Sendable (_ port: UInt16) throws(Diagnostics) -> SiteServer

  /// How this program makes servers; `nil` where it has none.
  static var make: Maker? {
    get { maker.withLock(\.self) }
    set { maker.withLock { $0 = newValue } }
  }

  private static let maker = Mutex<Maker?>(nil)
}

/// The program beside this one that has a server.
enum PreviewProgram {
  static let name = "waymark-serve"

  /// Goes on as that program, with the same arguments.
  ///
  /// - Returns: why that is not possible.
  static func replaceThisOne() -> Diagnostics {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &path, path.count - 1)
    let own = String(
      decoding: path.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    let folder = own.lastIndex(of: "/").map { own[..<$0] } ?? "."
    let program = "\(folder)/\(name)"
    var arguments = CommandLine.arguments.map { strdup($0) } + [nil]
    execv(program, &arguments)
    let reason = String(cString: strerror(errno))
    for argument in arguments { free(argument) }
    return Diagnostics(
      Diagnostic(
        "no-preview-program", "can't start `\(program)`: \(reason)",
        help: "`make install` puts it there; `swift build --product \(name)` builds it"))
  }
}
