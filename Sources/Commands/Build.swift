import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark build`.
struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Write the whole site.",
    discussion: """
      Dead links and anchors are errors, told with the line of the record or template that has \
      them. All problems are told in one run; with errors the site that is served stays as it was, \
      unless --keep-going is given. Likely secrets stop every build (see `waymark check --explain \
      command.secret`).
      """)

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var view: ViewOptions
  @OptionGroup var telling: QuietOptions
  @Option(name: [.short, .long], help: "The folder; the workspace's setting by default.")
  var output: String?
  @Flag(
    name: .long, help: "Put the site in front although links are dead; still exits with 1.")
  var keepGoing = false
  @Flag(
    name: .long,
    help: "Show the files as they are on 127.0.0.1 and reload while you write: `waymark serve`.")
  var watch = false
  @OptionGroup var preview: PreviewOptions

  func validate() throws {
    guard watch else { return }
    if output != nil || view.moment.asOf != nil || keepGoing {
      throw ValidationError(
        "--watch shows the files as they are now and writes nothing that is published: "
          + "leave out --output, --as-of and --keep-going")
    }
  }

  func run() throws {
    let workspace = try options.opened()
    let view = try view.view(in: workspace)
    if watch { return try PreviewLoop(workspace, view, port: preview.port).run() }
    let outcome = try ProgressBar.showing { progress in
      try BuildSite.run(
        workspace, view, output: output, programVersion: Waymark.version,
        mode: keepGoing ? .keepGoing : .strict, progress: progress)
    }
    Output.problems(outcome.problems)
    Self.report(outcome)
    if outcome.problems.containsError { throw ExitCode(1) }
  }

  static func report(_ outcome: BuildSite.Outcome) {
    let report = outcome.report
    if report.isHeldBack { return Output.error(Self.heldBack(outcome)) }
    let changes =
      report.changed == 0
      ? "nothing changed"
      : "\(report.written) files written, \(report.unchanged) unchanged, \(report.removed) removed"
    Output.summary(
      "\(Output.count(report.pages, "page", "pages")) in \(outcome.output): \(changes)")
  }

  /// Why nothing was written, and the way out where there is one.
  private static func heldBack(_ outcome: BuildSite.Outcome) -> String {
    let isSecret = outcome.problems.contains { $0.id == "command.secret" }
    let way = isSecret ? "" : "; --keep-going builds all the same"
    return "\(outcome.output) was left as it was\(way)\n"
  }
}
