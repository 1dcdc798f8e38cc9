import FlyingFox
import FlyingSocks
import FoundationEssentials
import Glibc
import Primitives
import Synchronization

/// Shows a folder of pages to the browsers of this machine, and tells them when it changed.
///
/// Bound to the loopback address only, answers GET and HEAD, and refuses what other web sites ask
/// (`RequestCheck`). Nothing is written, and nothing outside of the folder can be named.
public final class PreviewServer: Sendable {
  /// What is shown at a time.
  private struct Shown {
    /// The last good site, as it was when it was shown; `nil` before there was one.
    var folder: SiteFolder?
    var problems: [Diagnostic] = []
    /// Raised with every change.
    var number = 0
  }

  private let shown = Mutex(Shown())
  private let server: HTTPServer
  private let port = Mutex<UInt16>(0)
  /// Why it does not run.
  private let failure = Mutex<(any Error)?>(nil)

  /// Makes a server for a port of the loopback address; 0 lets the system choose one.
  public init(port: UInt16) throws(Diagnostics) {
    let address: sockaddr_in
    do {
      address = try .inet(ip4: "127.0.0.1", port: port)
    } catch {
      throw Self.failure(error, port)
    }
    server = HTTPServer(
      config: .init(
        address: address, timeout: 60, pool: PromptPool(base: HTTPServer.defaultPool()),
        logger: .disabled))
  }

  /// Begins to listen; answers the port once the first request can come.
  ///
  /// - Throws: `port-taken` with the way to another one, or `not-listening`.
  public func start(port wanted: UInt16) async throws(Diagnostics) -> UInt16 {
    do {
      await server.appendRoute("*") { [self] request in await answer(request) }
      Task {
        do { try await server.run() } catch { failure.withLock { $0 = error } }
      }
      while await !server.isListening {
        if let error = failure.withLock({ $0 }) { throw error }
        try await Task.sleep(nanoseconds: 5_000_000)
      }
      guard case .ip4(_, let chosen)? = await server.listeningAddress else {
        throw SocketError.disconnected
      }
      port.withLock { $0 = chosen }
      return chosen
    } catch {
      throw Self.failure(error, wanted)
    }
  }

  /// Ends all connections and gives the port back.
  public func stop() async { await server.stop() }

  /// Shows a site, or problems above the last good one, and has open pages load anew.
  ///
  /// - `folder`: the site; the one that is shown stays when `nil`. What is exchanged for it at the
  ///   same path later is seen when that is shown, together with its problems.
  public func show(_ folder: String?, problems: [Diagnostic]) {
    let opened = folder.flatMap(SiteFolder.init)
    shown.withLock { shown in
      shown.folder = opened ?? shown.folder
      shown.problems = problems
      shown.number += 1
    }
  }

  private static func failure(_ error: any Error, _ port: UInt16) -> Diagnostics {
    if case SocketError.failed(_, EADDRINUSE, _) = error {
      return Diagnostics(
        Diagnostic(
          "port-taken", "port \(port) of 127.0.0.1 is taken",
          help: "stop what listens there, name another port with `--port`, or `--port 0` for any"))
    }
    if case SocketError.failed(_, EACCES, _) = error {
      return Diagnostics(
        Diagnostic(
          "port-refused", "port \(port) may not be used by you", help: "name one above 1023"))
    }
    return Diagnostics(
      Diagnostic(
        "not-listening", "can't listen on port \(port) of 127.0.0.1: \(error)",
        help: "name another port with `--port`"))
  }
}

// MARK: - Answers

extension PreviewServer {
  /// Tells pages of this run from those of an earlier one on the same port.
  private func state(_ number: Int) -> String { "\(getpid())-\(number)" }

