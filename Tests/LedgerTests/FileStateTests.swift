import Primitives
import Testing

@testable import Ledger

@Suite("States of files")
struct FileStateTests {
  private func place(_ path: String, in states: FileStates) -> Int? {
    Array(path.utf8).withUnsafeBufferPointer { states.place(of: $0) }
  }

  @Test("each file is found by its path, whatever their number, and no other")
  func find() throws {
    let ledger = try Ledger.inMemory()
    #expect(place("records/team/a.yaml", in: try ledger.fileStates()) == nil)
    // Paths of every length, and many that differ in one byte only.
    let paths = (0..<3000).map { number in
      "records/team/\(String(repeating: "x", count: number % 23))\(number).yaml"
    }
    let files = Dictionary(
      uniqueKeysWithValues: paths.enumerated().map { number, path in
        (
          path,
          FileStamp(
            size: number, modifiedNanoseconds: -number, digest: Digest(of: path),
            records: (0..<number % 4).map { RecordID(kind: "team", id: "t\(number)-\($0)") })
        )
      })
    try ledger.write { try $0.remember(files) }
    let states = try ledger.fileStates()
    #expect(states.count == 3000)
    for (path, stamp) in files {
      let found = try #require(place(path, in: states), "\(path)")
      #expect(states.path(found) == path)
      #expect(states.records(found) == stamp.records)
      #expect(states.recordCount(found) == stamp.records.count)
      #expect(states.isSame(found, size: stamp.size, modifiedNanoseconds: -stamp.size))
      #expect(!states.isSame(found, size: stamp.size + 1, modifiedNanoseconds: -stamp.size))
      #expect(!states.isSame(found, size: stamp.size, modifiedNanoseconds: 1))
    }
    for other in ["", "records/team/0.yam", "records/team/0.yaml ", "records/team/3000.yaml"] {
      #expect(place(other, in: states) == nil, "\(other)")
    }
  }

  @Test("what a stamp says of its records comes back, also as older programs wrote it")
  func stated() throws {
    let ledger = try Ledger.inMemory()
    let (a, b) = (RecordID(kind: "team", id: "a"), RecordID(kind: "team", id: "b"))
    func stamp(_ revisions: [RecordID: Int], _ named: [RecordID: Int]) -> FileStamp {
      FileStamp(
        size: 1, modifiedNanoseconds: 2, digest: Digest(of: ""), records: [a, b],
        revisions: revisions, named: named)
    }
    let stamps = [
      "x": stamp([a: 3, b: 1], [a: 0, b: 1]), "y": stamp([a: 3], [a: 2]), "z": stamp([:], [:]),
      "older": stamp([a: 3, b: 1], [:]),
    ]
    try ledger.write { try $0.remember(stamps) }
    #expect(try ledger.knownFiles() == stamps)
    #expect(try ledger.files(stating: b).keys.sorted() == ["older", "x", "y", "z"])
    let rows = try ledger.query("SELECT path, records FROM file_stamp ORDER BY path").rows
    #expect(rows[0] == ["older", "team/a@3 team/b@1"])
    #expect(rows[1] == ["x", "team/a@3:0 team/b@1:1"])
  }
}
