import Documents
import Primitives
import Testing

@testable import Publishing

@Suite("comparisons of editions") struct ComparisonTests {
  private func page(_ old: String, _ new: String, aliases: [String: String] = [:]) -> String {
    let page = ComparisonPage(
      old: .init(name: "edition 1", href: "../v1.html"),
      new: .init(name: "edition 2", href: "../v2.html"),
      difference: EditionDifference(from: Array(old.utf8), to: Array(new.utf8), aliases: aliases),
      reasons: [])
    var writer = HTMLWriter(out: [])
    page.write(madeOf: Fingerprint(), into: &writer)
    return String(decoding: writer.out, as: UTF8.self)
  }

  private let stay = "#### 1. Stay {#step-stay}\n\nStay here.\n\n```bash\nsleep 1\n```\n\n"
  private let leave = "#### 2. Leave {#step-leave}\n\nLeave *now*.\n\n```bash\nexit\n```\n\n"

  @Test func wordsAreMarkedInTheLineThatTheyStandIn() {
    let html = page(
      stay + leave,
      stay.replacing("here", with: "there").replacing("sleep 1", with: "sleep 2") + leave)
    #expect(html.contains("Stay <del>here</del><ins>there</ins>."))
    #expect(html.contains("sleep <del>1</del><ins>2</ins>"))
    #expect(html.contains("<a href=\"../v2.html#step-stay\">Stay</a>"))
    #expect(html.contains("1 reworded, 1 changed command; 1 section is as it was."))
    #expect(!html.contains("bash"))
  }

  @Test func whatMovedSaysFromWhereAndIsNotChanged() {
    let html = page(
      stay + leave,
      leave.replacing("2.", with: "1.") + stay.replacing("1. Stay", with: "2. Stay"))
    #expect(html.contains("moved: was step"))
    #expect(!html.contains("diff-changed") && !html.contains("diff-added"))
  }

  @Test func aRenamedStepKeepsItsHistory() {
    let html = page(
      stay, stay.replacing("step-stay", with: "step-wait"), aliases: ["stay": "wait"])
    #expect(html.contains("Its key was <code>stay</code>"))
    #expect(html.contains("diff-mark renamed") && !html.contains("diff-mark added"))
  }

  @Test func removedStepsLeadToTheOldEdition() {
    let html = page(stay + leave, stay)
    #expect(html.contains("<a href=\"../v1.html#step-leave\">Leave</a>"))
    #expect(html.contains("<span class=\"hidden\">Removed: </span><del>exit</del>"))
  }

  @Test func unchangedLinesAreFolded() {
    let lines = (1...9).map { "Line \($0).\n\n" }.joined()
    let html = page("## A\n\n\(lines)", "## A\n\n\(lines.replacing("Line 5", with: "Line five"))")
    #expect(html.contains("<summary>3 unchanged lines</summary>"))
    #expect(html.contains("Line <del>5</del><ins>five</ins>."))
  }

  @Test func textIsHostile() {
    let html = page(
      "## A\n\n<script>alert(1)</script> one\n", "## A\n\n<script>alert(1)</script> two\n")
    #expect(html.contains("&lt;script&gt;"))
    #expect(!html.contains("<script"))
  }

  @Test func aColumnWithoutWordsChangesNoRow() {
    let old = "## A\n\nBefore.\n\n| a | b | c |\n| --- | --- | --- |\n| one | | two |\n"
    let new = "## A\n\nAfter.\n\n| a | c |\n| --- | --- |\n| one | two |\n"
    let html = page(old, new)
    #expect(!html.contains("---") && html.contains("a · <del>b · </del>c"), "\(html)")
    #expect(html.contains("<li class=\"diff-same\">one · two</li>"))
  }

  /// A word kept here and there reads as a salad.
  @Test func linesThatShareFewWordsAreShownWhole() {
    let old = "one two three four five six seven eight"
    let html = page("## A\n\n\(old)\n", "## A\n\none x three y five z seven w\n")
    #expect(html.contains("<del>\(old)</del>"))
    #expect(html.contains("<ins>one x three y five z seven w</ins>"))
  }

