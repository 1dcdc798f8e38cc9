import Foundation
import Testing

/// `waymark export-page` as somebody uses it who needs a runbook without a network.
@Suite struct ExportTests {
  private func demo() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    return sandbox
  }

  @Test func aRunbookIsOneFileThatAsksForNothing() throws {
    let sandbox = try demo()
    let done = try sandbox.waymark("export-page", "runbook/shop-2", "-o", "x.html", at: "demo")
    #expect(done.code == 0 && done.error.isEmpty, "\(done.error)")
    #expect(done.out.hasPrefix("x.html: runbook/shop-2, "))
    let html = try sandbox.text("demo/x.html")
    #expect(html.contains("systemctl") && html.contains("data-task="))
    for tag in ["<link", " src=", "<img", "@import", "url("] {
      #expect(!html.contains(tag), "\(tag)")
    }
    #expect(html.contains("default-src"))
    #expect(html.contains("[component/shop]"), "without an address targets stand in brackets")
    // To standard output the same bytes, and again the same.
    let printed = try sandbox.waymark("export-page", "runbook/shop-2", at: "demo")
    #expect(printed.code == 0 && printed.out == html)
  }

  @Test func everyDocumentOfAWorkspaceIsExported() throws {
    let sandbox = try demo()
    let documents = [
      "index", "runbook/shop-2", "migration-guide/shop-2", "component/shop", "metrics", "teams",
    ]
    for document in documents {
      let done = try sandbox.waymark("export-page", document, at: "demo")
      #expect(done.code == 0, "\(document): \(done.error)")
      #expect(done.out.hasSuffix("</html>\n"), "\(document)")
    }
  }

  @Test func anEditionStaysWhatItWas() throws {
    let sandbox = try demo()
    #expect(try sandbox.waymark("publish", at: "demo").code == 0)
    let before = try sandbox.waymark("export-page", "runbook/shop-2@v1", at: "demo")
    #expect(before.code == 0 && before.out.contains("Edition v1 of 1"), "\(before.error)")
    try sandbox.write(
      Samples.upgrade.replacingOccurrences(of: "Stop the workers", with: "Halt the workers"),
      to: "demo/records/upgrade/shop-2.yaml")
    try sandbox.waymark("apply", at: "demo")
    try sandbox.waymark("publish", at: "demo")
    let old = try sandbox.waymark("export-page", "runbook/shop-2@v1", at: "demo").out
    #expect(old.contains("Stop the workers") && !old.contains("Halt the workers"))
    #expect(old.contains("You are reading v1."))
    let new = try sandbox.waymark("export-page", "runbook/shop-2", at: "demo").out
    #expect(new.contains("Halt the workers"))
  }

  @Test func mistakesAreExplained() throws {
    let sandbox = try demo()
    let typing = try sandbox.waymark("export-page", "runbook/shp-2", "-o", "x.html", at: "demo")
    #expect(typing.code == 3)
    #expect(typing.error.contains("did you mean `runbook/shop-2`?"))
    let sort = try sandbox.waymark("export-page", "runbok/shop-2", at: "demo")
    #expect(sort.code == 3 && sort.error.contains("did you mean `runbook`?"))
    let none = try sandbox.waymark("export-page", "runbook/shop-2@v3", at: "demo")
    #expect(none.code == 3 && none.error.contains("error[unknown-edition]"))
    let bad = try sandbox.waymark("export-page", "runbook/shop-2@three", at: "demo")
    #expect(bad.code == 3 && bad.error.contains("error[bad-edition]"))
    #expect(try sandbox.waymark("export-page", at: "demo").code == 2)
    #expect(!sandbox.exists("demo/x.html"))
  }

  @Test func whatIsInternalStaysInside() throws {
    let sandbox = try demo()
    try sandbox.write(
      Samples.upgrade.replacingOccurrences(of: "Stop the workers", with: "CANARY-STEP")
        + "\nvisibility: internal\n", to: "demo/records/upgrade/secret.yaml")
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    let refused = try sandbox.waymark("export-page", "runbook/secret", at: "demo")
    #expect(refused.code == 3 && !refused.error.contains("CANARY") && refused.out.isEmpty)
    for document in ["component/shop", "index", "metrics", "runbook/shop-2"] {
      let html = try sandbox.waymark("export-page", document, at: "demo").out
      #expect(!html.contains("CANARY") && !html.contains("runbook/secret"), "\(document)")
    }
    let asked = try sandbox.waymark(
      "export-page", "runbook/secret", "--include-internal", "-o", "s.html", at: "demo")
    #expect(asked.code == 0 && asked.out.contains("it shows internal records"))
  }
}
