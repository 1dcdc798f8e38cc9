import Testing

@testable import Serving

/// What the preview's server answers, decided without a socket.
@Suite("requests to a preview") struct RequestTests {
  private static func verdict(
    _ host: String?, method: String = "GET", origin: String? = nil, site: String? = nil,
    mode: String? = nil
  ) -> RequestCheck.Verdict {
    RequestCheck.verdict(
      .init(method: method, host: host, origin: origin, site: site, mode: mode), port: 8000)
  }

  @Test(arguments: ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:8000"])
  func localNamesAreAnswered(_ host: String) {
    #expect(Self.verdict(host) == .answer)
  }

  @Test(arguments: [
    nil, "", "localhost", "localhost:80", "localhost:8001", "evil.example", "evil.example:8000",
    "127.0.0.1.evil.example:8000", "localhost:8000.evil.example", "127.0.0.2:8000", "0.0.0.0:8000",
    "localhost:8000, evil.example", "localhost.:8000", "127.1:8000", "2130706433:8000",
  ])
  func otherNamesAreNot(_ host: String?) { #expect(Self.verdict(host) == .misdirected) }

  @Test(arguments: ["http://evil.example", "null", "https://localhost:8000", "http://localhost:1"])
  func otherOriginsAreRefused(_ origin: String) {
    #expect(Self.verdict("localhost:8000", origin: origin) == .foreign)
  }

  @Test func theOwnOriginIsNot() {
    #expect(Self.verdict("localhost:8000", origin: "http://localhost:8000") == .answer)
  }

  @Test func otherSitesMayLinkButNotLoad() {
    #expect(Self.verdict("localhost:8000", site: "cross-site", mode: "no-cors") == .foreign)
    #expect(Self.verdict("localhost:8000", site: "same-site", mode: "cors") == .foreign)
    #expect(Self.verdict("localhost:8000", site: "cross-site", mode: "navigate") == .answer)
    #expect(Self.verdict("localhost:8000", site: "same-origin", mode: "cors") == .answer)
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "get", "TRACE", "CONNECT", ""])
  func onlyReadingIsOffered(_ method: String) {
    #expect(Self.verdict("localhost:8000", method: method) == .wrongMethod)
  }

  @Test(arguments: [
    ("/", "index.html"), ("/runbook/", "runbook/index.html"), ("/runbook/x.html", "runbook/x.html"),
    ("/runbook", "runbook"), ("/a%20b.html", "a b.html"), ("/%C3%A9.html", "é.html"),
  ])
  func targetsNameFiles(_ target: String, _ path: String) {
    #expect(RequestPath.file(of: target) == path)
  }

  @Test(arguments: [
    "", "x", "*", "//", "//etc/passwd", "/..", "/../x", "/a/../../x", "/%2e%2e/x", "/..%2fx",
    "/%2E%2E%2Fetc/passwd", "/a/%2e%2e%2f%2e%2e%2fx", "/.waymark-manifest", "/a/.git/config",
    "/..\\x", "/%5c..%5cx", "/a%00.html", "/a%0d%0aX: y", "/%", "/%z1", "/%4", "/%ff",
    "/%c0%ae%c0%ae/x", "http://127.0.0.1/x", "/./x", "/a//b",
  ])
  func targetsCannotLeave(_ target: String) { #expect(RequestPath.file(of: target) == nil) }

  @Test func noSeedLeavesTheFolder() {
    let parts = [
      "/", "..", ".", "%2e", "%2E", "%2f", "\\", "%5c", "a", "%00", "%25", "2e", "%252e", ";", "?",
      "é", "%c0%af", "~", "//",
    ]
    var seed: UInt64 = 1
    for number in 0..<20_000 {
      var target = "/"
      for _ in 0..<8 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        target += parts[Int(seed >> 33) % parts.count]
      }
      guard let path = RequestPath.file(of: target) else { continue }
      let isPlain =
        !path.hasPrefix("/") && !path.utf8.contains(0) && !path.contains("\\")
        && path.split(separator: "/", omittingEmptySubsequences: false)
          .allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
      #expect(isPlain, "seed \(number): \(target) became \(path)")
    }
  }

  @Test(arguments: [
    ("index.html", "text/html; charset=utf-8"), ("feed.xml", "application/atom+xml; charset=utf-8"),
    ("api/x.json", "application/json"), ("a/b.js", "text/javascript; charset=utf-8"),
    ("calendar.ics", "text/calendar; charset=utf-8"), ("CNAME", "application/octet-stream"),
    ("x.unknown", "application/octet-stream"), ("x.SVG", "image/svg+xml"),
  ])
  func filesHaveTypes(_ path: String, _ type: String) { #expect(MediaType.of(path) == type) }
}
