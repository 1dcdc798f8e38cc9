import Foundation
import Ledger
import Primitives
import Records
import TestSupport
import Testing

/// SIGKILL at hundreds of moments: the ledger holds the old or the new state, the served folder is
/// one complete build, and no text of anybody is lost (DESIGN §5 and §7).
@Suite("Journey: killed at any moment") struct KillTests {
  /// What a ledger holds, row by row.
  private struct State: Equatable {
    var revisions: [Digest]
    var editions: [Digest]
    var observations: Int
  }

  private func ledger(_ sandbox: Sandbox) throws -> Ledger {
    try Ledger.open(
      at: sandbox.folder.appending(path: "demo/.waymark/ledger.db").path, mode: .readOnly)
  }

  private func state(_ sandbox: Sandbox) throws -> State {
    let ledger = try ledger(sandbox)
    return State(
      revisions: try ledger.revisions().map(\.digest),
      editions: try ledger.editions().map(\.digest),
      observations: try ledger.head().observations)
  }

  private func verified(_ sandbox: Sandbox, _ note: String) throws {
    let problems = try ledger(sandbox).verify().problems
    #expect(problems.isEmpty, "\(note): \(problems.map(\.message))")
  }

  /// Unfinished files that a kill left and nothing took up.
  private func litter(_ sandbox: Sandbox) throws -> [String] {
    try sandbox.tree("demo").keys.filter { $0.contains(".waymark-new") }.sorted()
  }

  private func component(_ number: Int, _ text: String) -> String {
    "title: Service \(number)\nsummary: \(text)\ntype: service\n"
  }

  private func write(_ sandbox: Sandbox, _ text: String) throws {
    for number in 1...8 {
      try sandbox.write(component(number, text), to: "demo/records/component/s-\(number).yaml")
    }
    try sandbox.write(
      """
      observation: usage
      rows:
        - deprecation: old-way
          consumer: s-1
          count: \(Int(text.split(separator: " ").last ?? "") ?? 0)
          method: grep
          measuredAt: "2025-11-14T00:00:00Z"
      """, to: "demo/observations/usage.yaml")
  }

