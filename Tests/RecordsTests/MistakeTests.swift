import Primitives
import TestSupport
import Testing

@testable import Records

/// Each way of getting a record wrong, with the place, the id and the way out that people are told.
@Suite("Mistakes in records")
struct MistakeTests {
  @Test("a mistake is told at its place, with a way out", arguments: Mistake.all)
  func mistake(_ mistake: Mistake) throws {
    let found = mistake.diagnostics()
    let listed = found.map(\.text).joined()
    #expect(found.map(\.id) == mistake.ids, "\(listed)")
    let first = try #require(found.first)
    if let place = mistake.place {
      #expect(first.range?.line == place.line, "\(listed)")
      #expect(first.range?.column == place.column, "\(listed)")
      #expect(first.excerpt?.isEmpty == false || place.column == 1, "\(listed)")
    }
    for each in found {
      let help = try #require(each.help)
      #expect(!each.message.hasSuffix("."), "\(listed)")
      #expect(!help.hasSuffix("."), "\(listed)")
    }
    #expect(first.help?.contains(mistake.help) == true, "\(listed)")
  }

  @Test("the messages read well together")
  func golden() {
    let text = Mistake.all.map { mistake in
      "## \(mistake.name)\n\n" + mistake.diagnostics().map(\.text).joined()
    }.joined(separator: "\n")
    expectGolden(text, "mistakes.txt", in: goldens)
  }

  @Test("what looks odd and is right is taken", arguments: Mistake.harmless)
  func harmless(_ mistake: Mistake) {
    let found = mistake.diagnostics()
    #expect(found.isEmpty, "\(found.map(\.text).joined())")
  }

  private func read(
    _ text: String, _ kind: String?
  ) -> (drafts: [Draft], diagnostics: [Diagnostic]) {
    RecordReader.drafts(SourceText(file: "t.yaml", text: text), kind: kind, stem: "t")
  }

  @Test("all problems of a file come in one run")
  func together() throws {
    let text = """
      id: one
      title: One
      title: Again
      contact: x
      ---
      id: two
      titel: Two
      contact: "#x"
      kind: robot
      ---
      id: three
      title: Three
      contact: "#x
      ---
      id: four
      title: Four
      contact: x
      """
    let (drafts, problems) = read(text, "team")
    #expect(
      problems.map { "\($0.range?.line ?? 0) \($0.id)" } == [
        "3 duplicate-key", "6 missing-field", "7 unknown-field", "9 unknown-word",
        "13 unclosed-quote",
      ])
    #expect(drafts.map(\.id.id) == ["four"])
  }

  @Test("every key of a document that stands twice is told of, and so is the next document")
  func duplicates() throws {
    let text = """
      title: One
      contact: x
      title: Again
      links:
        - url: a
          title: b
          url: c
      contact: y
      title: And again
      ---
      id: two
      titel: Two
      """
    let problems = read(text, "team").diagnostics
    #expect(
      problems.map { "\($0.range?.line ?? 0):\($0.range?.column ?? 0) \($0.id)" } == [
        "3:1 duplicate-key", "7:5 duplicate-key", "8:1 duplicate-key", "9:1 duplicate-key",
        "11:1 missing-field", "11:1 missing-field", "12:1 unknown-field",
      ])
  }

  @Test("a kind that stands where other tools have it is understood, and the way out named")
  func kindOfOtherTools() throws {
    func problem(_ text: String) -> Diagnostic? { read(text, nil).diagnostics.first }
    let known = problem("title: One\nkind: team\ncontact: x\n")
    #expect(known?.id == "missing-kind" && known?.range?.line == 2)
    #expect(known?.help == "write `record: team` for `kind: team`")
    let unknown = problem("title: One\nkind: robot\n")
    #expect(unknown?.range?.line == 1 && unknown?.help?.contains("records/<kind>/") == true)
  }

  @Test("hostile bytes give diagnostics, never a trap", arguments: Seeds.first(300))
  func hostile(_ seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    var bytes = Array(try #require(Scaffold.upgrade(strategy: "canary")).utf8)
    for _ in 0..<random.number(1...12) {
      let at = random.number(0...bytes.count - 1)
      switch random.number(0...3) {
      case 0: bytes[at] = UInt8(random.number(0...255))
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(contentsOf: random.pick(Mistake.scraps).utf8, at: at)
      default: bytes.removeSubrange(at..<min(bytes.count, at + random.number(1...400)))
      }
    }
    guard let source = try? SourceText(file: "u.yaml", bytes: bytes) else { return }
    let (_, problems) = RecordReader.drafts(source, kind: "upgrade", stem: "example")
    for problem in problems {
      let range = try #require(problem.range)
      #expect(range.line >= 1 && range.column >= 1)
      #expect(problem.help != nil, "\(problem.text)")
    }
  }
}
