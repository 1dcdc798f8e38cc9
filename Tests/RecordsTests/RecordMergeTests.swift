import Primitives
import TestSupport
import Testing

@testable import Records

@Suite("Merging two versions of a record")
struct RecordMergeTests {
  private let base: Object = [
    "title": "Lost orders", "severity": 2, "impact": ["text": "Orders were lost.", "users": 10],
    "timeline": [["at": "1", "text": "a"], ["at": "2", "text": "b"]],
    "actions": [["text": "fix it", "status": "open"]], "tags": ["orders"],
  ]

  private func changed(_ change: (inout Object) -> Void) -> Object {
    var object = base
    change(&object)
    return object
  }

  @Test("what one side changed is taken, inside of objects too")
  func fields() {
    let ours = changed { $0["impact"] = ["text": "Orders were lost.", "users": 12] }
    let theirs = changed {
      $0["severity"] = 1
      $0["impact"] = ["text": "Forty orders were lost.", "users": 10]
      $0["summary"] = "New."
    }
    let merge = RecordMerge(base: base, ours: ours, theirs: theirs)
    #expect(merge.conflicts.isEmpty)
    #expect(
      merge.fields
        == changed {
          $0["severity"] = 1
          $0["impact"] = ["text": "Forty orders were lost.", "users": 12]
          $0["summary"] = "New."
        })
  }

  @Test("members that both added to a list all stay, the side that was first before the other")
  func lists() {
    let ours = changed { $0 = $0.with("timeline", ["at": "3", "text": "ours"]) }
    let theirs = changed {
      $0 = $0.with("timeline", ["at": "4", "text": "theirs"])
      $0 = $0.with("tags", "db")
    }
    let merge = RecordMerge(base: base, ours: ours, theirs: theirs, first: .theirs)
    #expect(merge.conflicts.isEmpty)
    #expect(
      merge.fields["timeline"]?.items.compactMap { $0["text"]?.text } == [
        "a", "b", "theirs", "ours",
      ])
    #expect(merge.fields["tags"]?.texts == ["orders", "db"])
    let back = RecordMerge(base: base, ours: theirs, theirs: ours, first: .ours)
    #expect(back.fields == merge.fields)
  }

  @Test("a member that one side changed and additions of the other go together")
  func memberAndAddition() {
    let ours = changed { $0["actions"] = [["text": "fix it", "status": "done"]] }
    let theirs = changed { $0 = $0.with("actions", ["text": "test it"]) }
    let merge = RecordMerge(base: base, ours: ours, theirs: theirs)
    #expect(merge.conflicts.isEmpty)
    #expect(
      merge.fields["actions"] == [["text": "fix it", "status": "done"], ["text": "test it"]])
  }

  @Test("what both changed differently is a conflict with all three values")
  func conflicts() {
    let ours = changed { $0["severity"] = 1 }
    let theirs = changed { $0["severity"] = 3 }
    let merge = RecordMerge(base: base, ours: ours, theirs: theirs)
    #expect(merge.conflicts == [.init(path: "severity", base: 2, ours: 1, theirs: 3)])
    #expect(merge.fields["severity"] == 1)
    let other = RecordMerge(base: base, ours: ours, theirs: theirs, preferred: .theirs)
    #expect(other.fields["severity"] == 3)
    let gone = RecordMerge(
      base: base, ours: changed { $0["severity"] = nil }, theirs: theirs)
    #expect(gone.conflicts.map(\.path) == ["severity"])
  }

  @Test("new steps of both sides at the same place are for people to order")
  func steps() {
    let plan: Object = ["steps": [["key": "a", "phase": "apply"]]]
    let ours = plan.with("steps", ["key": "b", "phase": "apply"])
    let theirs = plan.with("steps", ["key": "c", "phase": "apply"])
    #expect(RecordMerge(base: plan, ours: ours, theirs: theirs).conflicts.map(\.path) == ["steps"])
    #expect(RecordMerge(base: plan, ours: ours, theirs: ours).conflicts.isEmpty)
  }

  @Test(
    "merging the other way round gives the same record, and merging with the result changes nothing",
    arguments: Seeds.first(200))
  func converges(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let (ours, theirs) = (mutated(&random), mutated(&random))
    let merge = RecordMerge(base: base, ours: ours, theirs: theirs, first: .ours)
    let back = RecordMerge(
      base: base, ours: theirs, theirs: ours, preferred: .theirs, first: .theirs)
    #expect(merge.fields == back.fields)
    #expect(merge.conflicts.map(\.path).sorted() == back.conflicts.map(\.path).sorted())
    #expect(RecordMerge(base: base, ours: ours, theirs: base).fields == ours)
    #expect(RecordMerge(base: base, ours: base, theirs: theirs).fields == theirs)
    if merge.conflicts.isEmpty {
      let again = RecordMerge(base: ours, ours: merge.fields, theirs: ours)
      #expect(again.fields == merge.fields && again.conflicts.isEmpty)
    }
  }

  private func mutated(_ random: inout SeededGenerator) -> Object {
    var object = base
    for _ in 0..<random.number(1...3) {
      switch random.number(0...5) {
      case 0: object["severity"] = .int(random.number(1...4))
      case 1: object = object.with("timeline", ["at": .int(random.number(3...5))])
      case 2: object = object.with("tags", .string(random.pick(["x", "y", "z"])))
      case 3:
        object["actions"] = [["text": "fix it", "status": .string(random.pick(["done", "open"]))]]
      case 4: object["impact"] = ["text": "Other.", "users": .int(random.number(1...3))]
      default: object["timeline"] = .list(Array((object["timeline"]?.items ?? []).dropLast()))
      }
    }
    return object
  }
}

extension Object {
  fileprivate func with(_ name: String, _ value: Value) -> Object {
    var object = self
    object[name] = .list((self[name]?.items ?? []) + [value])
    return object
  }
}
