import Documents
import Primitives
import Testing

@Suite("a changelog inside a file")
struct ChangelogFileTests {
  private let releases = "## [1.0]\n\n- One\n"

  private func inserted(_ text: String, _ releases: String? = nil, creating: Bool = false) throws
    -> String
  {
    let file = ChangelogFile(Array(text.utf8), path: "C.md", name: "app")
    let new = try file.inserting(Array((releases ?? self.releases).utf8), creating: creating)
    return String(decoding: new, as: UTF8.self)
  }

  private func problem(_ text: String) -> String? {
    do {
      _ = try inserted(text)
      return nil
    } catch {
      return (error as? Diagnostics)?.all.map { "\($0.id) \($0.message)" }.joined(separator: "; ")
    }
  }

  @Test("only what stands between the markers changes")
  func between() throws {
    let plain = "a\n<!-- waymark:begin app -->\n<!-- waymark:end app -->"
    #expect(
      try inserted(plain)
        == "a\n<!-- waymark:begin app -->\n\n## [1.0]\n\n- One\n\n<!-- waymark:end app -->")
  }

  @Test("a file with CRLF keeps it, in new lines too")
  func lineEnds() throws {
    let text = "# C\r\n<!-- waymark:begin app -->\r\n<!-- waymark:end app -->\r\ntail\r\n"
    let new = try inserted(text)
    #expect(
      new == "# C\r\n<!-- waymark:begin app -->\r\n\r\n## [1.0]\r\n\r\n- One\r\n\r\n"
        + "<!-- waymark:end app -->\r\ntail\r\n")
  }

  @Test(
    "twice changes nothing",
    arguments: [
      "", "# C\n", "# C", "# C\r\n\r\nx\r\n", "no heading", "```\n# no\n```\n# Yes\n\ntext\n",
      "x\n<!-- waymark:begin other -->\n<!-- waymark:end other -->\n",
    ])
  func idempotent(_ text: String) throws {
    let once = try inserted(text, creating: true)
    #expect(once != text)
    #expect(try inserted(once) == once)
    #expect(try inserted(once, creating: true) == once)
    // Other entries and back give the same bytes: nothing outside was touched.
    #expect(try inserted(inserted(once, "## [2.0]\n")) == once)
  }

  @Test("markers are made after the first heading that is none in code")
  func creates() throws {
    let new = try inserted("```\n# no\n```\n# Yes\n\ntext\n", creating: true)
    #expect(new.hasPrefix("```\n# no\n```\n# Yes\n\n<!-- waymark:begin app -->\n\n## [1.0]"))
    #expect(new.hasSuffix("<!-- waymark:end app -->\n\ntext\n"))
  }

  @Test("markers that are missing, alone, doubled or crossed are told with their line")
  func refuses() {
    let (begin, end) = ("<!-- waymark:begin app -->\n", "<!-- waymark:end app -->\n")
    #expect(problem("# C\n") == "no-markers `C.md` has no markers for app")
    #expect(problem("# C\n```\n\(begin)\(end)```\n") == "no-markers `C.md` has no markers for app")
    #expect(problem("x\n" + begin) == "marker-alone C.md:2: the marker `begin app` has no `end`")
    #expect(problem(end) == "marker-alone C.md:1: the marker `end app` has no `begin`")
    #expect(problem(end + begin) == "markers-crossed C.md:1: the marker `end app` comes first")
    #expect(
      problem(begin + end + begin + end)
        == "marker-twice C.md:3: a second marker for app; marker-twice C.md:4: a second marker for app"
    )
  }

  @Test("a rendered changelog is parted at its first release")
  func parts() {
    let (head, tail) = ChangelogFile.parts(of: Array("# C\n\nAll.\n\n## [1]\n\n- a\n".utf8))
    #expect(String(decoding: head, as: UTF8.self) == "# C\n\nAll.\n\n")
    #expect(String(decoding: tail, as: UTF8.self) == "## [1]\n\n- a\n")
    #expect(ChangelogFile.parts(of: Array("# C\n".utf8)).releases.isEmpty)
  }

  @Test("a release of backports alone is listed, and what was taken back later stays where it was")
  func listed() throws {
    let graph = Made.graph([
      Made.release("1.2"), Made.release("2.0"),
      Made.change("fix", "2.0", "security", ["backports": ["1.2"]]),
      Made.change("new", "2.0", "added"),
      Made.change("gone", "3.0", "removed", ["reverts": "new"]),
      Made.change("slip", "3.0", "added"), Made.change("mend", "3.0", "fixed", ["reverts": "slip"]),
    ])
    let document = try #require(
      Made.renderer().document(DocumentKey("changelog", "app"), graph))
    let (_, releases) = ChangelogFile.parts(of: document.markdown)
    #expect(
      String(decoding: releases, as: UTF8.self) == """
        ## [3.0]

        ### Removed

        - Title of gone

        ## [2.0] - 2025-01-01

        ### Added

        - Title of new

        ### Security

        - Title of fix

        ## [1.2] - 2025-01-01

        ### Security

        - Title of fix (backported from 2.0)

        """)
    let definition = try #require(DocumentCatalog.definition("changelog"))
    #expect(definition.facts.violations(in: document.model.facts) == [])
  }
}
