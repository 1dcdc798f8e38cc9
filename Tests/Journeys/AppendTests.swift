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

  @Test func anUnchangedScaffoldAppendsNothing() throws {
    let sandbox = try sandbox()
    sandbox.environment["EDITOR"] = "true"
    let run = try sandbox.waymark("lesson", "add", "--edit", at: "demo")
    #expect(run.code == 3)
    #expect(run.error.contains("nothing-typed"))
    #expect(!sandbox.exists("demo/.waymark/drafts/lesson.yaml"))
  }

  @Test func fourProcessesLoseNothingAndNobodySeesALock() throws {
    let sandbox = try sandbox()
    try sandbox.write(
      """
      #!/bin/sh
      for number in $(seq 1 25); do
        "$1" incident event orders --quiet --text "writer $2 event $number" || exit 1
      done
      echo "writer $2 is done"
      """, to: "writer.sh")
    // The pipe ends with the last writer. Not `wait`: a shell that inherits a blocked SIGCHLD, as
    // from a thread of Dispatch, never returns from it.
    try sandbox.write(
      """
      #!/bin/sh
      cd "$1"
      for writer in 1 2 3 4; do sh ../writer.sh "$2" $writer & done | sort
      """, to: "writers.sh")
    let run = try sandbox.run(
      URL(filePath: "/bin/sh"), ["writers.sh", "demo", Sandbox.program.path])
    for writer in 1...4 { #expect(run.out.contains("writer \(writer) is done\n")) }
    #expect(run.error == "")
    let shown = try sandbox.waymark("show", "incident/orders", at: "demo").out
    for writer in 1...4 {
      for number in 1...25 {
        #expect(shown.contains("text: writer \(writer) event \(number)\n"))
      }
    }
    #expect(shown.components(separatedBy: "- at: ").count == 101)
    #expect(try sandbox.waymark("history", "incident/orders", at: "demo").out.contains("\n101  "))
    #expect(try sandbox.waymark("apply", at: "demo").out.contains("nothing changed"))
    #expect(try sandbox.waymark("verify", at: "demo").code == 0)
  }
}
