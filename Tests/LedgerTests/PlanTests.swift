import GRDB
import Testing

@testable import Ledger

@Suite("Plans of hot queries")
struct PlanTests {
  private func plan(_ sql: String, in ledger: Ledger) throws -> [String] {
    try ledger.queue.read { database in
      let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
      statement.setUncheckedArguments([])
      return try Row.fetchAll(statement).map { $0["detail"] as String }
    }
  }

  @Test("laws: hot queries run over the indexes made for them")
  func golden() throws {
    let ledger = try Ledger.inMemory()
    var text = ""
    for query in HotQuery.all {
      text += "\(query.name)\n" + (try plan(query.sql, in: ledger)).map { "  \($0)\n" }.joined()
    }
    try expectGolden(text, "plans.txt")
  }

  @Test("laws: no hot query goes through a table", arguments: HotQuery.all.map(\.name))
  func scans(_ name: String) throws {
    let query = try #require(HotQuery.all.first { $0.name == name })
    for line in try plan(query.sql, in: try Ledger.inMemory()) where line.hasPrefix("SCAN ") {
      let table = line.split(separator: " ")[1]
      #expect(query.readsWhole.contains(String(table)), "\(line)")
    }
  }

  @Test("a query without an index is told by its plan")
  func teeth() throws {
    let lines = try plan(
      "SELECT id FROM revision WHERE recorded_by = ?", in: try Ledger.inMemory())
    #expect(lines == ["SCAN revision"])
  }

  @Test("laws: each hot query has a name of its own")
  func names() {
    #expect(Set(HotQuery.all.map(\.name)).count == HotQuery.all.count)
  }
}
