import Foundation
import Glibc
import Testing

/// `waymark serve` as its user and as somebody who would misuse it see it.
@Suite("a preview") struct PreviewTests {
  /// A running preview.
  private final class Running {
    let sandbox: Sandbox
    let process = Process()
    private let output: URL
    private(set) var port: UInt16 = 0

    init(_ sandbox: Sandbox, _ arguments: [String]) throws {
      self.sandbox = sandbox
      output = sandbox.folder.appending(path: ".preview")
      try Data().write(to: output)
      process.executableURL = Sandbox.program
      process.arguments = arguments + ["--port", "0"]
      process.environment = sandbox.environment
      process.currentDirectoryURL = sandbox.folder.appending(path: "demo")
      process.standardInput = FileHandle.nullDevice
      let sink = try FileHandle(forWritingTo: output)
      process.standardOutput = sink
      process.standardError = sink
      try process.run()
      let said = try text(until: "Ctrl-C")
      let number = said.components(separatedBy: "127.0.0.1:").last?.prefix { $0.isNumber } ?? ""
      port = try #require(UInt16(number), "\(said)")
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    /// What it said, once that has a text in it.
    @discardableResult
    func text(until wanted: String) throws -> String {
      for _ in 0..<1200 {
        let said = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        if said.contains(wanted) { return said }
        usleep(50_000)
      }
      return String(decoding: try Data(contentsOf: output), as: UTF8.self)
    }

    /// The whole answer to a request as it is.
    func answer(_ request: String) throws -> String {
      let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(socket) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      let connected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      try #require(connected == 0)
      var limit = timeval(tv_sec: 10, tv_usec: 0)
      setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
      let bytes = Array(request.utf8)
      _ = send(socket, bytes, bytes.count, 0x4000)
      var all: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while case let count = recv(socket, &buffer, buffer.count, 0), count > 0 {
        all += buffer[..<count]
      }
      return String(decoding: all, as: UTF8.self)
    }

    func get(_ path: String, host: String? = nil, _ more: String = "") throws -> String {
      try answer(
        "GET \(path) HTTP/1.1\r\nHost: \(host ?? "localhost:\(port)")\r\n\(more)Connection: close\r\n\r\n"
      )
    }

    /// The page once a text is on it.
    func page(_ path: String, until wanted: String) throws -> String {
      var page = ""
      for _ in 0..<600 {
        page = try get(path)
        if page.contains(wanted) { break }
        usleep(50_000)
      }
      return page
    }
  }

  private func started(_ arguments: [String] = ["serve"]) throws -> Running {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    return try Running(sandbox, arguments)
  }

  @Test(arguments: [["serve"], ["build", "--watch"]])
  func showsTheFilesAsTheyAreAndRecordsNothing(_ arguments: [String]) throws {
    let running = try started(arguments)
    let sandbox = running.sandbox
    #expect(try running.get("/").contains("HTTP/1.1 200 OK"))
    #expect(try running.get("/component/shop.html").contains("/_waymark/preview.js"))
    let before = try sandbox.text("demo/records/component/shop.yaml")
    func sells(_ what: String) -> String {
      before.replacingOccurrences(of: "Sells things.", with: "Sells \(what).")
    }
    try sandbox.write(sells("marbles"), to: "demo/records/component/shop.yaml")
    #expect(
      try running.page("/component/shop.html", until: "Sells marbles").contains("Sells marbles"))
    try sandbox.write(before + "\nsummry: Sells shells.\n", to: "demo/records/component/shop.yaml")
    let broken = try running.page("/component/shop.html", until: "unknown-field")
    #expect(broken.contains("error[unknown-field]: `summry` is no field"))
    #expect(broken.contains("did you mean `summary`?"))
    #expect(broken.contains("Sells marbles"), "the last good site stays")
    #expect(try running.text(until: "summry").contains("shop.yaml:"))
    try sandbox.write(sells("pearls"), to: "demo/records/component/shop.yaml")
    let mended = try running.page("/component/shop.html", until: "Sells pearls")
    #expect(!mended.contains("waymark-problems"))
    kill(running.process.processIdentifier, SIGINT)
    running.process.waitUntilExit()
    #expect(running.process.terminationStatus == 0)
    #expect(try running.text(until: "ended").contains("nothing was recorded"))
    #expect(!sandbox.exists("demo/public"))
    #expect(!sandbox.exists("demo/.waymark/ledger.db"))
  }

