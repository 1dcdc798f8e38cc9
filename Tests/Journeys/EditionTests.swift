import Foundation
import Testing

@Suite("Journey: editions explain themselves")
struct EditionJourneys {
  private func published() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.waymark("apply", at: "demo")
    try sandbox.waymark("publish", at: "demo")
    return sandbox
  }

  @Test("a template that changed alone makes new editions that say so, and the old ones stay true")
  func template() throws {
    let sandbox = try published()
    try sandbox.waymark("templates", "eject", "partials/step", at: "demo")
    let own = try sandbox.text("demo/templates/partials/step.md")
    try sandbox.write(
      own + "\n*Call out the number of the step.*\n", to: "demo/templates/partials/step.md")

    let status = try sandbox.waymark("status", at: "demo")
    #expect(status.out.contains("runbook/shop-2  v1       behind  template changed: partials/step"))
    let publish = try sandbox.waymark("publish", at: "demo")
    #expect(
      publish.out
        == "runbook/shop-2 v2  template changed: partials/step\n1 new edition, 1 unchanged\n")
    let explain = try sandbox.waymark("explain", "runbook/shop-2@v2", at: "demo").out
    #expect(explain.contains("because    template changed: partials/step\n"))
    #expect(explain.contains("upgrade/shop-2@1"))
    #expect(
      explain.split(separator: "\n").contains {
        $0.hasPrefix("partials/step ") && $0.hasSuffix(" changed")
      })
    #expect(explain.contains("since v1:\nreworded: step-stop-workers  Stop the workers\n"))

    // The first edition was made with the template of then, which the ledger keeps.
    let verify = try sandbox.waymark("verify", at: "demo")
    #expect(verify.code == 0, "\(verify.error)")
    #expect(verify.out.contains("3 editions made again byte for byte, 0 differ, 0 not made again"))
    // The journal carries the templates to the next ledger.
    try sandbox.write(
      try sandbox.waymark("journal", "export", at: "demo").out, to: "journal.jsonl")
    try sandbox.waymark("init", "copy", "--title", "Demo")
    try sandbox.waymark("journal", "import", "../journal.jsonl", at: "copy")
    #expect(
      try sandbox.waymark("verify", at: "copy").out.contains("3 editions made again byte for byte"))
  }

  @Test("a clone has its editions after an apply, and no ledger where the journal is damaged")
  func clone() throws {
    let sandbox = try published()
    let journal = try sandbox.waymark("journal", "export", at: "demo").out
    try FileManager.default.removeItem(at: sandbox.folder.appending(path: "demo/.waymark"))
    try sandbox.write(
      journal.replacingOccurrences(of: "\"rev\":1", with: "\"rev\":2"), to: "demo/journal.jsonl")
    for _ in 0..<2 {
      let refused = try sandbox.waymark("apply", at: "demo")
      #expect(refused.code != 0 && refused.error.contains("journal.jsonl"), "\(refused.error)")
      #expect(!sandbox.exists("demo/.waymark/ledger.db"))
    }
    try sandbox.write(journal, to: "demo/journal.jsonl")
    let applied = try sandbox.waymark("apply", at: "demo")
    #expect(applied.out.contains("restored") && applied.out.contains("0 created"), "\(applied.out)")
    #expect(try sandbox.waymark("publish", at: "demo").out.contains("0 new editions"))
  }

  @Test("a mistake in a template of one's own stops everything, with its place and a way out")
  func mistake() throws {
    let sandbox = try published()
    // A name that nothing asks for is most often a slip.
    try sandbox.write("x\n", to: "demo/templates/runbok.md")
    let unused = try sandbox.waymark("templates", "check", at: "demo")
    #expect(unused.code == 1 && unused.error.contains("error[unused-template]"), "\(unused.error)")
    #expect(unused.error.contains("did you mean `runbook`?"))
    // One that another template takes in is used, by its name under partials/ too.
    let runbook = try sandbox.waymark("templates", "show", "runbook", at: "demo").out
    try sandbox.write(runbook + "\n{{> mine}}\n", to: "demo/templates/runbook.md")
    try sandbox.write("Ours.\n", to: "demo/templates/partials/mine.md")
    let mine = try sandbox.waymark("templates", "check", at: "demo")
    #expect(mine.error.contains("runbok.md") && !mine.error.contains("mine.md"), "\(mine.error)")
    for name in ["runbok", "partials/mine"] {
      try FileManager.default.removeItem(
        at: sandbox.folder.appending(path: "demo/templates/\(name).md"))
    }
    try sandbox.write("# {{document.titel}}\n", to: "demo/templates/runbook.md")
    for command in ["status", "publish", "build", "verify"] {
      let run = try sandbox.waymark(command, at: "demo")
      #expect(run.code == 3, "\(command)")
      #expect(run.error.contains("templates/runbook.md:1:5: error[unknown-name]"), "\(run.error)")
      #expect(run.error.contains("    ^^^^^^^^^^^^^^\n"), "\(run.error)")
      #expect(run.error.contains("did you mean `title`?"), "\(run.error)")
    }
  }

  @Test("a renamed step takes its history along by an alias, and is missed without one")
  func rename() throws {
    let sandbox = try published()
    try sandbox.write(
      """
      title: Rehearsal
      upgrade: shop-2
      environment: staging
      mode: rehearsal
      startedAt: 2025-06-01T10:00:00Z
      endedAt: 2025-06-01T10:20:00Z
      outcome: succeeded-with-deviation
      steps:
        - {key: install, startedAt: 2025-06-01T10:05:00Z, endedAt: 2025-06-01T10:08:00Z}
      deviations:
        - {step: install, text: The mirror was slow.}
      """, to: "demo/records/attempt/rehearsal.yaml")
    try sandbox.write(
      """
      title: Use the near mirror
      statement: Use the mirror in the same building.
      status: accepted
      polarity: do
      severity: low
      evidence: [attempt/rehearsal]
      appliesTo: [{step: install}]
      """, to: "demo/records/lesson/near-mirror.yaml")
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    try sandbox.waymark("publish", at: "demo")

    let renamed = Samples.upgrade.replacingOccurrences(
      of: "  - key: install\n", with: "  - key: install-2\n")
    try sandbox.write(renamed, to: "demo/records/upgrade/shop-2.yaml")
    let dry = try sandbox.waymark("apply", "--dry-run", at: "demo")
    #expect(dry.error.contains("warning[step-renamed]"), "\(dry.error)\(dry.out)")
    #expect(dry.error.contains("`aliases: [install]`"))
    // The place is that of the new key, where the alias belongs.
    #expect(dry.error.contains("  - key: install-2\n"), "\(dry.error)")

    try sandbox.write(
      renamed.replacingOccurrences(
        of: "  - key: install-2\n", with: "  - key: install-2\n    aliases: [install]\n"),
      to: "demo/records/upgrade/shop-2.yaml")
    let apply = try sandbox.waymark("apply", at: "demo")
    #expect(apply.code == 0 && apply.error.isEmpty, "\(apply.error)")
    let render = try sandbox.waymark("render", "runbook/shop-2", at: "demo").out
    #expect(render.contains("Use the mirror in the same building."))
    #expect(render.contains("- [Step 2](#step-install-2): The mirror was slow."))
    #expect(!render.contains("#step-install)"))
    try sandbox.waymark("publish", at: "demo")
    let diff = try sandbox.waymark("diff", "runbook/shop-2", at: "demo").out
    #expect(diff.contains("renamed from install: step-install-2  Install version 2"), "\(diff)")
    #expect(!diff.contains("added") && !diff.contains("removed"), "\(diff)")

    let build = try sandbox.waymark("build", at: "demo")
    #expect(build.code == 0, "\(build.error)")
    let page = try sandbox.text("demo/public/runbook/shop-2.html")
    #expect(page.contains("<span id=\"step-install\"></span>"))
    #expect(page.contains("data-aliases=\"install:install-2\""))
    let comparison = try sandbox.text("demo/public/runbook/shop-2/diff/v2-v3.html")
    #expect(comparison.contains("Its key was <code>install</code>"))
  }

  @Test("an attempt that names a step without a home is a finding")
  func lostStep() throws {
    let sandbox = try published()
    try sandbox.write(
      """
      title: Rehearsal
      upgrade: shop-2
      environment: staging
      mode: rehearsal
      startedAt: 2025-06-01T10:00:00Z
      outcome: failed
      failedStep: instal
      """, to: "demo/records/attempt/rehearsal.yaml")
    try sandbox.waymark("apply", at: "demo")
    let check = try sandbox.waymark("check", at: "demo")
    #expect(check.code == 1)
    #expect((check.out + check.error).contains("step.renamed-without-alias"))
  }

  @Test("the journal has the text of every template that an edition was made with")
  func journal() throws {
    let sandbox = try published()
    let journal = try sandbox.waymark("journal", "export", at: "demo").out
    #expect(journal.contains("\"type\":\"text\""))
    #expect(
      try sandbox.waymark("verify", at: "demo").out
        .contains("2 editions made again byte for byte, 0 differ, 0 not made again"))
  }

  @Test(
    "the plan of every strategy is new, applied, checked and rendered",
    arguments: ["canary", "blue-green", "rolling", "in-place", "shadow", "offline"])
  func skeleton(strategy: String) throws {
    let sandbox = try Sandbox()
    try sandbox.waymark("init", "demo", "--title", "Demo")
    try sandbox.write(Samples.team, to: "demo/records/team/platform.yaml")
    try sandbox.write(Samples.component, to: "demo/records/component/shop.yaml")
    let new = try sandbox.waymark(
      "new", "upgrade", "--strategy", strategy, "--component", "shop", "--id", "plan", at: "demo")
    #expect(new.code == 0, "\(new.error)")
    let apply = try sandbox.waymark("apply", at: "demo")
    #expect(apply.code == 0 && apply.error.isEmpty, "\(apply.error)")
    let check = try sandbox.waymark("check", at: "demo")
    #expect(!(check.out + check.error).contains("error["), "\(check.out)\(check.error)")
    let render = try sandbox.waymark("render", "runbook/plan", at: "demo")
    #expect(render.code == 0, "\(render.error)")
    for part in ["## Before you start", "## Steps", "## Rollback", "## Done when", "Go back when"] {
      #expect(render.out.contains(part), "\(strategy): \(part)")
    }
    #expect(!render.out.contains("example"))
    #expect(!(check.out + check.error).contains("mixes-code-and-config"))
    try sandbox.waymark("publish", at: "demo")
    #expect(try sandbox.waymark("build", at: "demo").code == 0)
  }
}
