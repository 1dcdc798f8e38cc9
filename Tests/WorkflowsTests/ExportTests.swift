import Foundation
import Ledger
import Primitives
import Records
import TestSupport
import Testing

@testable import Workflows

@Suite("Export of record files")
struct ExportTests {
  private let options = ExportFiles.Options()

  @Test("a file that states its record is left byte for byte, one that is missing is written")
  func inPlace() throws {
    let scratch = try ScratchWorkspace()
    let text =
      "# Ours.\ntitle:   'Shop'\ntype: service\nlifecycle: production\nversionScheme: semver\n"
    try scratch.write(text, to: "records/component/shop.yaml")
    try scratch.apply()
    try FileManager.default.removeItem(
      at: scratch.folder.appending(path: "records/team/platform.yaml"))
    let outcome = try ExportFiles.run(scratch.workspace, .init(), options)
    #expect(outcome.written == ["records/team/platform.yaml"] && outcome.unchanged == 1)
    #expect(try scratch.text("records/component/shop.yaml") == text)
    let again = try ExportFiles.run(scratch.workspace, .init(), options)
    #expect(again.isClean && again.unchanged == 2)
    #expect(try scratch.apply().isUnchanged)
  }

  @Test("a file of an earlier revision is brought up to date; its comments stay")
  func behind() throws {
    let scratch = try ScratchWorkspace()
    try scratch.write(
      "# Ours.\ntitle: Shop\ntype: service\nlifecycle: production\nversionScheme: semver\n",
      to: "records/component/shop.yaml")
    try scratch.apply()
    try scratch.revise("component/shop", 1) { $0["tier"] = "gold" }
    let check = {
      var options = ExportFiles.Options()
      options.isDryRun = true
      return options
    }()
    #expect(
      try ExportFiles.run(scratch.workspace, .init(), check).updated == [
        "records/component/shop.yaml"
      ])
    #expect(try !scratch.text("records/component/shop.yaml").contains("tier"))
    _ = try ExportFiles.run(scratch.workspace, .init(), options)
    let text = try scratch.text("records/component/shop.yaml")
    #expect(text.hasPrefix("# Ours.\n") && text.contains("tier: gold\n") && !text.contains("rev:"))
    #expect(try scratch.apply().isUnchanged)
    // The file is known as the newest revision's: a later change of it is no conflict.
    try scratch.write(text + "sla: 99 %\n", to: "records/component/shop.yaml")
    #expect(try scratch.apply().revised.map(\.description) == ["component/shop"])
  }

  @Test("a file that was edited since is a conflict with both sides, unless forced")
  func edited() throws {
    let scratch = try ScratchWorkspace()
    try scratch.apply()
    let path = "records/component/shop.yaml"
    try scratch.revise("component/shop", 1) { $0["tier"] = "gold" }
    let mine = try scratch.text(path) + "tier: silver\n"
    try scratch.write(mine, to: path)
    let outcome = try ExportFiles.run(scratch.workspace, .init(), options)
    #expect(outcome.conflicts.count == 2)
    #expect(outcome.conflicts[0].message.contains("was edited since"))
    #expect(outcome.conflicts[1].message.contains("the file says \"silver\", the ledger \"gold\""))
    #expect(try scratch.text(path) == mine)
    var forced = options
    forced.isForced = true
    #expect(try ExportFiles.run(scratch.workspace, .init(), forced).overwritten == [path])
    #expect(try scratch.text(path).contains("tier: gold"))
  }

  @Test("retired records are not written; a file that is left of one is told of")
  func retired() throws {
    let scratch = try ScratchWorkspace()
    try scratch.apply()
    try scratch.revise("team/platform", 1, isRetired: true) { _ in }
    let outcome = try ExportFiles.run(scratch.workspace, .init(), options)
    #expect(outcome.stale == ["records/team/platform.yaml"])
    var elsewhere = options
    elsewhere.folder = scratch.folder.path + "/out"
    #expect(try ExportFiles.run(scratch.workspace, .init(), elsewhere).written.count == 1)
    #expect(!scratch.exists("out/team/platform.yaml"))
  }

  @Test("what was known then goes to a folder of its own, with the revision that it is of")
  func asOf() throws {
    let scratch = try ScratchWorkspace()
    try scratch.apply()
    try scratch.revise("component/shop", 1) { $0["tier"] = "gold" }
    let view = try Situation.View(asOf: "component/shop@1", in: scratch.workspace)
    #expect(throws: Diagnostics.self) { try ExportFiles.run(scratch.workspace, view, options) }
    var elsewhere = options
    elsewhere.folder = scratch.folder.path + "/then"
    elsewhere.selectors = ["component/sh*"]
    #expect(try ExportFiles.run(scratch.workspace, view, elsewhere).written.count == 1)
    let text = try scratch.text("then/component/shop.yaml")
    #expect(text.hasPrefix("rev: 1\n") && !text.contains("tier"))
    elsewhere.selectors = ["componnt"]
    #expect(throws: Diagnostics.self) { try ExportFiles.run(scratch.workspace, view, elsewhere) }
  }

  @Test(
    "generated records of every kind come back the same, and exporting twice gives the same bytes",
    arguments: Seeds.first(6))
  func everyKind(seed: Int) throws {
    let scratch = try ScratchWorkspace()
    try scratch.apply()
    let records = try scratch.generated(seed)
    var elsewhere = options
    elsewhere.folder = scratch.folder.path + "/out"
    #expect(try ExportFiles.run(scratch.workspace, .init(), elsewhere).written.count == records + 2)
    let first = try scratch.tree("out")
    #expect(try ExportFiles.run(scratch.workspace, .init(), elsewhere).unchanged == records + 2)
    elsewhere.folder = scratch.folder.path + "/again"
    _ = try ExportFiles.run(scratch.workspace, .init(), elsewhere)
    #expect(try scratch.tree("again") == first)
    _ = try ExportFiles.run(scratch.workspace, .init(), options)
    let applied = try scratch.apply()
    #expect(applied.isUnchanged, "\(applied.differences)")
  }
}

extension ScratchWorkspace {
  /// Puts one record of each kind, made of the schema's samples with seeded texts, into the ledger.
  fileprivate func generated(_ seed: Int) throws -> Int {
    var random = SeededGenerator(seed: seed)
    let texts = [
      "3.10", "yes", "null", "a: b", "# no comment", "- x", "'", "\"", "line\n\n  more\n# end",
      "ä 漢字",
      "tab\there", "trailing\\", "{", "| x", "&a", "2024-11-14", "x  \ny",
    ]
    let kinds = KindCatalog.all.filter { $0.name != "team" && $0.name != "component" }
    // References lead to each other: all samples bear the same id.
    for kind in KindCatalog.all {
      var fields = Sample.record(of: kind)
      fields["title"] = .string("Seed \(seed)")
      fields["summary"] = .string(random.pick(texts))
      fields["tags"] = .list(
        (0..<random.number(1...3)).map { _ in
          .string(random.pick(texts.filter { !$0.contains("\n") }))
        })
      if let body = kind.body, fields[body] != nil || random.oneIn(2) {
        fields[body] = .string(random.pick(texts))
      }
      try revise("\(kind.name)/example", 1) { $0 = fields }
    }
    return kinds.count + 2
  }

  fileprivate func tree(_ folder: String) throws -> [String: Data] {
    let root = self.folder.appending(path: folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    return try names.filter { $0.contains(".") }.reduce(into: [:]) {
      $0[$1] = try Data(contentsOf: root.appending(path: $1))
    }
  }
}
