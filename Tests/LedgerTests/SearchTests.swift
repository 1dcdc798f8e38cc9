import Primitives
import Testing

@testable import Ledger

@Suite("Search and queries")
struct SearchTests {
  private func ledger() throws -> Ledger {
    let ledger = try Ledger.inMemory()
    try ledger.append("a", title: "Upgrading Django", text: "A blue-green move of the service.")
    try ledger.append("b", title: "Other", text: "Django is named here; résumé AND NEAR it.")
    try ledger.append("c", title: "Nothing", text: "green before blue")
    return ledger
  }

  @Test(
    "finds by stem, beginning, accent and phrase",
    arguments: [
      ("django", ["a", "b"]), ("upgrades", ["a"]), ("dja", ["a", "b"]), ("dja ", []),
      ("resume", ["b"]), ("blue-green", ["a"]), ("blue green", ["a", "c"]), ("AND", ["b"]),
      ("django other", ["b"]), ("\"blue green\"", ["a", "c"]), ("title:django", []),
      ("- django --", ["a", "b"]),
    ])
  func finds(_ query: String, _ expected: [String]) throws {
    let found = try ledger().search(query).map(\.id.id).sorted()
    #expect(found == expected)
  }

  @Test("a title counts more than a text, and the snippet is marked")
  func snippet() throws {
    let hits = try ledger().search("django")
    #expect(hits[0].title == "Upgrading Django" && hits[0].rank < hits[1].rank)
    let hit = try #require(try ledger().search("service").first)
    #expect(hit.snippet.contains("\u{2}service\u{3}"))
    #expect(try ledger().search("django", limit: 1).count == 1)
    #expect(try ledger().search("django", limit: 0).isEmpty)
  }

  @Test("a new revision replaces the old one in the index")
  func replaced() throws {
    let ledger = try ledger()
    try ledger.append("a", title: "Flask", at: 1)
    #expect(try ledger.search("flask").map(\.id.id) == ["a"])
    #expect(try ledger.search("django").map(\.id.id) == ["b"])
    // Several revisions in one transaction: the last one counts, also when it retires.
    try ledger.write { transaction in
      for (id, title, isRetired) in [
        ("a", "Bottle", false), ("a", "Pyramid", false), ("n", "Falcon", false), ("b", "x", true),
        ("n", "Tornado", false), ("c", "Sanic", false), ("c", "Quart", true),
      ] {
        _ = try transaction.append(
          RecordID(kind: "change", id: id), fields: Samples.change(id, title: title), by: "me",
          reason: nil, at: Samples.start, isRetired: isRetired)
      }
    }
    let found = try ["flask", "bottle", "pyramid", "falcon", "tornado", "django", "quart", "green"]
      .map { try ledger.search($0).map(\.id.id) }
    #expect(found == [[], [], ["a"], [], ["n"], [], [], []])
  }

  @Test(
    "hostile text is never an error",
    arguments: [
      "", " ", "\"", "\"\"", "\"unclosed", "*", "**", "a*", "(", ")", "(a OR", "NOT", "AND AND",
      "NEAR(a b, 2)", "a NEAR/2 b", "{title} : a", "^a", "a + b", "-a", ":", "text:", "a:b", "\\",
      "'; DROP TABLE revision; --", "\u{0}a\u{0}", "a\u{0}\"b", "𝄞", "🙂", "e\u{301}", "\u{FFFF}",
      "ﷺ", "Ⅷ", "\u{200b}", "\n\t", "%", "_", "[", "?1", ":x", "@x", "$x", "\u{301}",
    ])
  func hostile(_ query: String) throws {
    let ledger = try ledger()
    #expect(throws: Never.self) { try ledger.search(query) }
    #expect(throws: Never.self) { try ledger.search("django \(query) django") }
  }

  @Test("laws: random bytes are never an error", arguments: 0..<50)
  func random(_ seed: Int) throws {
    var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 | 1
    let alphabet = Array("a\"*()-:^+{}'\\ \u{0}NEARORé,.;🙂".utf8)
    let bytes = (0..<60).map { _ -> UInt8 in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return alphabet[Int(state % UInt64(alphabet.count))]
    }
    let ledger = try ledger()
    #expect(throws: Never.self) { try ledger.search(String(decoding: bytes, as: UTF8.self)) }
  }

  @Test("a typed query gives columns and rows")
  func query() throws {
    let folder = try ScratchFolder()
    let ledger = try Ledger.open(at: folder.file("l.db"), mode: .create)
    try ledger.append("a", title: "T")
    let result = try ledger.query("SELECT id, rev, NULL AS n, 0.5 AS h FROM change")
    #expect(result.columns == ["id", "rev", "n", "h"])
    #expect(result.rows == [["a", 1, nil, 0.5]])
  }

  @Test(
    "a query that is wrong or would write is refused",
    arguments: [
      "SELEC 1", "", "SELECT * FROM nowhere", "DELETE FROM head", "DROP TABLE head",
      "SELECT 1; SELECT 2", "PRAGMA user_version = 3", "ATTACH '/tmp/x.db' AS x",
      "INSERT INTO meta VALUES ('a', 'b') RETURNING key", "VACUUM", "BEGIN",
    ])
  func refused(_ sql: String) throws {
    let folder = try ScratchFolder()
    let ledger = try Ledger.open(at: folder.file("l.db"), mode: .create)
    let error = #expect(throws: LedgerError.self) { try ledger.query(sql) }
    #expect(error?.diagnostic.id == "bad-query")
    #expect(try ledger.verify().isSound)
  }
}
