import Documents
import Knowledge
import Primitives
import Records
import Testing

@Suite("release notes")
struct NotesTests {
  private let records = [
    Made.release("1.1"),
    Made.release("1.2", ["status": "yanked", "yanked": ["reason": "It hung."]]),
    Made.release("2.0"),
    Made.change("late", "2.0", "changed", ["action": "Do L.", "deadline": ["on": "2026-12-31"]]),
    Made.change(
      "soon", "1.1", "removed",
      [
        "action": "Do S.", "deadline": ["on": "2026-07-31"], "commands": ["run soon"],
        "affected": "Those who use it.", "breaking": true,
      ]),
    Made.change("free", "1.1", "added", ["audience": ["developer"]]),
    Made.change("ops", "1.2", "fixed", ["audience": ["operator"], "details": "It *was* wrong."]),
    Made.change("fix", "3.0", "security", ["backports": ["1.2"]]),
  ]

  private func notes(_ scope: NotesScope, _ audience: String? = nil, cuts: Int = 0) throws
    -> RenderedDocument
  {
    let request = NotesRequest("app", scope, audience: audience, cuts: cuts)
    return try #require(try Made.renderer().notes(request, Made.graph(records)))
  }

  private func titles(_ document: RenderedDocument) -> [String] {
    (document.model.facts["sections"]?.items ?? []).flatMap { section in
      (section["entries"]?.items ?? []).compactMap { $0["anchor"]?.text }
    }
  }

  private let jump = NotesScope.range(from: "1.0", to: "2.0")

  @Test("the data have the shape that templates are checked against")
  func shape() throws {
    let definition = try #require(DocumentCatalog.definition("release-notes"))
    for scope in [jump, .release("1.1"), .release("1.2"), .unreleased] {
      for audience in [nil, "operator", "developer", "stakeholder"] {
        for cuts in [0, 1, 2, 5, 9, 13, 99] {
          let document = try notes(scope, audience, cuts: cuts)
          #expect(definition.facts.violations(in: document.model.facts) == [])
        }
      }
    }
  }

  @Test("actions come first, the nearest deadline first")
  func actions() throws {
    let document = try notes(jump)
    let actions = (document.model.facts["actions"]?.items ?? []).compactMap { $0["anchor"]?.text }
    #expect(actions == ["soon", "late"])
    let text = String(decoding: document.markdown, as: UTF8.self)
    let order = ["## Required actions", "## Added", "## Removed"].map { text.firstRange(of: $0) }
    let starts = order.compactMap { $0?.lowerBound }
    #expect(starts.count == 3)
    #expect(starts == starts.sorted())
  }

  @Test("each entry once; a backport names its origin, a withdrawn release its reason")
  func once() throws {
    let document = try notes(jump)
    #expect(titles(document).sorted() == ["fix", "free", "late", "ops", "soon"])
    let text = String(decoding: document.markdown, as: UTF8.self)
    #expect(text.contains("- **Comes with**: 1.2\n- **Backported from**: 3.0\n"))
    #expect(text.contains("**withdrawn**: It hung."))
    #expect(document.model.title == "App 1.0 to 2.0")
    let key = try #require(DocumentKey(parsing: "release-notes/app-1.0-to-2.0"))
    let byName = try Made.renderer().document(key, Made.graph(records))
    #expect(byName?.markdown == document.markdown)
  }

  @Test("readers get what is meant for them and what is meant for everybody")
  func audiences() throws {
    #expect(titles(try notes(jump, "operator")).sorted() == ["fix", "late", "ops", "soon"])
    #expect(titles(try notes(jump, "developer")).sorted() == ["fix", "free", "late", "soon"])
    let short = try notes(jump, "stakeholder")
    #expect(titles(short).sorted() == ["fix", "late", "soon"])
    let text = String(decoding: short.markdown, as: UTF8.self)
    #expect(text.contains("- **Who is affected**: Those who use it."))
    #expect(text.contains("- **By when**: 2026-07-31"))
    #expect(!text.contains("run soon"))
    #expect(!text.contains("Do S."))
    let json = String(decoding: JSONText.canonical(.object(short.model.facts)), as: UTF8.self)
    #expect(!json.contains("run soon"))
  }

