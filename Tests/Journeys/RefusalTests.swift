import Foundation
import Testing

@Suite("Journey: refusals teach, and leave everything as it was")
struct RefusalTests {
  struct Case: CustomTestStringConvertible {
    let arguments: [String]
    let code: Int32
    /// What standard error must hold.
    let says: [String]
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ arguments: String, _ code: Int32, _ says: String...) {
      self.arguments = arguments.split(separator: " ").map(String.init)
      self.code = code
      self.says = says
    }
  }

  @Test(
    "exit codes and ways out",
    arguments: [
      Case("", 0), Case("--help", 0), Case("--version", 0), Case("apply --help", 0),
      Case("aply", 2, "aply"), Case("apply --dry", 2, "--dry"), Case("render", 2, "document"),
      Case("list upgrad", 3, "error[unknown-kind]", "did you mean `upgrade`?"),
      Case("schema lesen", 3, "error[unknown-kind]", "did you mean `lesson`?"),
      Case("new teem", 3, "did you mean `team`?"),
      Case("new upgrade --id Bad_Id", 3, "error[bad-id]", "`bad-id`"),
      Case("new upgrade --strategy canry", 3, "canary, blue-green"),
      Case("render runbok/shop-2", 3, "error[unknown-document]", "did you mean `runbook`?"),
      Case("render runbook/shop-3", 3, "error[unknown-document]", "shop-2"),
      Case("publish nonsense/x", 3, "error[unknown-document]"),
      Case("publish metrics", 3, "error[no-editions]"),
      Case("show upgrade/shop-2 --rev 7", 3, "error[unknown-revision]", "it has 1"),
      Case("history upgrade/shop-3", 3, "upgrade/shop-2"),
      Case("templates show runbok", 3, "error[unknown-template]", "did you mean `runbook`?"),
      Case("templates docs runbok", 3, "did you mean `runbook`?"),
      Case("render runbook/shop-2 --as-of yesterday", 3, "2"),
      Case("apply --workspace nowhere", 3, "nowhere/waymark.yaml"),
    ])
  func refusal(_ refusal: Case) throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.waymark("apply", at: "demo")
    let run = try sandbox.run(Sandbox.program, refusal.arguments, at: "demo")
    #expect(run.code == refusal.code, "\(run.error)")
    #expect(run.error.isEmpty == (refusal.code == 0))
    #expect(run.out.isEmpty == (refusal.code != 0))
    for text in refusal.says { #expect(run.error.contains(text), "\(run.error)") }
    if refusal.code == 3 { #expect(run.error.contains("help: ")) }
  }

  @Test("a folder that is no workspace")
  func noWorkspace() throws {
    let sandbox = try Sandbox()
    for arguments in [["status"], ["apply"], ["build"], ["publish"], ["list"], ["verify"]] {
      let run = try sandbox.run(Sandbox.program, arguments)
      #expect(run.code == 3)
      #expect(run.error.contains("waymark init"), "\(run.error)")
    }
    #expect(try sandbox.tree(".").isEmpty)
  }

  @Test("a mistake in one of many files: all are told, none is taken in")
  func oneOfMany() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.waymark("apply", at: "demo")
    let before = try sandbox.waymark("journal", "export", at: "demo").out
    #expect(!before.isEmpty)
    for number in 1...20 {
      try sandbox.write(
        Samples.component.replacingOccurrences(of: "Shop", with: "Service \(number)"),
        to: "demo/records/component/service-\(number).yaml")
    }
    try sandbox.write("title: [\n", to: "demo/records/component/broken.yaml")
    try sandbox.write(
      Samples.component + "\nlifecicle: production\n", to: "demo/records/component/wrong.yaml")
    let run = try sandbox.waymark("apply", at: "demo")
    #expect(run.code == 3)
    #expect(run.error.contains("records/component/broken.yaml:"))
    #expect(run.error.contains("records/component/wrong.yaml:7:1: error[unknown-field]"))
    #expect(run.error.contains("did you mean `lifecycle`?"))
    #expect(run.error.hasSuffix("2 errors\n"))
    #expect(try sandbox.waymark("journal", "export", at: "demo").out == before)
  }

  @Test("a ledger that is no database stays as it is")
  func noDatabase() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    let text = String(repeating: "somebody's notes\n", count: 100)
    try sandbox.write(text, to: "demo/.waymark/ledger.db")
    for command in ["apply", "list", "verify", "build"] {
      let run = try sandbox.waymark(command, at: "demo")
      #expect(run.code == 3)
      #expect(run.error.contains("ledger.db"), "\(run.error)")
      #expect(run.error.contains("help: "))
    }
    #expect(try sandbox.text("demo/.waymark/ledger.db") == text)
  }

  @Test("a broken template is named with its line and column before anything is written")
  func brokenTemplate() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.waymark("apply", at: "demo")
    #expect(
      try sandbox.waymark("templates", "check", at: "demo").out.hasSuffix("nothing is wrong\n"))
    let list = try sandbox.waymark("templates", "list", at: "demo").out
    for name in ["runbook", "release-notes", "partials/step"] {
      #expect(list.contains("\n\(name) "))
    }
    #expect(
      try sandbox.waymark("templates", "eject", "runbook", at: "demo").out
        == "made templates/runbook.md\n")
    #expect(
      try sandbox.waymark("templates", "eject", "runbook", at: "demo").error.contains(
        "error[template-exists]"))
    #expect(
      try sandbox.text("demo/templates/runbook.md")
        == (try sandbox.waymark("templates", "show", "runbook", at: "demo").out))

    try sandbox.write("# {{document.titel}}\n", to: "demo/templates/runbook.md")
    let expected = """
      templates/runbook.md:1:5: error[unknown-name]: `document` has no field `titel`
       1 | # {{document.titel}}
         |     ^^^^^^^^^^^^^^
        help: did you mean `title`?
      """
    for command in [["templates", "check"], ["render", "runbook/shop-2"], ["publish"], ["build"]] {
      let run = try sandbox.run(Sandbox.program, command, at: "demo")
      #expect(run.code == 3)
      #expect(run.error.hasPrefix(expected), "\(run.error)")
    }
    #expect(!sandbox.exists("demo/public"))
    #expect(!sandbox.exists("demo/editions"))
  }

  @Test("SQL reads and never writes")
  func sql() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.waymark("apply", at: "demo")
    #expect(
      try sandbox.waymark("sql", "SELECT id, strategy FROM upgrade", at: "demo").out
        == "id      strategy\nshop-2  rolling\n")
    let before = try sandbox.waymark("journal", "export", at: "demo").out
    for query in [
      "DELETE FROM revision", "DROP TABLE revision", "UPDATE revision SET rev = 9",
      "PRAGMA writable_schema = 1", "VACUUM", "ATTACH 'other.db' AS other",
      "SELECT 1; DELETE FROM revision", "WITH x AS (SELECT 1) DELETE FROM revision",
    ] {
      let run = try sandbox.waymark("sql", query, at: "demo")
      #expect(run.code == 3, "\(query): \(run.out)\(run.error)")
    }
    #expect(try sandbox.waymark("journal", "export", at: "demo").out == before)
    #expect(try sandbox.waymark("verify", at: "demo").code == 0)
  }
}
