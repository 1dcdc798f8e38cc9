import Foundation
import Primitives
import Testing

@testable import Workflows

/// What has another name now is found under the one that it had.
@Suite("renamed and retired records") struct RenamedTests {
  private static let plan = """
    title: Shop 1 to 2
    component: shop
    from: "1"
    to: "2"
    strategy: rolling
    steps: [{key: one, title: One, command: a}]
    rollback: {kind: redeploy-previous, trigger: It fails.}

    """

  @Test func theFormerAddressLeadsToTheNewOne() throws {
    let scratch = try ScratchWorkspace()
    try scratch.write(Self.plan, to: "records/upgrade/old.yaml")
    try scratch.apply()
    _ = try Publish.run(scratch.workspace, Situation.View(), programVersion: "test")
    _ = try BuildSite.run(scratch.workspace, Situation.View(), programVersion: "test")
    #expect(scratch.exists("public/runbook/old.html"))
    #expect(scratch.exists("public/migration-guide/old.html"))
    try FileManager.default.moveItem(
      at: scratch.folder.appending(path: "records/upgrade/old.yaml"),
      to: scratch.folder.appending(path: "records/upgrade/new.yaml"))
    try scratch.write(Self.plan + "aliases: [old]\n", to: "records/upgrade/new.yaml")
    try scratch.apply { $0.prunes = true }
    _ = try Publish.run(scratch.workspace, Situation.View(), programVersion: "test")
    for _ in 0..<2 {
      let built = try BuildSite.run(
        scratch.workspace, Situation.View(), programVersion: "test")
      #expect(built.problems.isEmpty && !built.report.isHeldBack)
      for document in ["runbook", "migration-guide"] {
        let page = try scratch.text("public/\(document)/old.html")
        #expect(page.contains("http-equiv=\"refresh\"") && page.contains("new.html"), "\(document)")
      }
    }
  }

  @Test func theLastDeprecationCanGo() throws {
    let scratch = try ScratchWorkspace()
    try scratch.write(
      """
      component: shop
      title: The old till
      subject: the old till
      subjectKind: behaviour
      announced: {on: 2025-01-01}
      plannedRemoval: {on: 2027-01-01}

      """, to: "records/deprecation/till.yaml")
    try scratch.apply()
    _ = try BuildSite.run(scratch.workspace, Situation.View(), programVersion: "test")
    #expect(try scratch.text("public/deprecation-timeline/index.html").contains("data-timeline"))
    try FileManager.default.removeItem(
      at: scratch.folder.appending(path: "records/deprecation/till.yaml"))
    try scratch.apply { $0.prunes = true }
    let built = try BuildSite.run(scratch.workspace, Situation.View(), programVersion: "test")
    #expect(built.problems.isEmpty && !built.report.isHeldBack, "\(built.problems)")
    #expect(try scratch.text("public/deprecation-timeline/index.html").contains("The old till"))
  }
}
