import GRDB
import Primitives
import Records
import Testing

@testable import Ledger

@Suite("Index of facets")
struct FacetTests {
  private func stored(_ ledger: Ledger) throws -> [[Value]] {
    try ledger.query("SELECT path, value, id FROM facet ORDER BY path, value, id").rows
  }

  @Test("follows the newest revision and leaves with a retired record")
  func follows() throws {
    let ledger = try Ledger.inMemory()
    let id = RecordID(kind: "incident", id: "a")
    func append(_ fields: Object, isRetired: Bool = false) throws {
      try ledger.write {
        _ = try $0.append(
          id, fields: fields, by: "me", reason: nil, at: Samples.start, isRetired: isRetired)
      }
    }
    try append(["id": "a", "title": "A", "severity": 2, "tags": ["x", "y", "x"]])
    #expect(
      try stored(ledger) == [["severity", 2, "a"], ["tags", "x", "a"], ["tags", "y", "a"]])
    try append(["id": "a", "title": "B", "severity": 1, "tags": ["y"]])
    #expect(try stored(ledger) == [["severity", 1, "a"], ["tags", "y", "a"]])
    try append(["id": "a", "title": "B", "severity": 1], isRetired: true)
    #expect(try stored(ledger) == [[".retired", 1, "a"]])
  }

  @Test("knows what a record refers to, what holds something internal and what is retired")
  func marks() throws {
    let ledger = try Ledger.inMemory()
    func append(_ name: String, _ fields: Object, isRetired: Bool = false) throws {
      try ledger.write {
        _ = try $0.append(
          RecordID(kind: "lesson", id: name), fields: fields, by: "me", reason: nil,
          at: Samples.start, isRetired: isRetired)
      }
    }
    // In a list, and in an object of a list, where a filter does not look.
    let selector: Value = [["component": "db", "phase": "backup"]]
    try append("a", ["evidence": ["incident/x", "attempt/y"], "appliesTo": selector])
    try append("b", ["evidence": ["incident/x"], "visibility": "internal"])
    try append("c", ["evidence": ["incident/x"], "visibility": "internal"], isRetired: true)
    #expect(try ledger.hasFacets())
    func named(_ names: String...) -> [RecordID] {
      names.map { RecordID(kind: "lesson", id: $0) }
    }
    func referring(_ kind: String, _ id: String) throws -> [RecordID] {
      try ledger.ids(referringTo: RecordID(kind: kind, id: id))
    }
    #expect(try referring("incident", "x") == named("a", "b"))
    #expect(try referring("attempt", "y") == named("a"))
    #expect(try referring("component", "db") == named("a"))
    #expect(try referring("component", "x").isEmpty)
    #expect(try ledger.idsHoldingInternal() == named("b", "c"))
    #expect(try ledger.retiredIDs("lesson") == named("c"))
    #expect(try ledger.retiredIDs("incident").isEmpty)
    #expect(try ledger.idsThatHeldInternal() == named("b", "c"))
    // What was internal once may stand in an earlier edition.
    try append("b", ["evidence": ["incident/x"], "visibility": "public"])
    #expect(try ledger.idsHoldingInternal() == named("c"))
    #expect(try ledger.idsThatHeldInternal() == named("b", "c"))
    let report = try ledger.verify()
    #expect(report.problems.isEmpty, "\(report.problems)")
    try ledger.queue.write {
      try $0.execute(sql: "UPDATE meta SET value = 'older' WHERE key = 'views'")
    }
    #expect(try !ledger.hasFacets())
    #expect(try ledger.idsThatHeldInternal() == named("b", "c"), "without the index too")
  }

  @Test("is made from the records of a ledger that has none")
  func fills() throws {
    let folder = try ScratchFolder()
    let ledger = try Ledger.open(at: folder.file("l.db"), mode: .create)
    for number in 0..<5 { try ledger.append("r\(number)") }
    let before = try stored(ledger)
    #expect(!before.isEmpty)
    try ledger.queue.write {
      try $0.execute(sql: "DROP TABLE facet; UPDATE meta SET value = 'older' WHERE key = 'views'")
    }
    let reader = try Ledger.open(at: folder.file("l.db"), mode: .readOnly)
    let term = FacetTerm("component", .equal, ["library"])
    #expect(try reader.ids(fulfilling: [term], kind: nil) == nil)
    #expect(try stored(try Ledger.open(at: folder.file("l.db"), mode: .readWrite)) == before)
    #expect(try reader.ids(fulfilling: [term], kind: nil)?.count == 5)
  }

  @Test("laws: terms join as conditions do", arguments: [0, 1, 2, 3, 4, 5, 6, 7])
  func terms(_ seed: Int) throws {
    let ledger = try Ledger.inMemory()
    var state = UInt64(seed &* 7919 &+ 1)
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var incidents: [(id: String, severity: Int, component: String)] = []
    for number in 0..<60 { incidents.append(("i\(number)", draw(6), "c\(draw(3))")) }
    try ledger.write { transaction in
      for incident in incidents {
        _ = try transaction.append(
          RecordID(kind: "incident", id: incident.id),
          fields: [
            "id": .string(incident.id), "title": "T", "severity": .int(incident.severity),
            "component": .string(incident.component),
          ], by: "me", reason: nil, at: Samples.start)
      }
    }
    for comparison in FacetTerm.Comparison.allCases {
      let (limit, component) = (draw(7), "c\(draw(4))")
      let found = try ledger.ids(
        fulfilling: [
          FacetTerm("severity", comparison, [.int(limit)]),
          FacetTerm("component", .equal, [.string(component), "c0"]),
        ], kind: draw(2) == 0 ? nil : "incident")
      let wanted = incidents.filter { incident in
        let holds =
          switch comparison {
          case .equal: incident.severity == limit
          case .less: incident.severity < limit
          case .atMost: incident.severity <= limit
          case .greater: incident.severity > limit
          case .atLeast: incident.severity >= limit
          }
        return holds && [component, "c0"].contains(incident.component)
      }
      #expect(found?.map(\.id) == wanted.map(\.id).sorted(), "\(comparison) \(limit) \(component)")
    }
  }

  @Test("a long log is cut off after a transaction")
  func checkpoint() throws {
    let folder = try ScratchFolder()
    let ledger = try Ledger.open(at: folder.file("l.db"), mode: .create)
    for number in 0..<20 { try ledger.append("r\(number)") }
    #expect(try folder.bytes("l.db-wal").count > 4096)
    ledger.queue.inDatabase {
      Checkpoint.run($0, path: folder.file("l.db"), most: 4096)
    }
    #expect(try folder.bytes("l.db-wal").isEmpty)
    #expect(try ledger.append("after").rev == 1)
  }

  @Test("the address of a file that nobody changes spells its path")
  func address() {
    #expect(ReadOnlyFolder.uri("/a b/ü?.db") == "file:/a%20b/%c3%bc%3f.db?immutable=1")
    #expect(ReadOnlyFolder.uri("l.db") == "file:./l.db?immutable=1")
  }
}
