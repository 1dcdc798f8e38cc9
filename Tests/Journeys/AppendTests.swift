import Foundation
import Testing

/// What people do with the commands that append.
@Suite struct AppendTests {
  private static let incident = """
    title: Orders lost on the first try
    severity: 2
    component: shop
    detection: {how: customer}
    impact: {text: Orders were lost.}
    """

  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeDemo()
    try sandbox.write(Self.incident, to: "demo/records/incident/orders.yaml")
    #expect(try sandbox.waymark("apply", at: "demo").code == 0)
    return sandbox
  }

  @Test func saysTheRevisionTheFileAndWhatIsBehind() throws {
    let sandbox = try sandbox()
    try sandbox.waymark("publish", at: "demo")
    let run = try sandbox.waymark("incident", "event", "orders", "--text", "Stopped.", at: "demo")
    #expect(run.code == 0)
    #expect(
      run.out == """
        incident/orders is now revision 2
          records/incident/orders.yaml says so too
        1 document is behind; `waymark publish` freezes new editions:
          incident-review/orders v1  incident/orders@2 revised

        """)
    #expect(try sandbox.waymark("apply", at: "demo").out.contains("nothing changed"))
  }

  @Test func whatWasTypedIsKeptWhenItIsRefused() throws {
    let sandbox = try sandbox()
    try sandbox.write(
      "#!/bin/sh\nsed -i 's/^text:.*/text: Stopped./; s/^at:.*/at: soon/' \"$1\"\n", to: "editor.sh"
    )
    sandbox.environment["EDITOR"] = "sh \(sandbox.folder.path)/editor.sh"
    let refused = try sandbox.waymark("incident", "event", "orders", "--edit", at: "demo")
    #expect(refused.code == 3)
    #expect(refused.error.contains(".waymark/drafts/incident-event.yaml"))
    let draft = try sandbox.text("demo/.waymark/drafts/incident-event.yaml")
    #expect(draft.contains("at: soon\n") && draft.contains("text: Stopped.\n"))
    // Corrected, the same text is taken with --file.
    try sandbox.write(
      draft.replacingOccurrences(of: "soon", with: "2026-01-01T08:00:00Z"),
      to: "demo/.waymark/drafts/incident-event.yaml")
    let taken = try sandbox.waymark(
      "incident", "event", "orders", "--file", ".waymark/drafts/incident-event.yaml", at: "demo")
    #expect(taken.out.hasPrefix("incident/orders is now revision 2\n"))
  }

  @Test func aTextMayComeFromStandardInput() throws {
    let sandbox = try sandbox()
    func append(_ text: String) throws -> Sandbox.Run {
      try sandbox.write(text, to: "event.yaml")
      return try sandbox.shell(
        "cd '\(sandbox.folder.path)/demo' && '\(Sandbox.program.path)' incident event orders --file - < ../event.yaml"
      )
    }
    let taken = try append("text: From a pipe.\nat: 2026-01-01T08:00:00Z\n")
    #expect(taken.out.hasPrefix("incident/orders is now revision 2\n"), "\(taken)")
    let refused = try append("at: 2026-01-01T08:00:00Z\ntxt: From a pipe.\n")
    #expect(refused.code == 3)
    #expect(refused.error.contains("standard input:2:1: error[unknown-field]"), "\(refused)")
  }

  @Test func anUnchangedScaffoldAppendsNothing() throws {
    let sandbox = try sandbox()
    sandbox.environment["EDITOR"] = "true"
    let run = try sandbox.waymark("lesson", "add", "--edit", at: "demo")
    #expect(run.code == 3)
    #expect(run.error.contains("nothing-typed"))
    #expect(!sandbox.exists("demo/.waymark/drafts/lesson.yaml"))
  }

  /// Runs `incident event --edit` with a script as the editor; the draft's path is its `$1`.
  private func edited(_ script: String, _ sandbox: Sandbox) throws -> (
    run: Sandbox.Run, drafts: [String]
  ) {
    try sandbox.write("#!/bin/sh\n\(script)\n", to: "editor.sh")
    sandbox.environment["EDITOR"] = "sh \(sandbox.folder.path)/editor.sh"
    let run = try sandbox.waymark("incident", "event", "orders", "--edit", at: "demo")
    return (run, try sandbox.tree("demo/.waymark/drafts").keys.sorted())
  }

  @Test(
    "an editor that fails after something was typed loses none of it",
    arguments: ["exit 3", "kill -KILL $$"])
  func editorFails(_ end: String) throws {
    let sandbox = try sandbox()
    let (run, drafts) = try edited("printf 'text: Stopped.\\n' > \"$1\"; \(end)", sandbox)
    #expect(run.code == 3)
    #expect(run.error.contains("error[editor-failed]"))
    #expect(run.error.contains("what was typed is kept in `.waymark/drafts/incident-event.yaml`"))
    #expect(drafts == ["incident-event.yaml"])
    #expect(try sandbox.text("demo/.waymark/drafts/incident-event.yaml") == "text: Stopped.\n")
    let taken = try sandbox.waymark(
      "incident", "event", "orders", "--file", ".waymark/drafts/incident-event.yaml", at: "demo")
    #expect(taken.out.hasPrefix("incident/orders is now revision 2\n"))
  }

  @Test(
    "where nothing was typed nothing is kept",
    arguments: [
      ("exit 1", "editor-failed"), (": > \"$1\"", "nothing-typed"), ("rm \"$1\"", "nothing-typed"),
      ("printf '# no\\n' > \"$1\"", "nothing-typed"), ("exec no-such-editor", "editor-failed"),
    ])
  func nothingTyped(_ script: String, _ id: String) throws {
    let sandbox = try sandbox()
    let (run, drafts) = try edited(script, sandbox)
    #expect(run.code == 3)
    #expect(run.error.contains("error[\(id)]"), "\(run.error)")
    #expect(drafts.isEmpty)
    #expect(
      try sandbox.waymark("history", "incident/orders", at: "demo").out.contains("\n2 ") == false)
  }

  @Test func severalFilesAreSeveralAppends() throws {
    let sandbox = try sandbox()
    try sandbox.waymark("publish", at: "demo")
    for number in 1...3 {
      try sandbox.write("text: Event \(number).\n", to: "demo/event-\(number).yaml")
    }
    let files = (1...3).flatMap { ["--file", "event-\($0).yaml"] }
    let run = try sandbox.run(
      Sandbox.program, ["incident", "event", "orders"] + files, at: "demo")
    #expect(
      run.out == """
        incident/orders is now revision 2
          records/incident/orders.yaml says so too
        incident/orders is now revision 3
          records/incident/orders.yaml says so too
        incident/orders is now revision 4
          records/incident/orders.yaml says so too
        1 document is behind; `waymark publish` freezes new editions:
          incident-review/orders v1  incident/orders@4 revised

        """)
    try sandbox.write("tekst: Wrong.\n", to: "demo/event-2.yaml")
    let broken = try sandbox.run(
      Sandbox.program, ["incident", "event", "orders", "--quiet"] + files, at: "demo")
    #expect(broken.code == 3)
    #expect(broken.out.hasPrefix("incident/orders is now revision 5\n"))
    #expect(
      broken.error.contains("the 1 file before `event-2.yaml` is appended, the rest are not"))
  }
}
