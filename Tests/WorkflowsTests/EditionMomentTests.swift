import Foundation
import Ledger
import Primitives
import Records
import Testing
import Workflows

@Suite("Editions, clocks and programs")
struct EditionMomentTests {
  private let changed = ScratchWorkspace.incident.replacingOccurrences(
    of: "severity: 2", with: "severity: 1")

  private func publish(_ scratch: ScratchWorkspace, by version: String = "2") throws -> [String] {
    try Publish.run(scratch.workspace, Situation.View(), programVersion: version).published.map {
      "\($0.document) v\($0.number)"
    }
  }

  private func editions(_ scratch: ScratchWorkspace) throws -> [Edition] {
    try scratch.workspace.ledger(.readOnly).editions()
  }

  @Test("an apply with a clock that was put back is recorded after what an edition knew")
  func putBack() throws {
    let scratch = try ScratchWorkspace()
    try scratch.write(ScratchWorkspace.incident, to: "records/incident/orders.yaml")
    try scratch.apply()
    #expect(try publish(scratch) == ["incident-review/orders v1"])
    let first = try #require(try editions(scratch).first)
    // `apply` of the scratch workspace has a clock of its own, long before that of `Publish`.
    try #require(scratch.now < first.knownAt)
    try scratch.write(changed, to: "records/incident/orders.yaml")
    try scratch.apply()
    let revision = try #require(try scratch.newest("incident/orders"))
    #expect(revision.rev == 2 && revision.recordedAt > first.knownAt)
    var then = Situation.View()
    then.knownAt = first.knownAt
    #expect(
      try Inventory.records(scratch.workspace, kind: "incident", then).map(\.rev) == [1],
      "what was known then has changed afterwards")
    let outcome = try Rederivation.run(scratch.workspace, programVersion: "2")
    #expect(outcome.same == 1 && outcome.problems.isEmpty && outcome.skipped.isEmpty)
  }

  @Test("an edition knows what went in, also where that was recorded by a clock that is ahead")
  func ahead() throws {
    let scratch = try ScratchWorkspace()
    try scratch.write(ScratchWorkspace.incident, to: "records/incident/orders.yaml")
    let future = Instant(milliseconds: 4_102_444_800_000)
    try scratch.apply { $0.at = future }
    _ = try publish(scratch)
    try scratch.write(changed, to: "records/incident/orders.yaml")
    try scratch.apply()
    #expect(try publish(scratch) == ["incident-review/orders v2"])
    let editions = try editions(scratch)
    #expect(editions.map(\.knownAt).first == future && editions.count == 2)
    #expect(editions[1].knownAt > editions[0].knownAt)
    #expect(editions.allSatisfy { $0.publishedAt >= $0.knownAt })
    let outcome = try Rederivation.run(scratch.workspace, programVersion: "2")
    #expect(outcome.same == 2 && outcome.problems.isEmpty && outcome.skipped.isEmpty)
  }

  @Test("an edition by an earlier program is made again, or told apart from one that was changed")
  func earlierProgram() throws {
    let scratch = try ScratchWorkspace()
    try scratch.write(ScratchWorkspace.incident, to: "records/incident/orders.yaml")
    try scratch.apply()
    _ = try publish(scratch, by: "1")
    // What only the number of the program differs in comes out the same.
    let same = try Rederivation.run(scratch.workspace, programVersion: "2")
    #expect(same.same == 1 && same.problems.isEmpty && same.skipped.isEmpty)
    // The earlier program worded the same differently.
    let edition = try #require(try editions(scratch).first)
    func draft(by program: String) -> EditionDraft {
      EditionDraft(
        document: edition.document, title: edition.title, publishedAt: edition.publishedAt,
        asOf: edition.asOf, knownAt: edition.knownAt, reason: "worded otherwise", corrects: nil,
        inputsDigest: edition.inputsDigest, programVersion: program,
        templates: edition.templates, sources: edition.sources)
    }
    let ledger = try scratch.workspace.ledger(.readWrite)
    try ledger.write {
      _ = try $0.publish(draft(by: "1"), text: Array("# As it was worded once\n".utf8))
    }
    let other = try Rederivation.run(scratch.workspace, programVersion: "2")
    #expect(other.same == 1 && other.problems.isEmpty)
    #expect(other.skipped.map(\.edition) == ["incident-review/orders@v2"])
    #expect(other.skipped.map(\.reason) == ["made by program 1; 2 words it otherwise"])
    // The very same text under the name of the program that runs is a difference.
    try ledger.write {
      _ = try $0.publish(draft(by: "2"), text: Array("# As it was never worded\n".utf8))
    }
    let wrong = try Rederivation.run(scratch.workspace, programVersion: "2")
    #expect(wrong.same == 1 && wrong.problems.map(\.id) == ["edition-differs"])
  }
}