  @Test("what is cut goes by importance, and how much is left out is said")
  func cut() throws {
    let order = ["soon", "late", "fix", "ops", "free"]
    let request = NotesRequest("app", jump)
    let most = request.mostCuts(Made.graph(records))
    var before = Set(order)
    for cuts in 0...most {
      let document = try notes(jump, cuts: cuts)
      let shown = Set(titles(document))
      #expect(shown.isSubset(of: before))
      #expect(shown == Set(order.prefix(shown.count)), "\(cuts)")
      before = shown
      let left = order.count - shown.count
      let text = String(decoding: document.markdown, as: UTF8.self)
      if left > 0 {
        #expect(text.contains("\(left) more \(left == 1 ? "entry is" : "entries are") left out"))
        #expect(text.contains(": see [all of them]("))
      }
      // What is shown of an entry is whole: its action with every command, or no entry at all.
      #expect(text.contains("Do S.") == shown.contains("soon"))
      #expect(text.contains("run soon") == shown.contains("soon"))
    }
    #expect(before.isEmpty)
    let frame = String(decoding: try notes(jump, cuts: most).markdown, as: UTF8.self)
    #expect(!frame.contains("| Component |") && frame.hasPrefix("# App 1.0 to 2.0\n"))
    #expect(try notes(jump, cuts: 0).markdown == notes(jump).markdown)
    #expect(try notes(jump, cuts: most + 9).markdown == notes(jump, cuts: most).markdown)
  }

  @Test("prose goes before entries, and the page says how many are shortened")
  func prose() throws {
    let text = String(decoding: try notes(jump, cuts: 1).markdown, as: UTF8.self)
    #expect(!text.contains("It *was* wrong."))
    #expect(text.contains("1 entry is shortened: see [all of them]("))
    #expect(titles(try notes(jump, cuts: 1)).count == 5)
  }

  @Test("a release that has only what was brought to it from another has notes, with the origin")
  func backported() throws {
    let graph = Made.graph([
      Made.release("1.0.5"), Made.release("1.0.6"), Made.release("2.0rc1"), Made.release("2.0"),
      Made.change("fix", "2.0", "fixed", ["backports": ["1.0.5"]]),
      Made.change("new", "2.0rc1", "added", ["backports": ["2.0"]]),
    ])
    let subjects = try #require(DocumentCatalog.definition("release-notes")).subjects(graph)
    #expect(subjects.contains("app-1.0.5") && !subjects.contains("app-1.0.6"))
    let old = try #require(
      try Made.renderer().notes(NotesRequest("app", .release("1.0.5")), graph))
    let text = String(decoding: old.markdown, as: UTF8.self)
    #expect(text.contains("- **Backported from**: 2.0\n"))
    #expect(!text.contains("Also in"))
    // A candidate of the release itself is no origin.
    let new = try #require(try Made.renderer().notes(NotesRequest("app", .release("2.0")), graph))
    let page = String(decoding: new.markdown, as: UTF8.self)
    #expect(!page.contains("Backported from"))
    #expect(page.contains("- **Also in**: 1.0.5\n"))
  }

  @Test("the changelog says what was backported, and not that of a version written in another way")
  func changelogOrigins() throws {
    let graph = Made.graph([
      Made.release("1.0.5"), Made.release("2.0"),
      Made.change("fix", "2.0", "fixed", ["backports": ["1.0.5"]]),
      Made.change("hooks", "2.0.0", "added"),
    ])
    let document = try #require(
      try Made.renderer().document(DocumentKey("changelog", "app"), graph))
    let text = String(decoding: document.markdown, as: UTF8.self)
    #expect(text.contains("Title of hooks\n"), "\(text)")
    #expect(text.components(separatedBy: "backported from").count == 2, "\(text)")
    #expect(text.contains("(backported from 2.0)"), "\(text)")
  }

  @Test("plain text has no marks, wraps at 72 columns and leaves commands whole")
  func text() throws {
    let command =
      "python -m something --with a --very long --command line --that --must not --break up"
    let long = "Whoever runs " + String(repeating: "words ", count: 40) + "must read."
    let graph = Made.graph([
      Made.release("1.1"),
      Made.change(
        "a", "1.1", "changed", ["affected": .string(long), "commands": [.string(command)]]),
    ])
    let document = try #require(
      try Made.renderer().notes(NotesRequest("app", .release("1.1")), graph))
    let text = NotesText.text(document, address: "https://x.example/a.html") { "<\($0)>" }
    #expect(text.contains("      \(command)\n"))
    #expect(text.contains("  Who is affected: <Whoever runs"))
    #expect(text.hasSuffix("\nAll of it: https://x.example/a.html\n"))
    for line in text.split(separator: "\n") where !line.contains(command) {
      #expect(line.count <= 72)
    }
    #expect(!text.contains("\n\n\n"))
  }
}
