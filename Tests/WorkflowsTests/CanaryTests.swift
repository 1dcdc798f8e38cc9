import Foundation
import Primitives
import Records
import Testing

@testable import Workflows

/// What is internal reaches no byte of a public site, whatever it was before.
@Suite("internal records on a public site") struct CanaryTests {
  private let scratch: ScratchWorkspace

  init() throws {
    scratch = try ScratchWorkspace()
    for name in ["team/platform", "component/shop"] {
      try FileManager.default.removeItem(
        at: scratch.folder.appending(path: "records/\(name).yaml"))
    }
  }

  /// Writes every record anew; answers where each mark stands.
  @discardableResult
  private func write(hides: Bool, refers: Bool = true) throws -> [String: String] {
    var full = FullRecords(hides: hides, refers: refers)
    var files = full.files()
    files.merge(full.observations()) { $1 }
    for (path, bytes) in files {
      try scratch.write(String(decoding: bytes, as: UTF8.self), to: path)
    }
    return full.places
  }

  private func build(isPublic: Bool = true) throws -> BuildSite.Outcome {
    var view = Situation.View()
    view.isPublic = isPublic
    return try BuildSite.run(
      scratch.workspace, view, programVersion: "test", mode: .keepGoing)
  }

  /// The marks of internal things in the site, each with the first file that has it.
  private func leaks(_ marks: [String] = FullRecords.marks) throws -> [String] {
    let root = scratch.folder.appending(path: "public")
    var found: [String] = []
    for case let name as String in FileManager.default.enumerator(atPath: root.path) ?? .init() {
      if marks.contains(where: { name.lowercased().contains($0) }) { found.append("named \(name)") }
      guard let bytes = try? Data(contentsOf: root.appending(path: name)) else { continue }
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      for mark in marks {
        guard let place = text.range(of: mark) else { continue }
        let start = text.index(place.lowerBound, offsetBy: -60, limitedBy: text.startIndex)
        let end = text.index(place.upperBound, offsetBy: 60, limitedBy: text.endIndex)
        found.append("\(name): …\(text[(start ?? text.startIndex)..<(end ?? text.endIndex)])…")
        break
      }
    }
    return found.sorted()
  }

