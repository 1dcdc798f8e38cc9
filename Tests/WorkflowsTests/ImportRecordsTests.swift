import Foundation
import Primitives
import Records
import TestSupport
import Testing
import Workflows

@Suite("importing a repository's notes", .serialized)
struct ImportRecordsTests {
  private let note = "releasenotes/notes/fix-0000000000000001.yaml"
  private let id = "change/shop-fix-0000000000000001-fixes"
  private let file = "records/change/shop-fix-0000000000000001-fixes.yaml"

  private func made() throws -> (ScratchWorkspace, ScratchRepository) {
    let (scratch, git) = (try ScratchWorkspace(), try ScratchRepository())
    try scratch.apply()
    try git.commit(
      "start",
      [
        note: "fixes:\n  - |\n    It was wrong. It is right now.\n",
        "releasenotes/notes/new-0000000000000002.yaml": "features:\n  - It is new.\n",
      ])
    try git.git("tag", "1.0.0")
    return (scratch, git)
  }

  @discardableResult
  private func run(
    _ scratch: ScratchWorkspace, _ git: ScratchRepository,
    _ change: (inout ImportRecords.Options) -> Void = { _ in }
  ) async throws -> ImportRecords.Outcome {
    var options = ImportRecords.Options("reno", git.folder.path, at: scratch.now)
    options.values = ["component": "shop"]
    options.by = "importer"
    change(&options)
    return try await ImportRecords.run(scratch.workspace, options)
  }

  @Test("records and files are made, and again nothing changes, remembered or not")
  func twice() async throws {
    let (scratch, git) = try made()
    let dry = try await run(scratch, git) { $0.isDryRun = true }
    #expect(dry.created.count == 3 && !scratch.exists(file))
    let first = try await run(scratch, git)
    #expect(first.created == dry.created && first.imported == 2 && first.diagnostics.isEmpty)
    #expect(try scratch.text(file).contains("release: 1.0.0"))
    let memory = ".waymark/import-reno-shop.json"
    #expect(scratch.exists(memory))
    let second = try await run(scratch, git)
    #expect(second.isUnchanged && second.unchanged == 3 && second.read == first.read)
    // A damaged memory is none.
    try scratch.write("rubbish\n{", to: memory)
    #expect(try await run(scratch, git).unchanged == 3)
    try FileManager.default.removeItem(at: scratch.folder.appending(path: memory))
    #expect(try await run(scratch, git).unchanged == 3)
    let applied = try scratch.apply()
    #expect(applied.isUnchanged && applied.filesRead == 0)
  }

  @Test("what changed in the repository is revised, what was written here stays")
  func merged() async throws {
    let (scratch, git) = try made()
    try await run(scratch, git)
    // Edited here: another title, and who is affected.
    let edited = try scratch.text(file).replacingOccurrences(
      of: "title: It was wrong", with: "title: Mend it\naffected: Everybody.")
    try scratch.write(
      edited.replacingOccurrences(of: "\naffected: Everybody.", with: "")
        + "affected: Everybody.\n", to: file)
    try scratch.apply()
    #expect(try await run(scratch, git).edited == 1)
    // Changed there: more to say.
    try git.commit("edit", [note: "fixes:\n  - |\n    It was wrong. It is really right now.\n"])
    let outcome = try await run(scratch, git)
    #expect(outcome.revised.map(\.description) == [id] && outcome.diagnostics.isEmpty)
    let newest = try #require(try scratch.newest(id))
    #expect(newest["title"] == "Mend it" && newest["affected"] == "Everybody.")
    #expect(newest["details"] == "It was wrong. It is really right now.")
    #expect(try scratch.text(file).contains("really right"))
    #expect(try scratch.apply().isUnchanged)
    // The history has the repository's own text, and then what became of it.
    #expect(newest.rev == 4)
    #expect(try await run(scratch, git).isUnchanged)
  }

  @Test("where both changed a field the record stays, until somebody decides")
  func conflict() async throws {
    for winner in [ImportMerge.Winner.ours, .theirs] {
      let (scratch, git) = try made()
      try await run(scratch, git)
      try scratch.write(
        try scratch.text(file).replacingOccurrences(of: "It is right now.", with: "Mine."), to: file
      )
      try scratch.apply()
      try git.commit("edit", [note: "fixes:\n  - |\n    It was wrong. Theirs.\n"])
      for _ in 0..<2 {
        let outcome = try await run(scratch, git)
        #expect(outcome.diagnostics.map(\.id) == ["import-conflict"])
        #expect(outcome.diagnostics.first?.message.contains("Theirs.") == true)
        #expect(outcome.isUnchanged)
        #expect(try scratch.newest(id)?["details"] == "It was wrong. Mine.")
      }
      let decided = try await run(scratch, git) { $0.winner = winner }
      #expect(decided.revised.count == 1 && decided.diagnostics.isEmpty)
      let text = winner == .ours ? "It was wrong. Mine." : "It was wrong. Theirs."
      #expect(try scratch.newest(id)?["details"]?.text == text)
      #expect(try await run(scratch, git).isUnchanged)
    }
  }

  @Test("notes that are gone stay, and go with their files when asked")
  func gone() async throws {
    let (scratch, git) = try made()
    try await run(scratch, git)
    try git.commit("delete", [note: nil])
    let first = try await run(scratch, git)
    #expect(first.gone.map(\.description) == [id] && first.retired.isEmpty && scratch.exists(file))
    let second = try await run(scratch, git) { $0.prunes = true }
    #expect(second.retired.map(\.description) == [id] && !scratch.exists(file))
    #expect(try scratch.newest(id)?.isRetired == true)
    #expect(try scratch.apply().isUnchanged)
    #expect(try await run(scratch, git).gone.isEmpty)
  }

  @Test("a release that people recorded gets what it lacks, and an unknown component is refused")
  func own() async throws {
    let (scratch, git) = try made()
    try scratch.write(
      "title: The first\ncomponent: shop\nversion: 1.0.0\nstatus: planned\n",
      to: "records/release/first.yaml")
    try scratch.apply()
    try git.commit(
      "prelude", ["releasenotes/notes/pre-0000000000000003.yaml": "prelude: Read it.\n"])
    try git.git("tag", "--force", "1.0.0")
    let outcome = try await run(scratch, git)
    #expect(outcome.created.allSatisfy { $0.kind == "change" })
    let release = try #require(try scratch.newest("release/first"))
    #expect(release["title"] == "The first" && release.status == "planned")
    #expect(release["notes"] == "Read it." && release["date"] != nil)
    #expect(try await run(scratch, git).isUnchanged)
    await #expect(throws: Diagnostics.self) {
      try await run(scratch, git) { $0.values["component"] = "shap" }
    }
  }
}