  private func made() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.write(
      """
      title: The old way
      component: shop
      subject: old_way
      announced: {version: "1.0.0", on: "2025-01-01"}
      plannedRemoval: {version: "3.0.0", on: "2027-01-01"}
      """, to: "demo/records/deprecation/old-way.yaml")
    try write(sandbox, "state 0")
    return sandbox
  }

  @Test("apply takes in all or nothing")
  func apply() throws {
    let sandbox = try made()
    let killing = Killing(sandbox, at: "demo")
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    try write(sandbox, "state 1")
    var killed = 0
    var before = try state(sandbox)
    for (trial, moment) in killing.moments(for: killing.duration(["apply"])).enumerated() {
      let note = "seed \(Killing.seed), trial \(trial), after \(moment) µs"
      before = try state(sandbox)
      try write(sandbox, "state \(trial + 2)")
      if killing.kill(["apply"], after: moment) { killed += 1 }
      let after = try state(sandbox)
      try verified(sandbox, note)
      if after != before {
        #expect(after.revisions.count == before.revisions.count + 8, "\(note)")
        #expect(after.observations == before.observations + 1, "\(note)")
      }
      #expect(killing.run(["apply"]) == 0, "\(note)")
      let whole = try state(sandbox)
      #expect(whole.revisions.count == before.revisions.count + 8, "\(note)")
      #expect(after == before || after == whole, "\(note)")
      for record in try ledger(sandbox).records() where record.id.id.hasPrefix("s-") {
        #expect(record["summary"]?.text == "state \(trial + 2)", "\(note)")
      }
    }
    #expect(killed > Killing.count / 3, "only \(killed) of \(Killing.count) runs were killed")
    #expect(try litter(sandbox) == [])
  }

  private static let incident = """
    # Comments are text too.
    title: Orders failed
    component: shop
    severity: 2
    status: closed
    startedAt: "2025-11-14T09:30:00Z"
    detection: {how: customer}
    impact:
      text: Orders failed. # all of them
    timeline:
      - at: "2025-11-14T09:30:00Z"
        text: Number 0.

    """

  @Test("an append is there once, or not at all; the file has its comments and whole events")
  func append() throws {
    let sandbox = try made()
    try sandbox.write(Self.incident, to: "demo/records/incident/orders.yaml")
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    let killing = Killing(sandbox, at: "demo")
    func command(_ number: Int) -> [String] {
      [
        "incident", "event", "orders", "--text", "Number \(number).", "--at",
        "2025-11-14T10:00:00Z",
      ]
    }
    let id = RecordID(kind: "incident", id: "orders")
    func events() throws -> [String] {
      try ledger(sandbox).record(id)?["timeline"]?.items.compactMap { $0["text"]?.text } ?? []
    }
    let (duration, file) = (killing.duration(command(1)), "demo/records/incident/orders.yaml")
    #expect(try events() == ["Number 0.", "Number 1."])
    var killed = 0
    for (trial, moment) in killing.moments(for: duration).enumerated() {
      let note = "seed \(Killing.seed), trial \(trial), after \(moment) µs"
      let (before, text) = (try events(), try sandbox.text(file))
      if killing.kill(command(trial + 2), after: moment) { killed += 1 }
      let after = try events()
      try verified(sandbox, note)
      #expect(after == before || after == before + ["Number \(trial + 2)."], "\(note)")
      // The file: as it was, or with the whole event. Ahead of the ledger, apply takes it in.
      let now = try sandbox.text(file)
      if now != text {
        #expect(now.hasPrefix(text) && now.contains("Number \(trial + 2)."), "\(note): \(now)")
      }
      #expect(killing.run(["apply"]) == 0, "\(note)")
      #expect(try events().count <= before.count + 1, "\(note)")
      let source = try SourceText(file: file, bytes: Array(try sandbox.text(file).utf8))
      let (drafts, problems) = RecordReader.drafts(source, kind: "incident", stem: "orders")
      #expect(problems.isEmpty, "\(note)")
      let stated = drafts.first?.fields["timeline"]?.items.compactMap { $0["text"]?.text }
      #expect(stated == (try events()), "\(note)")
    }
    let text = try sandbox.text(file)
    #expect(text.hasPrefix("# Comments are text too.\n") && text.contains("# all of them"))
    #expect(killed > Killing.count / 3, "only \(killed) of \(Killing.count) runs were killed")
    #expect(try litter(sandbox) == [])
  }

  @Test("publish freezes all editions or none, and their files are complete after the next")
  func publish() throws {
    let sandbox = try made()
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    let killing = Killing(sandbox, at: "demo")
    func revise(_ number: Int) throws {
      try sandbox.write(
        Samples.upgrade.replacingOccurrences(of: "Stop the workers", with: "Stop \(number)"),
        to: "demo/records/upgrade/shop-2.yaml")
      #expect(killing.run(["apply"]) == 0)
    }
    var killed = 0
    for (trial, moment) in killing.moments(for: killing.duration(["publish"])).enumerated() {
      let note = "seed \(Killing.seed), trial \(trial), after \(moment) µs"
      try revise(trial)
      let before = try state(sandbox)
      if killing.kill(["publish"], after: moment) { killed += 1 }
      let after = try state(sandbox)
      try verified(sandbox, note)
      for (path, bytes) in try sandbox.tree("demo/editions") where !path.contains("/.") {
        #expect(bytes.last == 10 && bytes.starts(with: Array("# ".utf8)), "\(note): \(path)")
      }
      #expect(killing.run(["publish"]) == 0, "\(note)")
      let whole = try state(sandbox)
      #expect(whole.editions.count > before.editions.count, "\(note)")
      #expect(after == before || after == whole, "\(note)")
    }
    let (files, ledger) = (try sandbox.tree("demo/editions"), try ledger(sandbox))
    for edition in try ledger.editions() {
      let text = try #require(try ledger.text(edition.textDigest))
      #expect(files["\(edition.document)/v\(edition.number).md"] == Data(text))
    }
    #expect(killed > Killing.count / 3, "only \(killed) of \(Killing.count) runs were killed")
    #expect(try litter(sandbox) == [])
  }

  @Test("the served folder is one complete build")
  func build() throws {
    let sandbox = try made()
    let killing = Killing(sandbox, at: "demo")
    var (sites, ledgers): ([[String: Data]], [Data]) = ([], [])
    let file = sandbox.folder.appending(path: "demo/.waymark/ledger.db")
    for text in ["state 1", "state two 2"] {
      try write(sandbox, text)
      #expect(killing.run(["apply"]) == 0)
      #expect(killing.run(["build"]) == 0)
      // The file alone is the ledger: nothing waits in the write-ahead log.
      #expect(try sandbox.tree("demo/.waymark")["ledger.db-wal"]?.isEmpty ?? true)
      sites.append(try sandbox.tree("demo/public"))
      ledgers.append(try Data(contentsOf: file))
    }
    #expect(sites[0] != sites[1])
    var (killed, seen) = (0, Set<Int>())
    for (trial, moment) in killing.moments(for: killing.duration(["build"], times: 2)).enumerated()
    {
      let note = "seed \(Killing.seed), trial \(trial), after \(moment) µs"
      for ending in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: file.path + ending)
      }
      try ledgers[trial % 2].write(to: file)
      // Now and then all is made anew, which takes longest.
      if trial.isMultiple(of: 5) {
        try? FileManager.default.removeItem(
          at: sandbox.folder.appending(path: "demo/.waymark/site"))
      }
      if killing.kill(["build"], after: moment) { killed += 1 }
      let found = try sandbox.tree("demo/public")
      let site = sites.firstIndex(of: found)
      #expect(site != nil, "\(note): the folder is neither of the two sites")
      if let site { seen.insert(site) }
      if trial.isMultiple(of: 7) {
        #expect(killing.run(["build"]) == 0, "\(note)")
        #expect(try sandbox.tree("demo/public") == sites[trial % 2], "\(note)")
      }
    }
    #expect(killed > Killing.count / 3, "only \(killed) of \(Killing.count) runs were killed")
    #expect(seen == [0, 1])
    #expect(try litter(sandbox) == [])
  }

  @Test("a journal is read whole or not at all")
  func journal() throws {
    let sandbox = try made()
    let killing = Killing(sandbox, at: "demo")
    #expect(killing.run(["update"]) <= 1)
    let whole = try state(sandbox)
    try sandbox.write(
      try sandbox.waymark("journal", "export", at: "demo").out, to: "demo/whole.jsonl")
    let command = ["journal", "import", sandbox.folder.appending(path: "demo/whole.jsonl").path]
    func forget() throws {
      try FileManager.default.removeItem(at: sandbox.folder.appending(path: "demo/.waymark"))
    }
    try forget()
    let duration = killing.duration(command)
    #expect(try state(sandbox) == whole)
    var killed = 0
    for (trial, moment) in killing.moments(for: duration).enumerated() {
      let note = "seed \(Killing.seed), trial \(trial), after \(moment) µs"
      try forget()
      if killing.kill(command, after: moment) { killed += 1 }
      do {
        let after = try state(sandbox)
        try verified(sandbox, note)
        #expect(after == whole || after.revisions.isEmpty && after.editions.isEmpty, "\(note)")
      } catch LedgerError.missing {
        // Killed before the first transaction.
      }
      #expect(killing.run(command) == 0, "\(note)")
      #expect(try state(sandbox) == whole, "\(note)")
    }
    #expect(killed > Killing.count / 3, "only \(killed) of \(Killing.count) runs were killed")
  }

  @Test("export writes whole files, and the next one the rest")
  func export() throws {
    let sandbox = try made()
    let killing = Killing(sandbox, at: "demo")
    #expect(killing.run(["apply"]) == 0)
    func forget() throws {
      try FileManager.default.removeItem(at: sandbox.folder.appending(path: "demo/records"))
    }
    try forget()
    let duration = killing.duration(["export"])
    let whole = try sandbox.tree("demo/records")
    #expect(whole.count == 12)
    let before = try state(sandbox)
    var killed = 0
    for (trial, moment) in killing.moments(for: duration).enumerated() {
      let note = "seed \(Killing.seed), trial \(trial), after \(moment) µs"
      try forget()
      if killing.kill(["export"], after: moment) { killed += 1 }
      for (path, bytes) in try sandbox.tree("demo/records") where !path.contains("/.") {
        #expect(bytes == whole[path], "\(note): \(path)")
      }
      #expect(try state(sandbox) == before, "\(note)")
      try verified(sandbox, note)
      #expect(killing.run(["export"]) == 0, "\(note)")
      #expect(try sandbox.tree("demo/records") == whole, "\(note)")
    }
    #expect(killed > Killing.count / 3, "only \(killed) of \(Killing.count) runs were killed")
  }

  @Test("update: each of its parts, wherever it is killed")
  func update() throws {
    let sandbox = try made()
    let killing = Killing(sandbox, at: "demo")
    #expect(killing.run(["update"]) <= 1)
    try write(sandbox, "state 1")
    var killed = 0
    for (trial, moment) in killing.moments(for: killing.duration(["update"])).enumerated() {
      let note = "seed \(Killing.seed), trial \(trial), after \(moment) µs"
      try write(sandbox, "state \(trial + 2)")
      let (before, site) = (try state(sandbox), try sandbox.tree("demo/public"))
      if killing.kill(["update"], after: moment) { killed += 1 }
      let (after, seen) = (try state(sandbox), try sandbox.tree("demo/public"))
      try verified(sandbox, note)
      #expect(killing.run(["update"]) <= 1, "\(note)")
      let (whole, built) = (try state(sandbox), try sandbox.tree("demo/public"))
      #expect(after.revisions == before.revisions || after.revisions == whole.revisions, "\(note)")
      #expect(after.editions == before.editions || after.editions == whole.editions, "\(note)")
      #expect(seen == site || seen == built, "\(note): the folder is neither the old nor the new")
    }
    #expect(killed > Killing.count / 3, "only \(killed) of \(Killing.count) runs were killed")
    #expect(try litter(sandbox) == [])
  }
}