  @Test(arguments: [
    ("| --- | :-: |", ""), ("| | a |  | b |", "a · b"), ("| a | **b** |", "a · b"),
    ("[x \\[1\\]](y.md#z), *k*", "x [1], *k*"),
    ("> quoted \\*star\\*", "quoted *star*"), ("`a\\*b` [open", "`a\\*b` [open"),
    ("- [ ] Tick", "- [ ] Tick"), ("> [!NOTE] Two **ways**", "Note: Two ways"),
    ("> [!caution]", "Caution"), ("> [!ELSE] is none", "[!ELSE] is none"),
    ("[!NOTE] outside of a quote", "[!NOTE] outside of a quote"),
  ])
  func aLineIsShownAsItReads(written: String, read: String) {
    let line = WrittenLine(Array(written.utf8)[...])
    #expect(line.isRule ? read.isEmpty : String(decoding: line.text, as: UTF8.self) == read)
  }

  @Test func whatOnlyDiffersInAnAddressIsShownWithIt() {
    let html = page("## A\n\nSee [it](a.md).\n", "## A\n\nSee [it](b.md).\n")
    #expect(html.contains("[it](<del>a</del><ins>b</ins>.md)"))
  }

  @Test(arguments: 0...30)
  func everyPairOfTenAndAllWithTheNewest(count: Int) {
    let pairs = EditionPairs.all(count)
    #expect(pairs.allSatisfy { $0.old < $0.new && $0.new < count })
    #expect(Set(pairs.map { $0.old * 100 + $0.new }).count == pairs.count)
    if count <= 10 { #expect(pairs.count == max(0, count * (count - 1) / 2)) }
    for old in 0..<max(0, count - 1) {
      #expect(pairs.contains { $0 == (old, count - 1) })
      #expect(pairs.contains { $0 == (old, old + 1) })
    }
    // Older ones add two pairs each, not as many as there are editions.
    #expect(pairs.count <= 45 + 2 * max(0, count - 10))
  }

  @Test func frozenPairsAreComparedOnce() throws {
    let folder = try TemporaryFolder()
    var site = SampleSite.site
    #expect(try SiteBuilder.build(site, into: folder.output).comparisons == 1)
    let first = folder.text("runbook/django-5.2/diff/v1-v2.html")
    // The page itself is another, and so is all that stands around the comparison.
    site.pages[0].markdown += Array("More.\n".utf8)
    site.title = "Another name"
    #expect(try SiteBuilder.build(site, into: folder.output).comparisons == 0)
    let second = folder.text("runbook/django-5.2/diff/v1-v2.html")
    #expect(first != second && second.contains("Run the migration <del>now</del>"))
    site.pages[0].editions.append(SampleSite.edition(3, "# Upgrade\n\n## Steps\n\nRun it.\n"))
    #expect(try SiteBuilder.build(site, into: folder.output).comparisons == 2)
    site.pages[0].stepAliases = ["old": "new"]
    #expect(try SiteBuilder.build(site, into: folder.output).comparisons == 3)
    let clean = try TemporaryFolder()
    _ = try SiteBuilder.build(site, into: clean.output)
    #expect(clean.contents() == folder.contents())
  }

  @Test func eachEditionOffersTheOthers() throws {
    let folder = try TemporaryFolder()
    var site = SampleSite.site
    site.pages[0].editions.append(SampleSite.edition(3, "# Upgrade\n"))
    site.pages[0].isBehind = true
    _ = try SiteBuilder.build(site, into: folder.output)
    let first = folder.text("runbook/django-5.2/v1.html")
    #expect(first.contains("<a href=\"diff/v1-v3.html\">what changed since v1</a>"))
    #expect(
      first.contains("Compare v1 with") && first.contains("<a href=\"diff/v1-v2.html\">v2</a>"))
    let newest = folder.text("runbook/django-5.2/v3.html")
    #expect(newest.contains("Behind its records.") && newest.contains("diff/v3-now.html"))
    let page = folder.text("runbook/django-5.2.html")
    #expect(page.contains("<a href=\"django-5.2/diff/v2-v3.html\">v2</a>"))
    #expect(page.contains("data-folder=\"django-5.2/diff/\""))
    let comparison = folder.text("runbook/django-5.2/diff/v1-v3.html")
    #expect(comparison.contains("<a href=\"v1-v2.html\">v2</a>"))
    #expect(comparison.contains("<a href=\"v2-v3.html\">v2</a>"))
    #expect(comparison.contains("<a href=\"../../django-5.2.html\">Upgrade to Django 5.2</a>"))
    #expect(folder.contents().keys.contains("runbook/django-5.2/diff/v3-now.html"))
  }
}
