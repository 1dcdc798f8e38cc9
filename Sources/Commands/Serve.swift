import ArgumentParser
import Glibc
import Primitives
import Workflows

/// The subcommand `waymark serve`.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the site of the files as they are, and load it anew while you write.",
    discussion: """
      The files are applied to a copy of the ledger: nothing is recorded until `waymark apply`, and \
      the published site is not touched. Mistakes are shown on the terminal and in the browser, \
      above the last site that could be made. Answers only to this machine. Ctrl-C ends it.

      The same as `waymark build --watch`.
      """)

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var preview: PreviewOptions
  @Flag(name: .long, help: "Show internal records too.") var includeInternal = false

  func run() throws {
    var view = Situation.View()
    view.isPublic = !includeInternal
    try PreviewLoop(try options.opened(), view, port: preview.port).run()
  }
}

/// Options of previews.
struct PreviewOptions: ParsableArguments {
  @Option(help: "The port on 127.0.0.1; 0 for any that is free.") var port: UInt16 = 8000
}

/// Builds, shows, waits for the next change, and so on until somebody ends it.
struct PreviewLoop {
  private let workspace: Workspace
  private let view: Situation.View
  private let port: UInt16

  init(_ workspace: Workspace, _ view: Situation.View, port: UInt16) {
    (self.workspace, self.view, self.port) = (workspace, view, port)
  }

  func run() throws {
    guard let makeServer = SiteServer.make else { throw PreviewProgram.replaceThisOne() }
    let interrupt = try Interrupt()
    var preview = try Preview(workspace, view, programVersion: Waymark.version)
    let server = try makeServer(port)
    let chosen = try Waiting.forResult { () async throws(Diagnostics) -> UInt16 in
      try await server.start()
    }
    var watch = SourceWatch(workspace)
    build(&preview, server)
    Output.line("showing \(workspace.folder) on http://127.0.0.1:\(chosen)/ (Ctrl-C ends it)")
    if !watch.isNotified { Output.line("looking for changes every half second") }
    while watch.next(interrupt: interrupt.descriptor) == .changed { build(&preview, server) }
    watch.close()
    _ = try? Waiting.forResult { () async throws(Diagnostics) -> UInt16 in
      await server.stop()
      return 0
    }
    Output.line("ended; nothing was recorded")
  }

  private func build(_ preview: inout Preview, _ server: SiteServer) {
    let start = Clock.monotonicSeconds()
    let outcome = preview.run()
    let milliseconds = Int(((Clock.monotonicSeconds() - start) * 1000).rounded())
    server.show(outcome.site, outcome.problems)
    Output.problems(outcome.problems)
    guard outcome.site != nil else {
      return Output.line("the last good site stays until this is mended")
    }
    let changes =
      outcome.changed == 0
      ? "nothing changed" : Output.count(outcome.changed, "file changed", "files changed")
    Output.line("\(Output.count(outcome.pages, "page", "pages")), \(changes), \(milliseconds) ms")
  }
}
