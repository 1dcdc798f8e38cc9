import Foundation
import Testing

@Suite("Journey: text that goes in comes out")
struct MirrorJourneys {
  private func applied() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    return sandbox
  }

  @Test("export leaves what states its record, writes what is missing, and apply has nothing to do")
  func export() throws {
    let sandbox = try applied()
    let before = try sandbox.tree("demo/records")
    let untouched = try sandbox.waymark("export", at: "demo")
    #expect(untouched.code == 0 && untouched.out.contains("3 unchanged: nothing changed"))
    #expect(try sandbox.tree("demo/records") == before)
    try FileManager.default.removeItem(
      at: sandbox.folder.appending(path: "demo/records/upgrade/shop-2.yaml"))
    let check = try sandbox.waymark("export", "--check", at: "demo")
    #expect(check.code == 1)
    #expect(check.out.contains("would be written  records/upgrade/shop-2.yaml"))
    #expect(!sandbox.exists("demo/records/upgrade/shop-2.yaml"))
    #expect(try sandbox.waymark("export", at: "demo").out.contains("1 written"))
    #expect(try sandbox.waymark("apply", at: "demo").out.contains("nothing changed"))
    #expect(try sandbox.waymark("export", "upgrade", "--out", "copy", at: "demo").code == 0)
    let copy = try sandbox.tree("demo/copy")
    #expect(copy.keys.sorted() == ["upgrade/shop-2.yaml"])
    #expect(try sandbox.waymark("export", "--out", "copy2", "upgrade/shop-*", at: "demo").code == 0)
    #expect(try sandbox.tree("demo/copy2") == copy)
  }

  @Test("export does not overwrite an edited file; --force does, and says so")
  func edited() throws {
    let sandbox = try applied()
    let path = "demo/records/component/shop.yaml"
    try sandbox.write(Samples.component + "\ntier: silver\n", to: path)
    let refused = try sandbox.waymark("export", at: "demo")
    #expect(refused.code == 1)
    #expect(refused.error.contains("was edited since"))
    #expect(refused.error.contains("tier: the file says \"silver\", the ledger nothing"))
    #expect(try sandbox.text(path).contains("silver"))
    let forced = try sandbox.waymark("export", "--force", at: "demo")
    #expect(forced.code == 0 && forced.out.contains("overwritten  records/component/shop.yaml"))
    #expect(try !sandbox.text(path).contains("silver"))
  }

  @Test("fmt keeps comments and order, checks, shows the difference, and refuses a broken file")
  func fmt() throws {
    let sandbox = try applied()
    let path = "demo/records/component/shop.yaml"
    try sandbox.write(
      "\u{FEFF}# Ours.\r\ntype: 'service'\r\ntitle: Shop   # for short\r\nowner: platform\r\nlifecycle: production\r\nversionScheme: semver\r\nsummary: Sells things.",
      to: path)
    let check = try sandbox.waymark("fmt", "--check", at: "demo")
    #expect(check.code == 1 && check.out.contains("records/component/shop.yaml\n"))
    let diff = try sandbox.waymark("fmt", "--diff", at: "demo")
    #expect(diff.code == 0 && diff.out.contains("-type: 'service'\\r\n"))
    #expect(diff.out.contains("+type: service\n"))
    #expect(try sandbox.waymark("fmt", at: "demo").out.contains("formatted  "))
    #expect(
      try sandbox.text(path)
        == "# Ours.\ntype: service\ntitle: Shop   # for short\nowner: platform\nlifecycle: production\nversionScheme: semver\nsummary: Sells things.\n"
    )
    #expect(try sandbox.waymark("fmt", "--check", at: "demo").code == 0)
    #expect(try sandbox.waymark("apply", at: "demo").out.contains("nothing changed"))
    try sandbox.write("title: Shop\ntyp: service\n", to: path)
    let broken = try sandbox.waymark("fmt", "records/component/shop.yaml", at: "demo")
    #expect(broken.code == 3 && broken.error.contains("error[unknown-field]"))
    #expect(try sandbox.text(path) == "title: Shop\ntyp: service\n")
  }

  @Test("a revision's number and its address say what was known right after it")
  func asOf() throws {
    let sandbox = try applied()
    try sandbox.write(Samples.component + "\ntier: gold\n", to: "demo/records/component/shop.yaml")
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    let history = try sandbox.waymark("history", "component/shop", at: "demo").out
    #expect(history.contains("r1 ") && history.contains("r4 "))
    let list = try sandbox.waymark("list", "--as-of", "r1", at: "demo").out
    #expect(list.contains("component/shop") && list.contains("1 record\n"))
    for moment in ["r3", "#3", "component/shop@1", "upgrade/shop-2@1"] {
      let shown = try sandbox.waymark("show", "component/shop", "--as-of", moment, at: "demo")
      #expect(shown.code == 0 && !shown.out.contains("gold"), "\(moment): \(shown.error)")
    }
    #expect(try sandbox.waymark("show", "component/shop@2", at: "demo").out.contains("gold"))
    for command in [
      ["render", "component/shop"], ["render", "metrics/index"], ["status"], ["build"],
    ] {
      let run = try sandbox.run(
        Sandbox.program, command + ["--as-of", "component/shop@1"], at: "demo")
      #expect(run.code == 0, "\(command): \(run.error)")
    }
    let none = try sandbox.waymark("list", "--as-of", "r9", at: "demo")
    #expect(none.code == 3 && none.error.contains("the ledger has no revision r9"))
    #expect(none.error.contains("it has r1 to r4"))
  }

  @Test("two ledgers that grew apart merge; a contradiction is refused until somebody decides")
  func merge() throws {
    let sandbox = try applied()
    try sandbox.waymark("journal", "export", "-o", "../base.jsonl", at: "demo")
    try sandbox.waymark("init", "other")
    #expect(try sandbox.waymark("journal", "import", "../base.jsonl", at: "other").code == 0)
    #expect(try sandbox.waymark("export", at: "other").out.contains("3 written"))
    try sandbox.write(Samples.component + "\ntier: gold\n", to: "demo/records/component/shop.yaml")
    #expect(try sandbox.waymark("apply", at: "demo").out.contains("1 revised"))
    try sandbox.write(Samples.component + "\nsla: 99 %\n", to: "other/records/component/shop.yaml")
    #expect(try sandbox.waymark("apply", at: "other").out.contains("1 revised"))
    try sandbox.waymark("journal", "export", "-o", "../other.jsonl", at: "other")
    let merged = try sandbox.waymark("journal", "import", "../other.jsonl", at: "demo")
    #expect(merged.code == 0 && merged.out.contains("merged  component/shop"))
    let shown = try sandbox.waymark("show", "component/shop", at: "demo").out
    #expect(shown.contains("tier: gold") && shown.contains("sla: 99 %"))
    #expect(try sandbox.waymark("export", at: "demo").out.contains("1 updated"))
    #expect(try sandbox.waymark("apply", at: "demo").out.contains("nothing changed"))
    #expect(try sandbox.waymark("verify", at: "demo").code == 0)
    // Both say something else of the same field.
    try sandbox.write(
      Samples.component + "\ntier: gold\nsla: 98 %\n", to: "demo/records/component/shop.yaml")
    #expect(try sandbox.waymark("apply", at: "demo").out.contains("1 revised"))
    try sandbox.write(Samples.component + "\nsla: 97 %\n", to: "other/records/component/shop.yaml")
    #expect(try sandbox.waymark("apply", at: "other").out.contains("1 revised"))
    try sandbox.waymark("journal", "export", "-o", "../other.jsonl", at: "other")
    let refused = try sandbox.waymark("journal", "import", "../other.jsonl", at: "demo")
    #expect(refused.code == 1 && refused.out.contains("nothing was read"))
    #expect(refused.error.contains("was \"99 %\", here \"98 %\", in the journal \"97 %\""))
    let decided = try sandbox.waymark(
      "journal", "import", "../other.jsonl", "--on-conflict", "theirs", at: "demo")
    #expect(decided.code == 0)
    #expect(try sandbox.waymark("show", "component/shop", at: "demo").out.contains("sla: 97 %"))
    #expect(
      try sandbox.waymark("journal", "import", "../other.jsonl", at: "demo").out.contains(
        "0 revisions"))
  }

  @Test("an error in file 900 of 1,000 leaves the ledger as it was")
  func wholeOrNothing() throws {
    let sandbox = try applied()
    try sandbox.waymark("journal", "export", "-o", "../before.jsonl", at: "demo")
    for number in 1...1000 {
      let status = number == 900 ? "relesed" : "released"
      try sandbox.write(
        "title: Shop \(number)\ncomponent: shop\nversion: \"1.\(number)\"\ndate: 2025-01-01\nstatus: \(status)\n",
        to: "demo/records/release/shop-1.\(number).yaml")
    }
    let refused = try sandbox.waymark("apply", at: "demo")
    #expect(
      refused.code == 3
        && refused.error.contains("release/shop-1.900.yaml:5:9: error[unknown-word]"))
    try sandbox.waymark("journal", "export", "-o", "../after.jsonl", at: "demo")
    #expect(try sandbox.text("before.jsonl") == sandbox.text("after.jsonl"))
    try sandbox.write(
      "title: Shop 900\ncomponent: shop\nversion: \"1.900\"\ndate: 2025-01-01\n",
      to: "demo/records/release/shop-1.900.yaml")
    #expect(
      try sandbox.waymark("apply", at: "demo").out.contains("1000 created, 0 revised, 3 unchanged"))
  }

  @Test("a dry run shows fields; a file that names an older revision is a conflict with both sides")
  func honest() throws {
    let sandbox = try applied()
    let path = "demo/records/component/shop.yaml"
    try sandbox.write(Samples.component + "\ntier: gold\n", to: path)
    let dry = try sandbox.waymark("apply", "--dry-run", at: "demo")
    #expect(dry.out.contains("would be revised  component/shop\n    tier: added \"gold\""))
    #expect(try !sandbox.waymark("show", "component/shop", at: "demo").out.contains("gold"))
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    // A file that nobody applied yet: only its `rev` says what it was made from.
    try FileManager.default.removeItem(at: sandbox.folder.appending(path: path))
    try sandbox.write(
      "rev: 1\n" + Samples.component + "\ntier: silver\n", to: "demo/records/component/shop.yml")
    let sides = try sandbox.waymark("apply", at: "demo")
    #expect(sides.code == 3 && sides.error.contains("error[conflict]"))
    #expect(sides.error.contains("the ledger says tier: added \"gold\""))
    #expect(sides.error.contains("the file says tier: added \"silver\""))
  }

  @Test("a text of an older revision that is copied over a record's file is a conflict")
  func copiedOver() throws {
    let sandbox = try applied()
    let path = "demo/records/component/shop.yaml"
    try sandbox.write(Samples.component + "\ntier: gold\n", to: path)
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    try sandbox.waymark("export", "--out", "old", "--as-of", "component/shop@1", at: "demo")
    let old = try sandbox.text("demo/old/component/shop.yaml")
    #expect(old.contains("rev: 1\n"))
    try sandbox.write(old, to: path)
    let sides = try sandbox.waymark("apply", at: "demo")
    #expect(sides.code == 3 && sides.error.contains("error[conflict]"), "\(sides)")
    #expect(sides.error.contains("the ledger says tier: added \"gold\""))
    #expect(try sandbox.waymark("show", "component/shop", at: "demo").out.contains("gold"))
    // Said on purpose, it counts; and the line may stay while the file is edited further.
    try sandbox.write(old.replacingOccurrences(of: "rev: 1\n", with: "rev: 2\n"), to: path)
    #expect(try sandbox.waymark("apply", at: "demo").out.contains("0 created, 1 revised"))
    try sandbox.write(try sandbox.text(path) + "tier: bronze\n", to: path)
    #expect(try sandbox.waymark("apply", at: "demo").out.contains("0 created, 1 revised"))
    #expect(try sandbox.waymark("show", "component/shop", at: "demo").out.contains("bronze"))
  }

  @Test("a draft of a retired record is its tombstone")
  func retiredDraft() throws {
    let sandbox = try applied()
    try sandbox.write("title: Old\ntype: service\n", to: "demo/records/component/old.yaml")
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    #expect(try !sandbox.waymark("render", "component/old", at: "demo").out.contains("retired"))
    try FileManager.default.removeItem(
      at: sandbox.folder.appending(path: "demo/records/component/old.yaml"))
    #expect(try sandbox.waymark("apply", "--prune", at: "demo").out.contains("component/old"))
    let draft = try sandbox.waymark("render", "component/old", at: "demo")
    #expect(draft.code == 0 && draft.out.contains("This component was retired on"), "\(draft)")
    let page = try sandbox.waymark("export-page", "component/old", at: "demo")
    #expect(page.code == 0 && page.out.contains("was retired on"))
  }

  @Test("a retired lesson keeps its place on the page that it shared")
  func tombstone() throws {
    let sandbox = try applied()
    for name in ["warm", "cool"] {
      try sandbox.write(
        "title: \(name)\nstatement: Do it.\npolarity: do\nevidence: [incident/lost]\nappliesTo:\n  - component: shop\n",
        to: "demo/records/lesson/\(name).yaml")
    }
    try sandbox.write(
      "title: Lost\nseverity: 2\ncomponent: shop\ndetection: {how: customer}\nimpact: {text: Lost.}\n",
      to: "demo/records/incident/lost.yaml")
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    try FileManager.default.removeItem(
      at: sandbox.folder.appending(path: "demo/records/lesson/cool.yaml"))
    let pruned = try sandbox.waymark("apply", "--prune", "--reason", "it was wrong", at: "demo")
    #expect(pruned.out.contains("retired  lesson/cool"))
    #expect(try sandbox.waymark("build", at: "demo").code == 0)
    let page = try sandbox.text("demo/public/lessons/index.html")
    #expect(page.contains("id=\"cool\"") && page.contains("it was wrong"))
    #expect(page.contains("id=\"warm\""))
  }
}
