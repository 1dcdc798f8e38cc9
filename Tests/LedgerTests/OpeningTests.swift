import GRDB
import Glibc
import Primitives
import Testing

@testable import Ledger

@Suite("Opening a ledger")
struct OpeningTests {
  @Test("makes folders and file, and opens them again")
  func create() throws {
    let folder = try ScratchFolder()
    let path = folder.file("deep/er/ledger.db")
    #expect(throws: LedgerError.missing(path: path)) {
      try Ledger.open(at: path, mode: .readWrite)
    }
    let record = try Ledger.open(at: path, mode: .create).append("a")
    for mode in [Ledger.Mode.create, .readWrite, .readOnly] {
      #expect(try Ledger.open(at: path, mode: mode).record(record.id) == record)
    }
    let reader = try Ledger.open(at: path, mode: .readOnly)
    #expect(throws: LedgerError.readOnly(path: path)) { try reader.append("b") }
  }

  @Test("an empty file, as a kill leaves it, becomes a ledger")
  func empty() throws {
    let folder = try ScratchFolder()
    try folder.write([], to: "ledger.db")
    #expect(throws: LedgerError.missing(path: folder.file("ledger.db"))) {
      try Ledger.open(at: folder.file("ledger.db"), mode: .readOnly)
    }
    #expect(try Ledger.open(at: folder.file("ledger.db"), mode: .readWrite).append("a").rev == 1)
  }

  @Test("refuses a newer ledger and leaves its bytes alone", arguments: Ledger.Mode.allModes)
  func newer(_ mode: Ledger.Mode) throws {
    let folder = try ScratchFolder()
    let path = folder.file("ledger.db")
    try {
      let ledger = try Ledger.open(at: path, mode: .create)
      try ledger.append("a")
      try ledger.queue.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)")
      }
      try ledger.queue.close()
    }()
    let before = try folder.bytes("ledger.db")
    #expect(throws: LedgerError.newerSchema(path: path, found: 99, known: Migration.newest)) {
      try Ledger.open(at: path, mode: mode)
    }
    #expect(try folder.bytes("ledger.db") == before)
    #expect(access(path + "-wal", F_OK) != 0)
  }

  @Test("refuses a newer ledger whose version is still in the write-ahead log")
  func newerInLog() throws {
    let folder = try ScratchFolder()
    let path = folder.file("ledger.db")
    let ledger = try Ledger.open(at: path, mode: .create)
    try ledger.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
    #expect(throws: LedgerError.newerSchema(path: path, found: 99, known: Migration.newest)) {
      try Ledger.open(at: path, mode: .create)
    }
  }

  @Test("refuses what is no database, and the database of another program")
  func foreign() throws {
    let folder = try ScratchFolder()
    try folder.write(Array("title: not a database\n".utf8), to: "text.db")
    #expect(throws: LedgerError.notADatabase(path: folder.file("text.db"))) {
      try Ledger.open(at: folder.file("text.db"), mode: .create)
    }
    #expect(throws: LedgerError.notADatabase(path: folder.path)) {
      try Ledger.open(at: folder.path, mode: .create)
    }
    for (name, pragma) in [("one.db", ""), ("two.db", "PRAGMA application_id = 7;")] {
      let other = try DatabaseQueue(path: folder.file(name))
      try other.write { try $0.execute(sql: pragma + "CREATE TABLE theirs (x)") }
      try other.close()
      let before = try folder.bytes(name)
      #expect(throws: LedgerError.notALedger(path: folder.file(name))) {
        try Ledger.open(at: folder.file(name), mode: .create)
      }
      #expect(try folder.bytes(name) == before)
    }
  }

  @Test("an older schema is not read without being brought up to date")
  func older() throws {
    let folder = try ScratchFolder()
    let path = folder.file("ledger.db")
    let ledger = try Ledger.open(at: path, mode: .create)
    try ledger.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 0") }
    #expect(throws: LedgerError.olderSchema(path: path, found: 0, known: Migration.newest)) {
      try Ledger.open(at: path, mode: .readOnly)
    }
  }

  @Test("damage is named, not guessed at")
  func damaged() throws {
    let folder = try ScratchFolder()
    let path = folder.file("ledger.db")
    try {
      let ledger = try Ledger.open(at: path, mode: .create)
      for number in 0..<50 { try ledger.append("r\(number)") }
      try ledger.queue.close()
    }()
    var bytes = try folder.bytes("ledger.db")
    for index in 8192..<bytes.count where index % 3 == 0 { bytes[index] = 0xaa }
    try folder.write(bytes, to: "ledger.db")
    let error = #expect(throws: LedgerError.self) {
      _ = try Ledger.open(at: path, mode: .readWrite).records()
    }
    #expect(error?.diagnostic.id == "ledger-corrupt")
  }

  @Test("every error says what is wrong and gives a way out")
  func diagnostics() {
    let errors: [LedgerError] = [
      .missing(path: "p"), .cannotOpen(path: "p", reason: "r"), .notADatabase(path: "p"),
      .notALedger(path: "p"), .newerSchema(path: "p", found: 2, known: 1),
      .olderSchema(path: "p", found: 0, known: 1), .readOnly(path: "p"),
      .logUnreadable(path: "p"), .diskFull(path: "p"),
      .inputOutput(path: "p", reason: "r"), .corrupt(path: "p", reason: "r"), .busy(path: "p"),
      .constraint(path: "p", reason: "r"),
      .unknownSource(path: "p", id: RecordID(kind: "k", id: "i"), rev: 1),
      .unknownObservation(path: "p", kind: "k"), .badQuery(path: "p", reason: "r"),
      .failed(path: "p", reason: "r"),
    ]
    #expect(Set(errors.map(\.diagnostic.id)).count == errors.count)
    for error in errors {
      #expect(error.diagnostic.message.contains("`p`"))
      #expect(error.diagnostic.help?.isEmpty == false)
    }
  }
}

extension Ledger.Mode {
  static let allModes: [Ledger.Mode] = [.create, .readWrite, .readOnly]
}
