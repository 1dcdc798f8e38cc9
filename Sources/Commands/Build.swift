import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark build`.
struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Write the whole site.")

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var view: ViewOptions
  @Option(name: [.short, .long], help: "The folder; the workspace's setting by default.")
  var output: String?

  func run() throws {
    let workspace = try options.opened()
    let outcome = try BuildSite.run(
      workspace, try view.view(in: workspace), output: output, programVersion: Waymark.version)
    Output.problems(outcome.report.diagnostics)
    Self.report(outcome)
    if outcome.report.diagnostics.containsError { throw ExitCode(1) }
  }

  static func report(_ outcome: BuildSite.Outcome) {
    let report = outcome.report
    let changes =
      report.changed == 0
      ? "nothing changed"
      : "\(report.written) files written, \(report.unchanged) unchanged, \(report.removed) removed"
    Output.line("\(Output.count(report.pages, "page", "pages")) in \(outcome.output): \(changes)")
  }
}
