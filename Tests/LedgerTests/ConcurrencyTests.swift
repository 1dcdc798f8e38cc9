import Primitives
import Records
import Testing

@testable import Ledger

@Suite("Several at once", .serialized)
struct ConcurrencyTests {
  @Test("writers that open and append at once lose nothing and never meet a lock")
  func writers() async throws {
    let folder = try ScratchFolder()
    let path = folder.file("ledger.db")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          // Each with a connection of its own, as a process has; the first ones make the file.
          let ledger = try Ledger.open(at: path, mode: .create)
          for number in 0..<50 {
            try ledger.append("shared", at: number)
            if number % 10 == 0 { try ledger.append("w\(writer)-\(number)", at: number) }
          }
        }
      }
      for _ in 0..<2 {
        group.addTask {
          let ledger = try Ledger.open(at: path, mode: .create)
          for _ in 0..<40 {
            // The state is one: as many revisions as the sequence says, in chain.
            let (head, revisions) = try ledger.read { try ($0.head(), $0.revisions()) }
            guard head.sequence == revisions.count else { throw LedgerError.busy(path: "torn") }
          }
        }
      }
      try await group.waitForAll()
    }
    let ledger = try Ledger.open(at: path, mode: .readOnly)
    let shared = try ledger.history(of: RecordID(kind: "change", id: "shared"))
    #expect(shared.map(\.rev) == Array(1...400))
    #expect(try ledger.counts().revisions == 440)
    #expect(try ledger.verify().problems == [])
  }

  @Test("a snapshot does not see what is written meanwhile")
  func snapshot() throws {
    let folder = try ScratchFolder()
    let ledger = try Ledger.open(at: folder.file("l.db"), mode: .create)
    let other = try Ledger.open(at: folder.file("l.db"), mode: .readWrite)
    try ledger.append("a")
    try ledger.read { snapshot in
      #expect(try snapshot.records().count == 1)
      try other.append("b")
      #expect(try snapshot.records().count == 1)
      #expect(try snapshot.head().sequence == 1)
    }
    #expect(try ledger.records().count == 2)
  }

  @Test("a connection that is cut off in a transaction leaves the old state")
  func kill() throws {
    let folder = try ScratchFolder()
    let ledger = try Ledger.open(at: folder.file("l.db"), mode: .create)
    try ledger.append("a")
    // With next to no memory the transaction has to write its pages to the log before it ends.
    try ledger.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA cache_size = 8") }
    let before = try folder.bytes("l.db-wal").count
    try ledger.write { transaction in
      for number in 0..<200 {
        _ = try transaction.append(
          RecordID(kind: "change", id: "r\(number)"), fields: Samples.change("r\(number)"),
          by: "me", reason: nil, at: Samples.start)
      }
      // What a kill leaves on the disk: the file and its log as they are at this instant.
      for suffix in ["", "-wal"] {
        try folder.write(try folder.bytes("l.db" + suffix), to: "killed.db" + suffix)
      }
    }
    #expect(try folder.bytes("killed.db-wal").count > before)
    let killed = try Ledger.open(at: folder.file("killed.db"), mode: .readWrite)
    #expect(try killed.ids().count == 1)
    #expect(try killed.verify().problems == [])
    #expect(try killed.append("b").rev == 1)
  }
}
