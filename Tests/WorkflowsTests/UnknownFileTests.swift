import Foundation
import Ledger
import Primitives
import Records
import Testing
import Workflows

/// Appends to records whose files the ledger knows nothing of, as after a journal was imported.
@Suite("Files that the ledger does not know")
struct UnknownFileTests {
  private static let path = "records/incident/orders.yaml"

  private func scratch(edited: String? = nil) throws -> ScratchWorkspace {
    let scratch = try ScratchWorkspace()
    try scratch.write(ScratchWorkspace.incident, to: Self.path)
    try scratch.apply()
    try scratch.workspace.ledger(.readWrite).write { try $0.forget([Self.path]) }
    if let edited { try scratch.write(edited, to: Self.path) }
    return scratch
  }

  private func append(_ scratch: ScratchWorkspace) throws -> Mirror.Outcome? {
    try AddEvent.run(
      scratch.workspace, incident: "orders", Fragment(.options, given: ["text": "Stopped."]),
      scratch.options(by: "ana")
    ).first?.file
  }

  private func refusal(_ scratch: ScratchWorkspace) throws -> String {
    do {
      try scratch.apply()
      return "applied"
    } catch let error as Diagnostics {
      return error.all.map(\.text).joined()
    }
  }

  @Test("a file that states what the ledger had follows the append")
  func follows() throws {
    let scratch = try scratch()
    #expect(try append(scratch) == .written(path: Self.path))
    let text = try scratch.text(Self.path)
    #expect(text.contains("Stopped.") && text.contains("keep this line"))
    #expect(try scratch.apply().isUnchanged)
    #expect(try scratch.newest("incident/orders")?.rev == 2)
  }

  @Test("a file with something else in it is left, and an apply shows both sides")
  func differs() throws {
    let edited = ScratchWorkspace.incident.replacingOccurrences(
      of: "severity: 2", with: "severity: 1")
    let scratch = try scratch(edited: edited)
    guard case .left(Self.path, _) = try append(scratch) else {
      Issue.record("the file was not left")
      return
    }
    #expect(try scratch.text(Self.path) == edited)
    let text = try refusal(scratch)
    #expect(text.contains("error[conflict]: the file was made from revision 1"), "\(text)")
    #expect(text.contains("the ledger says timeline[1]: added"))
    #expect(text.contains("the file says severity: 2 → 1"))
    #expect(try scratch.newest("incident/orders")?.rev == 2)
  }

  @Test("a file of an earlier revision is behind: it never undoes a later one without a word")
  func older() throws {
    let scratch = try scratch()
    #expect(try append(scratch) == .written(path: Self.path))
    try scratch.workspace.ledger(.readWrite).write { try $0.forget([Self.path]) }
    try scratch.write(ScratchWorkspace.incident, to: Self.path)
    let text = try refusal(scratch)
    #expect(text.contains("error[conflict]: the file was made from revision 1"), "\(text)")
    #expect(text.contains("`waymark export incident/orders` brings the file up to date"))
    #expect(try scratch.newest("incident/orders")?.rev == 2)
    var options = ExportFiles.Options()
    options.selectors = ["incident/orders"]
    #expect(try ExportFiles.run(scratch.workspace, .init(), options).updated == [Self.path])
    #expect(try scratch.apply().isUnchanged)
    // Going back on purpose is said with the revision that is left.
    try scratch.workspace.ledger(.readWrite).write { try $0.forget([Self.path]) }
    try scratch.write("rev: 2\n" + ScratchWorkspace.incident, to: Self.path)
    #expect(try scratch.apply().revised.map(\.description) == ["incident/orders"])
  }

  @Test("a file that was there before its record was recorded is shown beside it")
  func first() throws {
    let scratch = try ScratchWorkspace()
    try scratch.apply()
    let path = "records/lesson/look.yaml"
    try scratch.write(ScratchWorkspace.incident, to: Self.path)
    try scratch.apply()
    try scratch.write(
      """
      title: Look
      statement: Look twice.
      polarity: do
      status: accepted
      evidence: [incident/orders]
      appliesTo: [{component: shop}]

      """, to: path)
    let changes = try AddLesson.run(
      scratch.workspace,
      Fragment(
        .options,
        given: [
          "id": "look", "title": "Look", "statement": "Look once.", "polarity": "do",
          "evidence": ["incident/orders"], "appliesTo": [["component": "shop"]],
        ]), scratch.options(by: "ana"))
    guard case .left(path, _) = changes.first?.file else {
      Issue.record("the file was \(changes.map(\.file))")
      return
    }
    let text = try refusal(scratch)
    #expect(text.contains("the file was there before lesson/look was recorded"), "\(text)")
    #expect(text.contains("Look once.") && text.contains("Look twice."))
  }

  @Test("a program with another schema knows still on which revisions files stand")
  func schema() throws {
    let scratch = try scratch()
    try scratch.apply()
    let edited = ScratchWorkspace.incident.replacingOccurrences(
      of: "severity: 2", with: "severity: 1")
    try scratch.write(edited, to: Self.path)
    try scratch.workspace.ledger(.readWrite).write { transaction in
      // As `KindViews.refresh` leaves them.
      let stamps = try transaction.knownFiles().mapValues { stamp in
        FileStamp(
          size: -1, modifiedNanoseconds: stamp.modifiedNanoseconds, digest: stamp.digest,
          records: stamp.records, revisions: stamp.revisions)
      }
      try transaction.remember(stamps)
    }
    guard case .left = try append(scratch) else {
      Issue.record("the file was not left")
      return
    }
    #expect(try refusal(scratch).contains("error[conflict]: the file was made from revision 1"))
    // Files that are as they were are read again all the same.
    try scratch.write("rev: 2\n" + edited, to: Self.path)
    #expect(try scratch.apply().filesRead == 3)
    #expect(try scratch.apply().filesRead == 0)
  }
}
