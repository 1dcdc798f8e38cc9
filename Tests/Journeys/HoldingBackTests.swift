import Foundation
import Testing

/// What must not go out stays in, and says where it stands and how to let it go.
@Suite("sites that are held back") struct HoldingBackTests {
  private static let component = "title: Shop\ntype: service\nsummary: Sells things.\n"

  private func makeSandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.waymark("apply", at: "demo")
    let run = try sandbox.waymark("build", at: "demo")
    try #require(run.code == 0, "\(run.error)")
    return sandbox
  }

  @Test func deadLinksNameTheLineOfTheRecord() throws {
    let sandbox = try makeSandbox()
    let before = try sandbox.tree("demo/public")
    try sandbox.write(
      """
      title: Shop
      type: service
      summary: |
        It sells things.
        See [the plan](../runbook/shop-3.md) and [its start](../runbook/shop-2.md#nowhere).

      """, to: "demo/records/component/shop.yaml")
    try sandbox.waymark("apply", at: "demo")
    let run = try sandbox.waymark("build", at: "demo")
    #expect(run.code == 1)
    #expect(
      run.error.contains("records/component/shop.yaml:5:18: error[dead-link]"), "\(run.error)")
    #expect(run.error.contains("records/component/shop.yaml:5:56: error[dead-anchor]"))
    #expect(run.error.contains("   |                  ^^^^^^^^^^^^^^^^^^^^\n"))
    #expect(run.error.contains("did you mean `../runbook/shop-2.md`?"))
    #expect(run.error.contains("public was left as it was; --keep-going builds all the same"))
    #expect(try sandbox.tree("demo/public") == before)
    let update = try sandbox.waymark("update", at: "demo")
    #expect(update.code == 1 && update.error.contains("public was left as it was"))
    #expect(try sandbox.tree("demo/public") == before)
    let kept = try sandbox.waymark("build", "--keep-going", at: "demo")
    #expect(kept.code == 1)
    #expect(kept.error.contains("error[dead-link]") && kept.error.contains("error[dead-anchor]"))
    #expect(try sandbox.text("demo/public/component/shop.html").contains("It sells things."))
    let again = try sandbox.waymark("build", "--keep-going", at: "demo")
    #expect(again.code == 1 && again.error.contains("shop.yaml:5:18"), "also with nothing to do")
    try sandbox.write(Self.component, to: "demo/records/component/shop.yaml")
    try sandbox.waymark("apply", at: "demo")
    #expect(try sandbox.waymark("build", at: "demo").code == 0)
  }

  @Test func deadLinksOfTemplatesNameTheLineOfTheTemplate() throws {
    let sandbox = try makeSandbox()
    let template = try sandbox.waymark("templates", "show", "component", at: "demo").out
    try sandbox.write(
      template + "\n[more](../nowhere/{{record.id}}.md)\n", to: "demo/templates/component.md")
    let run = try sandbox.waymark("build", at: "demo")
    let line = template.split(separator: "\n", omittingEmptySubsequences: false).count + 1
    #expect(run.code == 1)
    #expect(
      run.error.contains("templates/component.md:\(line):8: error[dead-link]"), "\(run.error)")
  }

  @Test func secretsAreNotPublished() throws {
    let sandbox = try makeSandbox()
    let before = try sandbox.tree("demo/public")
    let token = "ghp_" + "a8Zk3Lq9Xw2Rt7Yb5Nc1Vd4Mf6Hg0Js8Pe2Ku"
    let plan = Samples.upgrade.replacingOccurrences(
      of: "summary: Moves the shop to version 2.", with: "summary: Use the token \(token) for it.")
    try #require(plan != Samples.upgrade)
    try sandbox.write(plan, to: "demo/records/upgrade/shop-2.yaml")
    try sandbox.waymark("apply", at: "demo")
    for arguments in [["publish"], ["build"], ["build", "--keep-going"], ["update"]] {
      let run = try sandbox.run(Sandbox.program, arguments, at: "demo")
      #expect(run.code == 1, "\(arguments) \(run.out)")
      #expect(run.error.contains("records/upgrade/shop-2.yaml:"), "\(run.error)")
      #expect(run.error.contains("error[command.secret]: `summary` holds what looks like a GitHub"))
      #expect(run.error.contains("revoke it; write a variable"))
      #expect(!run.error.contains(token) && !run.out.contains(token))
      #expect(try sandbox.tree("demo/public") == before)
      #expect(!sandbox.exists("demo/editions"))
    }
    let settings = try sandbox.text("demo/waymark.yaml")
    func allow(until day: String) throws {
      try sandbox.write(
        settings
          + "exemptions:\n  - {rule: command.secret, record: upgrade/shop-2, who: ops, why: revoked, until: \(day)}\n",
        to: "demo/waymark.yaml")
    }
    try allow(until: "2025-12-31")
    #expect(try sandbox.waymark("publish", at: "demo").code == 1, "an exemption that ended")
    try allow(until: "2026-12-31")
    #expect(try sandbox.waymark("publish", at: "demo").code == 0)
    #expect(try sandbox.waymark("build", at: "demo").code == 0)
    #expect(try sandbox.text("demo/public/runbook/shop-2.md").contains("ghp"))
  }

  /// What a tombstone shows, and what is said of a change, get out as well.
  @Test func secretsOfRetiredRecordsAndInReasonsAreNotPublished() throws {
    let sandbox = try makeSandbox()
    let token = "ghp_" + "a8Zk3Lq9Xw2Rt7Yb5Nc1Vd4Mf6Hg0Js8Pe2Ku"
    let said = try sandbox.run(
      Sandbox.program, ["publish", "--reason", "rotated \(token)"], at: "demo")
    #expect(said.code == 3 && said.error.contains("the reason holds what looks like a GitHub"))
    #expect(!said.error.contains(token) && !sandbox.exists("demo/editions"))
    let plan = Samples.upgrade.replacingOccurrences(
      of: "summary: Moves the shop to version 2.", with: "summary: Use the token \(token) for it.")
    try sandbox.write(plan, to: "demo/records/upgrade/shop-2.yaml")
    try sandbox.waymark("apply", at: "demo")
    try FileManager.default.removeItem(
      at: sandbox.folder.appending(path: "demo/records/upgrade/shop-2.yaml"))
    try sandbox.waymark("apply", "--prune", at: "demo")
    let run = try sandbox.run(Sandbox.program, ["build"], at: "demo")
    #expect(run.code == 1 && run.error.contains("`summary` holds what looks like a GitHub"))
    #expect(!run.error.contains(token))
    // The way out that is told leads out.
    #expect(run.error.contains("write its file anew without it, apply, and retire it again"))
    try sandbox.write(Samples.upgrade, to: "demo/records/upgrade/shop-2.yaml")
    try sandbox.waymark("apply", at: "demo")
    try FileManager.default.removeItem(
      at: sandbox.folder.appending(path: "demo/records/upgrade/shop-2.yaml"))
    try sandbox.waymark("apply", "--prune", at: "demo")
    #expect(try sandbox.waymark("build", at: "demo").code == 0)
  }

  @Test func renamedRecordsKeepTheirAddresses() throws {
    let sandbox = try makeSandbox()
    try sandbox.write(
      Self.component + "aliases: [old-shop, CVE-2024-1, 'a b']\n",
      to: "demo/records/component/shop.yaml")
    try sandbox.waymark("apply", at: "demo")
    #expect(try sandbox.waymark("build", at: "demo").code == 0)
    let stub = try sandbox.text("demo/public/component/old-shop.html")
    #expect(stub.contains("content=\"0; url=shop.html\""))
  }

  @Test func integrityIsAChoice() throws {
    let sandbox = try makeSandbox()
    #expect(try !sandbox.text("demo/public/index.html").contains("integrity="))
    let settings = try sandbox.text("demo/waymark.yaml")
    try sandbox.write(settings + "integrity: true\n", to: "demo/waymark.yaml")
    try sandbox.waymark("build", at: "demo")
    let page = try sandbox.text("demo/public/index.html")
    let loaded = page.components(separatedBy: "<script").count - 1
    #expect(page.contains("main.css\" integrity=\"sha256-"))
    #expect(page.components(separatedBy: " integrity=\"sha256-").count > loaded)
  }

  @Test func quietTellsOnlyProblems() throws {
    let sandbox = try makeSandbox()
    for command in ["apply", "publish", "build", "update"] {
      let run = try sandbox.waymark(command, "--quiet", at: "demo")
      #expect(run.code == 0 && run.out.isEmpty && run.error.isEmpty, "\(command): \(run.out)")
    }
    // No terminal, no progress: not a byte of it in what others read.
    #expect(try !sandbox.waymark("build", at: "demo").error.contains("\u{1B}"))
  }
}
