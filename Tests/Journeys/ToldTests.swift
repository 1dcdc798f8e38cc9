import Foundation
import Testing

/// What commands say at their ends, to people and to the jobs that run them.
@Suite("what commands tell") struct ToldTests {
  @Test func updateEndsWithOneWhereARuleFindsAnError() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    #expect(try sandbox.waymark("update", at: "demo").code == 0)
    let change = "title: Orders have another form\ncomponent: shop\ntype: changed\nbreaking: true\n"
    try sandbox.write(change, to: "demo/records/change/orders.yaml")
    let run = try sandbox.waymark("update", at: "demo")
    #expect(run.code == 1 && run.out.contains("1 error"), "\(run.out)")
    #expect(sandbox.exists("demo/public/index.html"))
    try sandbox.write(
      change
        + "action: Send the new form.\naffected: Who sends orders.\nwhen: before\nimpact: low\n",
      to: "demo/records/change/orders.yaml")
    #expect(try sandbox.waymark("update", at: "demo").code == 0)
  }

  @Test func noTextOfARecordCommandsTheTerminal() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.write(
      "title: \"end \\e[2J\\e]0;pwn\\a\\u202E\"\ncomponent: shop\ntype: added\n",
      to: "demo/records/change/evil.yaml")
    try sandbox.waymark("apply", at: "demo")
    try sandbox.waymark("publish", at: "demo")
    try sandbox.write(
      "title: \"end \\e[2J\\e]0;pwn\\a\\u202E\"\ncomponent: shop\ntype: changed\ndetails: \"end \\e[2J\"\n",
      to: "demo/records/change/evil.yaml")
    try sandbox.waymark("apply", at: "demo")
    for arguments in [
      ["search", "end"], ["notes", "shop", "--unreleased", "--format", "text"],
      ["diff", "release-notes/shop-unreleased"],
    ] {
      let run = try sandbox.run(Sandbox.program, arguments, at: "demo")
      #expect(run.code == 0 && run.out.contains("end "), "\(arguments): \(run.error)")
      let bad = run.out.unicodeScalars.filter {
        ($0.value < 32 && $0 != "\n" && $0 != "\t") || $0.value == 0x9b || $0.value == 0x202e
      }
      #expect(bad.isEmpty, "\(arguments)")
    }
  }
}
