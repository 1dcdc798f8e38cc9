import Documents
import Foundation
import Knowledge
import Primitives
import Records
import TestSupport
import Testing

@testable import Workflows

/// Reading only what is asked for gives what reading everything gives.
@Suite("situations that are asked") struct AskedTests {
  @Test(arguments: Seeds.first(2)) func afterAnyEdits(seed: Int) throws {
    var editor = try ArchiveEditor(seed: seed)
    for step in 0..<8 {
      let what = try editor.edit()
      // Each comparison renders every document twice; it counts for the edits before it too.
      guard step % 4 == 3 else { continue }
      try compare(editor.workspace, editor.view, "seed \(seed), step \(step): \(what)")
    }
  }

  @Test(arguments: [false, true]) func withInternalPartsEverywhere(isPublic: Bool) throws {
    let scratch = try ScratchWorkspace()
    var records = FullRecords(hides: true)
    for (path, bytes) in records.files() {
      try scratch.write(String(decoding: bytes, as: UTF8.self), to: path)
    }
    try scratch.apply()
    var view = Situation.View()
    view.isPublic = isPublic
    try compare(scratch.workspace, view, "every field")
  }

  @Test func anEarlierStateIsReadWhole() throws {
    let playbooks = try PlaybookWorkspace()
    var view = Situation.View()
    view.knownAt = PlaybookWorkspace.now
    let ledger = try playbooks.workspace.ledger(.readOnly)
    let renderer = try DocumentRenderer(version: "1")
    #expect(Situation.asked(playbooks.workspace, ledger, view, renderer) == nil)
    let count = try Situation.asking(playbooks.workspace, view, programVersion: "1") {
      $0.graph.all.count
    }
    #expect(count > 100)
  }

  @Test func whatIsWrittenMeanwhileIsReadToo() throws {
    let playbooks = try PlaybookWorkspace()
    var counts: [Int] = []
    let count = try Situation.asking(playbooks.workspace, Situation.View(), programVersion: "1") {
      let count = $0.graph.records("lesson").count
      if counts.isEmpty {
        // Another process: its connection is one of its own.
        let other = try? Workspace(folder: playbooks.folder.path).ledger(.readWrite)
        _ = try? other?.write {
          try $0.append(
            RecordID(kind: "lesson", id: "meanwhile"), fields: ["statement": "Wait."], by: "me",
            reason: nil, at: PlaybookWorkspace.now)
        }
      }
      counts.append(count)
      return count
    }
    #expect(counts.count == 2 && counts[1] == counts[0] + 1 && count == counts[1], "\(counts)")
  }

  /// Every document, every record and what refers to it, from both.
  private func compare(_ workspace: Workspace, _ view: Situation.View, _ what: String) throws {
    let whole = try Situation(workspace, view, programVersion: "1")
    let ledger = try workspace.ledger(.readOnly)
    let found = try #require(Situation.asked(workspace, ledger, view, whole.renderer))
    let (asked, source) = found
    let secrets = view.isPublic ? Secrets(in: whole.records) : .none
    #expect(source.secrets.hidden == secrets.hidden, "\(what)")
    #expect(source.secrets.steps == secrets.steps && source.secrets.keys == secrets.keys, "\(what)")
    #expect(source.secrets.holdsInternal == secrets.holdsInternal, "\(what)")
    for record in whole.graph.all {
      let id = record.id
      #expect(asked.graph.record(id) == record, "\(what): \(id)")
      #expect(asked.graph.referring(to: id) == whole.graph.referring(to: id), "\(what): \(id)")
      #expect(asked.graph.slips(of: id).count == whole.graph.slips(of: id).count, "\(what): \(id)")
    }
    for key in whole.renderer.keys(whole.graph) {
      // A graph of its own for each, as for a command: nothing is known before.
      let graph = Graph(asking: source, day: whole.graph.day)
      let (found, expected) = (
        whole.renderer.document(key, graph), whole.renderer.document(key, whole.graph)
      )
      #expect(found?.markdown == expected?.markdown, "\(what): \(key)")
      #expect(found?.sources == expected?.sources, "\(what): \(key)")
    }
    let tombstones = asked.renderer.tombstones(asked.graph).map(\.markdown)
    #expect(tombstones == whole.renderer.tombstones(whole.graph).map(\.markdown), "\(what)")
    #expect(asked.records == whole.records, "\(what)")
    #expect(source.isSound)
  }
}