  private func expectNoLeaks(
    _ when: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try leaks()
    #expect(
      found.isEmpty, "\(when): \(found.prefix(12).joined(separator: "\n"))",
      sourceLocation: sourceLocation)
  }

  @Test func nothingLeaks() throws {
    try write(hides: true)
    try scratch.apply()
    let built = try build()
    #expect(built.report.pages > 10)
    try expectNoLeaks("at first")
  }

  /// The search for marks finds them where there are some: this is what the others rest on.
  @Test func marksAreFoundWhereNothingIsInternal() throws {
    let places = try write(hides: false)
    try scratch.apply()
    _ = try build()
    let root = scratch.folder.appending(path: "public")
    var texts = ""
    for case let name as String in FileManager.default.enumerator(atPath: root.path) ?? .init()
    where name.hasSuffix(".json") || name.hasSuffix(".md") {
      texts += String(
        decoding: (try? Data(contentsOf: root.appending(path: name))) ?? Data(), as: UTF8.self)
    }
    let unseen = Set(places.filter { !texts.contains($0.key) }.map(\.value))
    #expect(places.count > 300)
    #expect(unseen.count < places.count / 2, "\(unseen.sorted())")
  }

  @Test func whatBecameInternalLeavesEverything() throws {
    try write(hides: false)
    try scratch.apply()
    let published = try Publish.run(
      scratch.workspace, Situation.View(), programVersion: "test")
    #expect(published.published.count > 5)
    _ = try build()
    #expect(try !leaks().isEmpty)
    try write(hides: true)
    try scratch.apply { $0.at = Instant(milliseconds: 1_767_225_700_000) }
    _ = try build()
    try expectNoLeaks("right after it became internal, editions frozen before included")
    let again = try Publish.run(scratch.workspace, Situation.View(), programVersion: "test")
    #expect(!again.published.isEmpty)
    _ = try build()
    try expectNoLeaks("with editions that were published since, and their reasons")
    _ = try build(isPublic: false)
    #expect(try !leaks().isEmpty)
    _ = try build()
    try expectNoLeaks("after a build that showed internal records in the same folder")
    try FileManager.default.removeItem(at: scratch.folder.appending(path: "public"))
    try FileManager.default.removeItem(at: scratch.folder.appending(path: ".waymark/site"))
    _ = try build()
    try expectNoLeaks("from nothing")
  }

  @Test func whatIsRetiredStaysInternal() throws {
    try write(hides: true)
    try scratch.apply()
    try write(hides: true, refers: false)
    for kind in KindCatalog.all {
      let name = "records/\(kind.name)/\(FullRecords.hidden(kind.name)).yaml"
      try FileManager.default.removeItem(at: scratch.folder.appending(path: name))
    }
    let retired = try scratch.apply { $0.prunes = true }
    #expect(retired.retired.count == KindCatalog.all.count)
    _ = try build()
    try expectNoLeaks("at first")
  }

  /// A plan with a step that holds marks; without it for `nil`.
  private func plan(_ visibility: String?) -> String {
    let step = visibility.map {
      "    - {key: second, title: Second qzx1zvq, command: run qzx2zvq, visibility: \($0)}\n"
    }
    return """
      title: Plan
      component: shop
      from: "1.0"
      to: "2.0"
      strategy: rolling
      rollback: {kind: redeploy-previous, trigger: It fails.}
      steps:
        - {key: first, title: First}

      """ + (step ?? "").replacing("    - ", with: "  - ")
  }

  @Test func aPartThatBecameInternalTakesItsEditionsAlong() throws {
    try scratch.write("title: Shop\ntype: service\n", to: "records/component/shop.yaml")
    try scratch.write(plan("public"), to: "records/upgrade/plan.yaml")
    try scratch.apply()
    _ = try Publish.run(scratch.workspace, Situation.View(), programVersion: "test")
    _ = try build()
    #expect(try leaks().contains { $0.hasPrefix("runbook/plan/v1.html") })
    try scratch.write(plan("internal"), to: "records/upgrade/plan.yaml")
    try scratch.apply { $0.at = Instant(milliseconds: 1_767_225_700_000) }
    _ = try build()
    try expectNoLeaks("with the edition that has the part")
    #expect(!scratch.exists("public/runbook/plan/v1.html"))
    _ = try Publish.run(scratch.workspace, Situation.View(), programVersion: "test")
    _ = try build()
    try expectNoLeaks("with an edition without it")
    #expect(scratch.exists("public/runbook/plan/v2.html"))
    #expect(!scratch.exists("public/runbook/plan/v1-v2.html"))
    // Nothing of today is internal, and yet the first edition holds what was.
    try scratch.write(plan(nil), to: "records/upgrade/plan.yaml")
    try scratch.apply { $0.at = Instant(milliseconds: 1_767_225_800_000) }
    _ = try build()
    try expectNoLeaks("with the part gone")
    #expect(!scratch.exists("public/runbook/plan/v1.html"))
    #expect(scratch.exists("public/runbook/plan/v2.html"))
  }

  /// What is withheld may change with a record that holds nothing internal any more.
  @Test func aBuildOfOneChangeWithholdsWhatAWholeOneDoes() throws {
    func write(_ steps: String, at time: Int) throws {
      try scratch.write(
        plan(nil).replacing("  - {key: first, title: First}\n", with: steps),
        to: "records/upgrade/plan.yaml")
      try scratch.apply { $0.at = Instant(milliseconds: time) }
    }
    func shows() -> Bool { scratch.exists("public/runbook/plan/v1.html") }
    try scratch.write("title: Shop\ntype: service\n", to: "records/component/shop.yaml")
    let secret = "  - {key: second, title: Second, runOn: admin host, visibility: internal}\n"
    try write("  - {key: first, title: First}\n" + secret, at: 1_767_225_600_000)
    // The host is no secret any more: the edition may be seen.
    try write("  - {key: first, title: First, runOn: admin host}\n", at: 1_767_225_700_000)
    _ = try Publish.run(scratch.workspace, Situation.View(), programVersion: "test")
    _ = try build()
    #expect(shows())
    try write("  - {key: first, title: First, runOn: deploy host}\n", at: 1_767_225_800_000)
    _ = try build()
    let after = shows()
    try FileManager.default.removeItem(at: scratch.folder.appending(path: "public"))
    try FileManager.default.removeItem(at: scratch.folder.appending(path: ".waymark/site"))
    _ = try build()
    #expect(shows() == after && !after)
  }

  @Test func anEditionMadeWithInternalPartsIsNotServed() throws {
    try scratch.write("title: Shop\ntype: service\n", to: "records/component/shop.yaml")
    try scratch.write(plan("internal"), to: "records/upgrade/plan.yaml")
    try scratch.apply()
    // Earlier programs could; `publish` has no such option any more.
    var view = Situation.View()
    view.isPublic = false
    _ = try Publish.run(scratch.workspace, view, document: "runbook/plan", programVersion: "test")
    _ = try build()
    try expectNoLeaks("with the edition")
    #expect(!scratch.exists("public/runbook/plan/v1.html"))
    _ = try Publish.run(scratch.workspace, Situation.View(), programVersion: "test")
    _ = try build()
    try expectNoLeaks("with an edition of what is public")
    #expect(scratch.exists("public/runbook/plan/v2.html"))
    let page = try Situation.asking(
      scratch.workspace, Situation.View(), programVersion: "test"
    ) { situation throws(Diagnostics) in
      try ExportPage.run(situation, "runbook/plan@v2", programVersion: "test")
    }
    #expect(!String(decoding: page.html, as: UTF8.self).contains("qzx"))
    #expect(throws: Diagnostics.self) {
      try ExportPage.run(
        try Situation(scratch.workspace, Situation.View(), programVersion: "test"),
        "runbook/plan@v1", programVersion: "test")
    }
  }

  @Test func thePastShowsNothingThatIsInternalToday() throws {
    try scratch.write("title: Shop qzx3zvq\ntype: service\n", to: "records/component/shop.yaml")
    try scratch.write(plan("public"), to: "records/upgrade/plan.yaml")
    try scratch.write("title: Till\ntype: service\n", to: "records/component/till.yaml")
    try scratch.apply()
    func past() throws {
      let view = try Situation.View(asOf: "r3", in: scratch.workspace)
      _ = try BuildSite.run(scratch.workspace, view, programVersion: "test", mode: .keepGoing)
    }
    try past()
    #expect(try leaks().contains { $0.contains("runbook/plan.html") })
    try scratch.write(
      "title: Shop qzx3zvq\ntype: service\nvisibility: internal\n",
      to: "records/component/shop.yaml")
    try scratch.write(
      plan("internal").replacing("component: shop", with: "component: till"),
      to: "records/upgrade/plan.yaml")
    try scratch.apply { $0.at = Instant(milliseconds: 1_767_225_700_000) }
    try past()
    try expectNoLeaks("as of the first apply")
    #expect(scratch.exists("public/component/till.html"))
  }

  @Test func wordsThatAlsoStandInTheOpenHideNoEdition() throws {
    try scratch.write("title: Shop\ntype: service\n", to: "records/component/shop.yaml")
    try scratch.write(
      """
      title: Plan
      component: shop
      from: "1.0"
      to: "2.0"
      strategy: rolling
      steps:
        - {key: first, title: First, runOn: admin host}
        - {key: second, title: Second qzx1zvq, runOn: admin host, visibility: internal}
      rollback: {kind: redeploy-previous, trigger: It fails.}

      """, to: "records/upgrade/plan.yaml")
    try scratch.apply()
    _ = try Publish.run(scratch.workspace, Situation.View(), programVersion: "test")
    _ = try build()
    try expectNoLeaks("with an internal step")
    #expect(scratch.exists("public/runbook/plan/v1.html"))
  }
}