  @Test func recordsThatWereOnlyPreviewedLeaveNoTrace() throws {
    let running = try started()
    let sandbox = running.sandbox
    try sandbox.write("title: Stall\ntype: service\n", to: "demo/records/component/stal.yaml")
    #expect(try running.page("/component/stal.html", until: "200 OK").contains("200 OK"))
    try FileManager.default.moveItem(
      at: sandbox.folder.appending(path: "demo/records/component/stal.yaml"),
      to: sandbox.folder.appending(path: "demo/records/component/stall.yaml"))
    #expect(try running.page("/component/stall.html", until: "200 OK").contains("200 OK"))
    #expect(try running.get("/component/stal.html").contains("404 Not Found"))
  }

  @Test func refusesOtherSitesAndOtherPaths() throws {
    let running = try started()
    for host in ["evil.example", "evil.example:\(running.port)", "127.0.0.2:\(running.port)", ""] {
      #expect(try running.get("/", host: host).hasPrefix("HTTP/1.1 421"), "\(host)")
    }
    for host in ["127.0.0.1:\(running.port)", "[::1]:\(running.port)"] {
      #expect(try running.get("/", host: host).hasPrefix("HTTP/1.1 200"), "\(host)")
    }
    #expect(try running.get("/", "Origin: http://evil.example\r\n").hasPrefix("HTTP/1.1 403"))
    #expect(
      try running.get("/_waymark/changes?state=x", "Origin: null\r\n").hasPrefix("HTTP/1.1 403"))
    #expect(
      try running.get(
        "/search/manifest.js", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n"
      )
      .hasPrefix("HTTP/1.1 403"))
    #expect(try running.get("/_waymark/changes?state=old").hasPrefix("HTTP/1.1 200"))
    for path in [
      "/../waymark.yaml", "/%2e%2e/waymark.yaml", "/..%2f..%2fledger.db", "//etc/passwd",
      "/.waymark-manifest", "/_waymark/../index.html", "/%00",
    ] {
      let answer = try running.get(path)
      #expect(answer.hasPrefix("HTTP/1.1 404"), "\(path): \(answer.prefix(60))")
    }
    let host = "Host: localhost:\(running.port)\r\nConnection: close\r\n"
    #expect(
      try running.answer("POST / HTTP/1.1\r\n\(host)Content-Length: 3\r\n\r\na=b")
        .hasPrefix("HTTP/1.1 405"))
    let head = try running.answer("HEAD /index.html HTTP/1.1\r\n\(host)\r\n")
    #expect(head.hasPrefix("HTTP/1.1 200") && head.hasSuffix("\r\n\r\n"))
    #expect(head.contains("X-Content-Type-Options: nosniff"))
    // Only this machine can ask: the socket is bound to one address.
    let listening = String(
      decoding: try Data(contentsOf: URL(filePath: "/proc/net/tcp")), as: UTF8.self)
    let local = String(running.port, radix: 16, uppercase: true)
    #expect(
      listening.contains("0100007F:\(String(repeating: "0", count: 4 - local.count))\(local)"))
    #expect(
      !listening.contains("00000000:\(String(repeating: "0", count: 4 - local.count))\(local)"))
  }

  @Test func aTakenPortIsAClearError() throws {
    let running = try started()
    try running.sandbox.waymark("init", "other", "--title", "Other")
    let run = try running.sandbox.waymark("serve", "--port", "\(running.port)", at: "other")
    #expect(run.code == 3)
    #expect(run.error.contains("error[port-taken]: port \(running.port) of 127.0.0.1 is taken"))
    let twice = try running.sandbox.waymark("serve", "--port", "0", at: "demo")
    #expect(twice.code == 3 && twice.error.contains("error[preview-running]"))
    let both = try running.sandbox.waymark("build", "--watch", "--output", "x", at: "demo")
    #expect(both.code == 2 && both.error.contains("--watch shows the files as they are now"))
  }
}
