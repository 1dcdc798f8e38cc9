import Foundation
import Testing

@Suite("Journey: from an empty folder to a site")
struct SessionTests {
  @Test("init, a mistake, apply, render, publish, status, build")
  func session() throws {
    let sandbox = try Sandbox()
    let made = try sandbox.waymark("init", "demo", "--title", "Demo")
    #expect(made.code == 0)
    #expect(
      made.out == """
        made demo/waymark.yaml
        made demo/records/
        made demo/.gitignore
        next: waymark new component --id my-service, then waymark apply

        """)
    try sandbox.makeDemo()

    // A mistake: nothing is taken in, and the message says what to do.
    let plan = "demo/records/upgrade/shop-2.yaml"
    let mistaken = Samples.upgrade.replacingOccurrences(
      of: "component: shop", with: "component: shpo")
    try sandbox.write(mistaken, to: plan)
    let refused = try sandbox.waymark("apply", at: "demo")
    #expect(refused.code == 3)
    #expect(refused.out == "")
    #expect(
      refused.error == """
        records/upgrade/shop-2.yaml:5:12: error[dangling-reference]: there is no record \
        component/shpo
         5 | component: shpo
           |            ^^^^
          help: did you mean `shop`?


        """)
    #expect(try sandbox.waymark("list", at: "demo").out.hasSuffix("0 records\n"))

    try sandbox.write(Samples.upgrade, to: plan)
    #expect(
      try sandbox.waymark("apply", "--dry-run", at: "demo").out == """
        would be created  component/shop
        would be created  team/platform
        would be created  upgrade/shop-2
        3 created, 0 revised, 0 unchanged

        """)
    let applied = try sandbox.waymark("apply", at: "demo")
    #expect(applied.code == 0)
    #expect(applied.error == "")
    #expect(
      applied.out == """
        created  component/shop
        created  team/platform
        created  upgrade/shop-2
        3 created, 0 revised, 0 unchanged

        """)
    #expect(
      try sandbox.waymark("apply", at: "demo").out
        == "0 created, 0 revised, 3 unchanged: nothing changed\n")

    let draft = try sandbox.waymark("render", "runbook/shop-2", at: "demo")
    #expect(draft.code == 0)
    #expect(draft.out.hasPrefix("# Shop 1 to 2\n"))
    #expect(draft.out.contains("systemctl stop shop-workers"))

    let status = try sandbox.waymark("status", at: "demo")
    #expect(status.out.contains("runbook/shop-2          -        unpublished  first edition\n"))
    #expect(
      try sandbox.waymark("publish", at: "demo").out == """
        runbook/shop-2 v1  first edition
        migration-guide/shop-2 v1  first edition
        2 new editions, 0 unchanged

        """)
    #expect(
      try sandbox.waymark("publish", at: "demo").out
        == "0 new editions, 2 unchanged: nothing changed\n")
    #expect(try sandbox.waymark("status", at: "demo").out == "all 2 documents are current\n")

    let built = try sandbox.waymark("build", at: "demo")
    #expect(built.code == 0)
    #expect(built.error == "")
    for file in [
      "index.html", "index.md", "runbook/shop-2.html", "runbook/shop-2.md",
      "runbook/shop-2/v1.html",
      "component/shop.html", "search.html", "404.html", "feed.xml", "llms.txt", "robots.txt",
    ] { #expect(sandbox.exists("demo/public/\(file)"), "\(file)") }
    #expect(try sandbox.waymark("build", at: "demo").out.hasSuffix(": nothing changed\n"))
    let verified = try sandbox.waymark("verify", at: "demo").out.split(separator: "\n")
    #expect(verified.first == "every revision, edition and text is as it was recorded")
    #expect(verified.dropFirst().first?.wholeMatch(of: /head [0-9a-f]{64} of 3 revisions/) != nil)
    #expect(
      verified.dropFirst(2) == ["2 editions made again byte for byte, 0 differ, 0 not made again"])
  }

  @Test("update does it all, and nothing the second time")
  func update() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    let first = try sandbox.waymark("update", at: "demo")
    #expect(first.code == 0)
    #expect(first.out.contains("applied    3 created, 0 revised, 0 unchanged\n"))
    #expect(!first.out.contains("nothing changed"))
    let second = try sandbox.waymark("update", at: "demo")
    #expect(second.code == 0)
    #expect(second.out.contains("applied    0 created, 0 revised, 3 unchanged\n"))
    #expect(second.out.contains("\nnothing changed\n"))
  }

  @Test("findings of the rules are told, with their place, and end with 1")
  func check() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.waymark("apply", at: "demo")
    #expect(try sandbox.waymark("check", at: "demo").code == 0)
    let steps = Samples.upgrade.components(separatedBy: "  steps:\n    - key: back")
    try sandbox.write(steps[0], to: "demo/records/upgrade/shop-2.yaml")
    try sandbox.waymark("apply", at: "demo")
    let run = try sandbox.waymark("check", at: "demo")
    #expect(run.code == 1)
    #expect((run.out + run.error).contains("records/upgrade/shop-2.yaml:"))
    #expect((run.out + run.error).contains("error[upgrade.no-rollback]"))
  }

  @Test("a revised record puts its runbook behind; a new edition leaves the old one alone")
  func editions() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.waymark("apply", at: "demo")
    try sandbox.waymark("publish", at: "demo")
    let first = try sandbox.text("demo/editions/runbook/shop-2/v1.md")

    let revised = Samples.upgrade.replacingOccurrences(
      of: "title: Stop the workers", with: "title: Stop all workers")
    try sandbox.write(revised, to: "demo/records/upgrade/shop-2.yaml")
    #expect(try sandbox.waymark("apply", at: "demo").out.contains("revised  upgrade/shop-2\n"))
    #expect(
      try sandbox.waymark("status", at: "demo").out.contains("behind  upgrade/shop-2@2 revised"))
    // Drafts are drafts: the edition and its page stay as they were until somebody publishes.
    #expect(try sandbox.waymark("publish", at: "demo").out.contains("runbook/shop-2 v2"))
    #expect(try sandbox.text("demo/editions/runbook/shop-2/v1.md") == first)
    #expect(try sandbox.text("demo/editions/runbook/shop-2/v2.md").contains("Stop all workers"))

    let history = try sandbox.waymark("history", "upgrade/shop-2", at: "demo").out
    #expect(history.split(separator: "\n").count == 3)
    #expect(
      try sandbox.waymark("show", "upgrade/shop-2", "--rev", "1", at: "demo").out
        .contains("title: Stop the workers"))
    #expect(
      try sandbox.waymark("show", "upgrade/shop-2", at: "demo").out.contains("Stop all workers"))
  }

  @Test("what was known then")
  func asOf() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.waymark("apply", at: "demo")
    sandbox.environment["SOURCE_DATE_EPOCH"] = "1769904000"  // 2026-02-01
    let revised = Samples.upgrade.replacingOccurrences(of: "Shop 1 to 2", with: "Shop in February")
    try sandbox.write(revised, to: "demo/records/upgrade/shop-2.yaml")
    try sandbox.waymark("apply", at: "demo")

    let now = try sandbox.waymark("render", "runbook/shop-2", at: "demo").out
    let then = try sandbox.waymark("render", "runbook/shop-2", "--as-of", "2026-01-15", at: "demo")
      .out
    #expect(now.contains("Shop in February"))
    #expect(!then.contains("Shop in February"))
    #expect(then.hasPrefix("# Shop 1 to 2\n"))
    #expect(
      try sandbox.waymark("list", "--as-of", "2025-12-31", at: "demo").out.hasSuffix("0 records\n"))
    #expect(
      try sandbox.waymark("list", "upgrade", "--as-of", "2026-01-15", at: "demo").out
        .contains("Shop 1 to 2"))
  }

  @Test("apply --prune retires what no file states")
  func prune() throws {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.waymark("apply", at: "demo")
    try FileManager.default.removeItem(
      at: sandbox.folder.appending(path: "demo/records/upgrade/shop-2.yaml"))
    #expect(
      try sandbox.waymark("apply", at: "demo").out
        == "0 created, 0 revised, 2 unchanged: nothing changed\n")
    #expect(
      try sandbox.waymark("apply", "--prune", at: "demo").out.contains("retired  upgrade/shop-2\n"))
    #expect(try sandbox.waymark("list", at: "demo").out.hasSuffix("2 records\n"))
    #expect(try sandbox.waymark("history", "upgrade/shop-2", at: "demo").out.contains("retired"))
  }
}
