import Documents
import Knowledge
import Primitives
import Records
import Testing

@Suite("header lines of deprecations")
struct DeprecationHeadersTests {
  private func lines(
    _ fields: Object, kind: String = "http", type: String = "service", names: Bool = true
  ) -> [String] {
    var all: Object = [
      "component": "api", "subject": "v1", "status": "active",
      "announced": ["on": "2023-06-30"],
    ]
    if names { all["interface"] = "rest" }
    for member in fields.members { all[member.name] = member.value }
    let api = Made.record(
      "component", "api",
      [
        "type": .string(type), "versionScheme": "semver",
        "interfaces": [["name": "rest", "kind": .string(kind), "stability": "stable"]],
      ])
    let record = Made.record("deprecation", "v1", all)
    let graph = Made.graph([api, record])
    do {
      return try DeprecationHeaders.lines(record, graph, base: "https://x.example/")
    } catch {
      return error.all.map(\.id)
    }
  }

  @Test("the examples of both specifications: RFC 9745 §2.1 and RFC 8594 §3")
  func knownAnswers() {
    #expect(
      lines([
        "announced": ["on": "2023-06-30"], "guide": "https://developer.example.com/deprecation",
      ])
        == [
          "Deprecation: @1688083200",
          "Link: <https://developer.example.com/deprecation>; rel=\"deprecation\"; type=\"text/html\"",
        ])
    let sunset = lines([
      "announced": ["on": "2018-01-01"], "plannedRemoval": ["on": "2018-12-31"],
    ])
    #expect(sunset.dropFirst().first == "Sunset: Mon, 31 Dec 2018 00:00:00 GMT")
    #expect(
      sunset.last
        == "Link: <https://x.example/deprecation-timeline/index.html#v1>; rel=\"deprecation\"; type=\"text/html\""
    )
  }

  @Test("a month counts from its first day, and before 1970 weekdays are right too")
  func partial() {
    let found = lines([
      "announced": ["on": "1969-12"], "plannedRemoval": ["on": "1969-12-31"],
    ])
    #expect(found.prefix(2) == ["Deprecation: @-2678400", "Sunset: Wed, 31 Dec 1969 00:00:00 GMT"])
  }

  @Test("the day from which users are warned counts before that of the announcement")
  func warned() {
    let found = lines([
      "announced": ["on": "2023-01-15"], "warns": ["on": "2023-06-30"],
      "plannedRemoval": ["on": "2024-06-30"],
    ])
    #expect(found.first == "Deprecation: @1688083200")
    #expect(found.dropFirst().first == "Sunset: Sun, 30 Jun 2024 00:00:00 GMT")
    let early = lines([
      "announced": ["on": "2023-01-15"], "warns": ["on": "2023-06-30"],
      "plannedRemoval": ["on": "2023-03-01"],
    ])
    #expect(early == ["sunset-before-deprecation"])
  }

  @Test("a replacement with an address or a path is the successor version of RFC 5829")
  func successor() {
    func last(_ what: String) -> String? {
      lines(["replacement": ["relation": "replace", "what": .string(what)]]).last
    }
    #expect(last("/v2/orders") == "Link: </v2/orders>; rel=\"successor-version\"")
    #expect(
      last("https://a.example/v2") == "Link: <https://a.example/v2>; rel=\"successor-version\"")
    #expect(last("wheels")?.contains("rel=\"deprecation\"") == true)
    #expect(last("/v2>, <https://evil.example/") == "bad-address")
  }

  @Test("a part of a library or runtime has no headers unless its HTTP interface is named")
  func libraries() {
    #expect(lines([:], kind: "library", type: "library", names: false) == ["not-http"])
    #expect(lines([:], type: "library", names: false).first == "Deprecation: @1688083200")
    #expect(lines([:], kind: "cli", names: false).first == "Deprecation: @1688083200")
  }

  @Test("what can't be told in headers is refused, all at once")
  func refused() {
    #expect(lines(["plannedRemoval": ["on": "2023-06-29"]]) == ["sunset-before-deprecation"])
    #expect(!lines(["plannedRemoval": ["on": "2023-06-30"]]).contains("sunset-before-deprecation"))
    #expect(lines([:], kind: "library") == ["not-http"])
    #expect(lines(["announced": ["version": "9.9"]]) == ["no-day"])
    #expect(lines(["guide": "https://x.example/a>;\r\nSet-Cookie: b"]) == ["bad-address"])
    #expect(
      lines(["announced": ["version": "9.9"], "status": "withdrawn"], kind: "cli") == [
        "not-http", "withdrawn", "no-day",
      ])
  }
}
