import Foundation
import Primitives
import TestSupport
import Testing
import Workflows

/// Whatever was edited in between, a build gives what a build into an empty folder gives.
@Suite("builds of what changed") struct PartialBuildTests {
  @Test(arguments: seeds) func equalWholeBuilds(seed: Int) throws {
    var editor = try ArchiveEditor(seed: seed)
    var partial = 0
    for step in 0..<Self.steps {
      let what = try editor.edit()
      let built = try editor.build(into: "public", state: "state")
      if built.isPartial { partial += 1 }
      let clean = try editor.build(into: "clean\(step)", state: "clean\(step)-state")
      let (now, expected) = (editor.files(in: "public"), editor.files(in: "clean\(step)"))
      let names = Set(now.keys).union(expected.keys).filter { now[$0] != expected[$0] }.sorted()
      #expect(names.isEmpty, "seed \(seed), step \(step): \(what): \(names.prefix(9))")
      #expect(built.report.diagnostics.map(\.text) == clean.report.diagnostics.map(\.text))
      #expect(built.report.bytes == clean.report.bytes && built.report.pages == clean.report.pages)
      #expect(built.documents == clean.documents || built.isPartial)
      editor.remove("clean\(step)")
      editor.remove("clean\(step)-state")
      if !names.isEmpty { return }
    }
    // The law says nothing where every build is a whole one.
    #expect(partial > Self.steps / 4, "seed \(seed): only \(partial) of \(Self.steps)")
  }

  private static let seeds = Seeds.first(
    ProcessInfo.processInfo.environment["WAYMARK_SEEDS"].flatMap(Int.init) ?? 2)
  private static let steps = 24
}
