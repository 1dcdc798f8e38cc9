import Foundation
import TestSupport
import Testing

/// A team takes over the notes of a project that uses reno.
@Suite("importing notes", .serialized)
struct ImportTests {
  @Test("import reno: dry, once, again, with something new")
  func reno() throws {
    let sandbox = try Sandbox()
    let git = try ScratchRepository()
    let note = "releasenotes/notes/fix-0000000000000001.yaml"
    try git.commit(
      "one",
      [note: "fixes:\n  - It was wrong.\nfeature:\n  - It is new.\nupgrade:\n  - Run this.\n"])
    try git.git("tag", "1.0.0")
    try sandbox.waymark("init", "demo", "--title", "Demo")
    let arguments = ["import", "reno", git.folder.path, "--component", "shop"]
    func run(_ more: String...) throws -> Sandbox.Run {
      try sandbox.run(Sandbox.program, arguments + more, at: "demo")
    }
    let early = try run()
    #expect(early.code == 3 && early.error.contains("unknown-component"))
    try sandbox.write(
      "title: Shop\ntype: service\nversionScheme: semver\n", to: "demo/records/component/shop.yaml")
    try sandbox.waymark("apply", at: "demo")
    let dry = try run("--dry-run")
    #expect(dry.out.contains("would be created  change/shop-fix-0000000000000001-fixes"))
    #expect(!sandbox.exists("demo/records/change"))
    let first = try run()
    #expect(first.code == 1)
    #expect(first.error.contains("fix-0000000000000001.yaml:3:1: error[reno-unknown-section]"))
    #expect(first.error.contains("--section feature=features"))
    #expect(first.out.contains("3 entries read: 2 imported, 0 excluded, 1 refused"))
    let told = try run("--section", "feature=features")
    #expect(told.code == 0 && told.out.contains("records: 1 created, 0 revised, 3 unchanged"))
    let again = try run("--section", "feature=features")
    #expect(again.code == 0 && again.out.contains("nothing changed"))
    let notes = try sandbox.waymark("notes", "shop", "--release", "1.0.0", at: "demo")
    #expect(notes.out.contains("## Required actions") && notes.out.contains("### It was wrong"))
    try git.commit("edit", [note: "fixes:\n  - It was very wrong.\n"])
    let new = try run()
    #expect(new.code == 0 && new.out.contains("revised  change/shop-fix-0000000000000001-fixes"))
    #expect(new.out.contains("gone      change/shop-fix-0000000000000001-upgrade"))
    let pruned = try run("--prune")
    #expect(pruned.out.contains("2 retired"))
    #expect(try sandbox.waymark("apply", at: "demo").out.contains("nothing changed"))
    #expect(try sandbox.waymark("verify", at: "demo").code == 0)
    let wrong = try run("--section", "feature")
    #expect(wrong.code == 2 && wrong.error.contains("--section takes name=section"))
  }
}
