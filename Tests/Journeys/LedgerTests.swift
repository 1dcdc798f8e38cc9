import Foundation
import Testing

@Suite("Journey: the ledger can be trusted")
struct LedgerJourneys {
  /// Python's `sqlite3`, to do what nobody should; the tests that need it say so where it is absent.
  private static let python = URL(filePath: "/usr/bin/python3")

  private func tampered(_ statements: String) throws -> (Sandbox, Sandbox.Run)? {
    let sandbox = try Sandbox()
    guard FileManager.default.isExecutableFile(atPath: Self.python.path) else {
      print("skipped: there is no python3 to tamper with")
      return nil
    }
    try sandbox.makeDemo()
    try sandbox.waymark("apply", at: "demo")
    try sandbox.waymark("publish", at: "demo")
    #expect(try sandbox.waymark("verify", at: "demo").code == 0)
    let script = """
      import sqlite3
      db = sqlite3.connect("demo/.waymark/ledger.db")
      for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
          db.execute(f'DROP TRIGGER "{name}"')
      db.executescript(\"\"\"\(statements)\"\"\")
      db.commit()
      db.close()
      """
    let done = try sandbox.run(Self.python, ["-c", script])
    #expect(done.code == 0, "\(done.error)")
    return (sandbox, try sandbox.waymark("verify", at: "demo"))
  }

  @Test(
    "verify finds what was done by hand",
    arguments: [
      "UPDATE revision SET recorded_by = 'somebody else' WHERE rowid = 1",
      "DELETE FROM revision WHERE rowid = (SELECT max(rowid) FROM revision)",
      "UPDATE revision SET body = replace(body, 'Shop', 'Shed')",
    ])
  func tampering(statement: String) throws {
    guard let (_, run) = try tampered(statement) else { return }
    #expect(run.code == 3)
    #expect(run.error.contains("error["), "\(run.error)\(run.out)")
    #expect(run.error.contains("help: "))
  }

  @Test("a ledger of a newer program is refused, untouched")
  func newer() throws {
    guard let (sandbox, _) = try tampered("PRAGMA user_version = 9999") else { return }
    let before = try sandbox.tree("demo/.waymark")["ledger.db"]
    for command in ["apply", "list", "publish", "build"] {
      let run = try sandbox.waymark(command, at: "demo")
      #expect(run.code == 3, "\(command)")
      #expect(run.error.contains("newer"), "\(run.error)")
    }
    #expect(try sandbox.tree("demo/.waymark")["ledger.db"] == before)
  }

  @Test("a journal makes the same ledger elsewhere")
  func journal() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.waymark("apply", at: "demo")
    try sandbox.waymark("publish", at: "demo")
    let journal = try sandbox.waymark("journal", "export", at: "demo").out
    try sandbox.write(journal, to: "journal.jsonl")
    try sandbox.waymark("init", "copy", "--title", "Demo")
    let read = try sandbox.waymark("journal", "import", "../journal.jsonl", at: "copy")
    #expect(read.code == 0, "\(read.error)")
    #expect(try sandbox.waymark("journal", "export", at: "copy").out == journal)
    #expect(try sandbox.waymark("verify", at: "copy").code == 0)
    #expect(try sandbox.waymark("status", at: "copy").out == "all 2 documents are current\n")
    // Once more: nothing is there twice.
    try sandbox.waymark("journal", "import", "../journal.jsonl", at: "copy")
    #expect(try sandbox.waymark("journal", "export", at: "copy").out == journal)
  }

  @Test("several writers at once lose nothing")
  func writers() async throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.waymark("apply", at: "demo")
    let program = Sandbox.program
    let folder = sandbox.folder.appending(path: "demo")
    let environment = sandbox.environment
    for number in 0..<6 {
      try sandbox.write(
        Samples.component.replacingOccurrences(of: "Shop", with: "Service \(number)"),
        to: "demo/records/component/service-\(number).yaml")
    }
    func sixTimes(_ command: String) async throws -> [Int32] {
      try await withThrowingTaskGroup(of: Int32.self) { group in
        for _ in 0..<6 {
          group.addTask {
            let process = Process()
            process.executableURL = program
            process.arguments = [command]
            process.environment = environment
            process.currentDirectoryURL = folder
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
    }
    #expect(try await sixTimes("apply") == Array(repeating: 0, count: 6))
    #expect(try sandbox.waymark("list", at: "demo").out.hasSuffix("9 records\n"))
    for number in 0..<6 {
      let history = try sandbox.waymark("history", "component/service-\(number)", at: "demo").out
      #expect(history.split(separator: "\n").count == 2)
    }
    // The same text published by six at once is one edition.
    #expect(try await sixTimes("publish") == Array(repeating: 0, count: 6))
    #expect(try sandbox.tree("demo/editions").keys.sorted().allSatisfy { $0.hasSuffix("/v1.md") })
    #expect(
      try sandbox.waymark("sql", "SELECT max(number) AS newest FROM edition", at: "demo").out
        == "newest\n1\n")
    #expect(try sandbox.waymark("verify", at: "demo").code == 0)
  }

  @Test("JUnit reports become results; twice adds nothing")
  func junit() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.write(
      Samples.component.replacingOccurrences(of: "Shop", with: "Python"),
      to: "demo/records/component/python.yaml")
    try sandbox.waymark("apply", at: "demo")
    try sandbox.write(
      """
      <?xml version="1.0"?>
      <testsuites><testsuite name="unit" tests="2" failures="1" timestamp="2025-11-14T09:30:00Z">
      <testcase name="a" classname="m" time="0.1"/>
      <testcase name="b" classname="m"><failure message="no">trace</failure></testcase>
      </testsuite></testsuites>
      """, to: "demo/report.xml")
    let arguments = [
      "import", "junit", "report.xml", "--subject", "shop@2.0.0", "--counterpart", "python@3.13.0",
      "--ran-at", "2025-11-14T09:30:00Z",
    ]
    let first = try sandbox.run(Sandbox.program, arguments, at: "demo")
    #expect(first.code == 0, "\(first.error)")
    #expect(first.out.contains("1 imported (0 known already), 0 excluded, 0 refused"))
    let second = try sandbox.run(Sandbox.program, arguments, at: "demo")
    #expect(second.out.contains("1 imported (1 known already)"))
    try sandbox.write("<testsuites><testsuite>", to: "demo/report.xml")
    let broken = try sandbox.run(Sandbox.program, arguments, at: "demo")
    #expect(broken.code == 3)
    #expect(broken.error.contains("report.xml:"))
  }
}
