import Commands
import Primitives
import Serving

Waymark.runAndExit { (port: UInt16) throws(Diagnostics) -> SiteServer in
  let server = try PreviewServer(port: port)
  return SiteServer(
    start: { () async throws(Diagnostics) -> UInt16 in try await server.start(port: port) },
    stop: { await server.stop() },
    show: { server.show($0, problems: $1) })
}
