import FlyingSocks
import Glibc

/// The pool of FlyingFox with Nagle's algorithm switched off on every socket that it waits for.
///
/// The server writes head and body apart, and Nagle holds the second back until the first is
/// acknowledged: 40 ms for each file. Accepted sockets inherit the option from the listening one,
/// which comes through here before the first connection.
struct PromptPool: AsyncSocketPool {
  let base: any AsyncSocketPool

  func prepare() async throws { try await base.prepare() }

  func run() async throws { try await base.run() }

  func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
    var on: Int32 = 1
    _ = setsockopt(
      socket.file.rawValue, Int32(IPPROTO_TCP), TCP_NODELAY, &on,
      socklen_t(MemoryLayout<Int32>.size))
    try await base.suspendSocket(socket, untilReadyFor: events)
  }
}