  private func answer(_ request: HTTPRequest) async -> HTTPResponse {
    let headers = request.headers
    let claims = RequestCheck.Claims(
      method: request.method.rawValue, host: headers[.host], origin: headers[HTTPHeader("Origin")],
      site: headers[HTTPHeader("Sec-Fetch-Site")], mode: headers[HTTPHeader("Sec-Fetch-Mode")])
    let isHead = request.method == .HEAD
    switch RequestCheck.verdict(claims, port: port.withLock { $0 }) {
    case .answer: break
    case .misdirected:
      return page(
        .misdirectedRequest, "Not this server",
        "This preview answers only to localhost and 127.0.0.1.", isHead)
    case .foreign:
      return page(.forbidden, "Refused", "Another site may not read this preview.", isHead)
    case .wrongMethod:
      var response = page(.methodNotAllowed, "Read only", "Only GET and HEAD are answered.", isHead)
      response.headers[HTTPHeader("Allow")] = "GET, HEAD"
      return response
    }
    let target = request.target.path(percentEncoded: true)
    guard target.hasPrefix(PreviewPage.folder) else { return file(target, isHead) }
    switch target.dropFirst(PreviewPage.folder.count) {
    case "preview.js": return response(.ok, "a.js", Array(PreviewAssets.script.utf8), isHead)
    case "preview.css": return response(.ok, "a.css", Array(PreviewAssets.style.utf8), isHead)
    case "changes": return await changes(request.query.first { $0.name == "state" }?.value)
    default: return page(.notFound, "Not found", "There is nothing here.", isHead)
    }
  }

  /// Answers when something else than the state is shown: 200, or 204 when nothing came for a while.
  private func changes(_ state: String?) async -> HTTPResponse {
    for _ in 0..<800 {
      let number = shown.withLock { $0.number }
      if state != self.state(number) {
        return response(.ok, "state.txt", Array(self.state(number).utf8), false)
      }
      guard (try? await Task.sleep(nanoseconds: 25_000_000)) != nil else { break }
    }
    return response(.noContent, "state.txt", [], false)
  }

  private func file(_ target: String, _ isHead: Bool) -> HTTPResponse {
    let shown = shown.withLock { $0 }
    let state = state(shown.number)
    guard let folder = shown.folder else {
      return response(
        .serviceUnavailable, "a.html", PreviewPage.alone(state: state, problems: shown.problems),
        isHead)
    }
    let path = RequestPath.file(of: target)
    switch path.map(folder.file) ?? .absent {
    case .bytes(let bytes):
      guard let path, path.hasSuffix(".html") else {
        return response(.ok, path ?? "", bytes, isHead)
      }
      let page = PreviewPage.decorated(bytes, state: state, problems: shown.problems)
      return response(.ok, path, page, isHead)
    case .folder:
      var moved = page(.movedPermanently, "Moved", "This is a folder.", isHead)
      moved.headers[.location] = target + "/"
      return moved
    case .absent:
      guard case .bytes(let bytes) = folder.file("404.html") else {
        return page(.notFound, "Page not found", "There is no page at this address.", isHead)
      }
      let page = PreviewPage.decorated(bytes, state: state, problems: shown.problems)
      return response(.notFound, "404.html", page, isHead)
    }
  }

  private func page(
    _ status: HTTPStatusCode, _ title: String, _ text: String, _ isHead: Bool
  ) -> HTTPResponse {
    response(status, "a.html", PreviewPage.message(title, text), isHead)
  }

  private func response(
    _ status: HTTPStatusCode, _ path: String, _ bytes: [UInt8], _ isHead: Bool
  ) -> HTTPResponse {
    var headers: HTTPHeaders = [
      .contentType: MediaType.of(path), .cacheControl: "no-store",
      HTTPHeader("X-Content-Type-Options"): "nosniff", HTTPHeader("X-Frame-Options"): "DENY",
      HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
      HTTPHeader("Referrer-Policy"): "no-referrer",
    ]
    if status != .noContent { headers[.contentLength] = String(bytes.count) }
    return HTTPResponse(
      statusCode: status, headers: headers, body: isHead ? Data() : Data(bytes))
  }
}
