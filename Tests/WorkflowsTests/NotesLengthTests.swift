import Primitives
import Records
import TestSupport
import Testing
import Workflows

@Suite("the length of release notes")
struct NotesLengthTests {
  /// A release with entries of every sort, some with much to say.
  private func workspace(_ seed: Int) throws -> ScratchWorkspace {
    var random = SeededGenerator(seed: seed)
    let scratch = try ScratchWorkspace()
    try scratch.write(
      """
      title: Shop 2.0
      component: shop
      version: 2.0.0
      date: 2025-12-01
      highlights: [It is new.]
      notes: Read *this* first.
      """, to: "records/release/shop-2.0.0.yaml")
    for number in 1...random.number(2...9) {
      var text = "title: Entry \(number)\ncomponent: shop\nrelease: 2.0.0\n"
      text +=
        "type: \(random.pick(["added", "changed", "fixed", "removed", "security", "deprecated"]))\n"
      if random.oneIn(2) {
        text += "action: ACTION\(number) begins, é and ends.END\(number)\n"
        text += "commands: ['run it \(number)']\ndeadline: {on: 2026-0\(number)-01}\n"
      }
      if random.oneIn(3) { text += "breaking: true\naffected: Everybody.\n" }
      if random.oneIn(2) {
        let words = String(repeating: "word ", count: random.number(1...60))
        text += "details: DETAILS\(number) \(words)LAST\(number)\n"
      }
      if random.oneIn(3) { text += "contributors: [Ada]\n" }
      if random.oneIn(3) { text += "before: 'old()'\nafter: 'new()'\nlanguage: python\n" }
      try scratch.write(text, to: "records/change/entry-\(number).yaml")
    }
    try scratch.apply()
    return scratch
  }

  @Test("any length that holds the frame is kept, and no entry is cut", arguments: Seeds.first(12))
  func property(_ seed: Int) throws {
    let scratch = try workspace(seed)
    var random = SeededGenerator(seed: seed + 1000)
    let situation = try Situation(
      scratch.workspace, Situation.View(), programVersion: "test")
    for form in ReleaseNotes.Form.allCases {
      var options = ReleaseNotes.Options()
      options.form = form
      let whole = try ReleaseNotes.run(situation, component: "shop", scope: nil, options)
      let length = whole.count { $0 & 0xc0 != 0x80 }
      var least = 0
      options.mostCharacters = 1
      do {
        _ = try ReleaseNotes.run(situation, component: "shop", scope: nil, options)
        Issue.record("one character is not enough")
      } catch {
        let help = try #require(error.all.first?.help)
        #expect(error.all.map(\.id) == ["too-short"])
        least = try #require(
          help.split(separator: " ").compactMap { Int($0.filter(\.isNumber)) }.first)
      }
      let wanted =
        [least, least + 1, length - 1, length, length + 1]
        + (0..<12).map { _ in random.number(least...length) }
      for most in wanted {
        options.mostCharacters = most
        let bytes = try ReleaseNotes.run(situation, component: "shop", scope: nil, options)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.unicodeScalars.count <= most, "\(form) \(most)")
        if most >= length { #expect(bytes == whole) }
        for number in 1...9 {
          #expect(text.contains("ACTION\(number)") == text.contains("END\(number)"))
          #expect(text.contains("ACTION\(number)") == text.contains("run it \(number)"))
          #expect(text.contains("DETAILS\(number)") == text.contains("LAST\(number)"))
        }
        if most < length, form != .json {
          #expect(text.contains("left out") || text.contains("shortened"), "\(form) \(most)")
        }
      }
      options.mostCharacters = least - 1
      #expect(throws: Diagnostics.self) {
        try ReleaseNotes.run(situation, component: "shop", scope: nil, options)
      }
    }
  }
}
