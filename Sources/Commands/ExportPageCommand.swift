import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark export-page`.
struct ExportPageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export-page",
    abstract: "Write one page as a single file that needs no network.",
    discussion: """
      Styles, scripts and drawings are inside; commands can be copied and ticks are remembered. \
      `runbook/x` is its text of today, `runbook/x@v2` its second edition. Links to other pages lead \
      to the site if `baseURL` is set in waymark.yaml; else their targets stand in brackets.
      """)

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var view: ViewOptions
  @Argument(
    help: "The document, such as runbook/django-4.2-to-5.2 or runbook/django-4.2-to-5.2@v2.")
  var document: String
  @Option(name: [.short, .long], help: "The file; standard output by default.")
  var output: String?

  func run() throws {
    let workspace = try options.opened()
    let page = try Situation.asking(
      about: document, workspace, try view.view(in: workspace), programVersion: Waymark.version
    ) { situation throws(Diagnostics) in
      try ExportPage.run(situation, document, programVersion: Waymark.version)
    }
    guard let output, output != "-" else { return Output.bytes(page.html) }
    try page.write(to: output)
    let secret = view.includeInternal ? "; it shows internal records" : ""
    Output.line("\(output): \(page.name), \((page.html.count + 1023) / 1024) KiB\(secret)")
  }
}
