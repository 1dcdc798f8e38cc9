import ArgumentParser
import Workflows

/// The subcommand `waymark publish`.
struct PublishEditions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Freeze a new edition of each document whose text changed.")

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var moment: AsOfOption
  @OptionGroup var telling: QuietOptions
  @Argument(help: "One document; all that have editions when left out.") var document: String?
  @Option(help: "Why, in your words; else what changed is named.") var reason: String?
  @Flag(name: .long, help: "Only tell what would be published.") var dryRun = false

  func run() throws {
    let workspace = try options.opened()
    let view = try moment.view(in: workspace)
    let outcome = try ProgressBar.showing { progress in
      try Publish.run(
        workspace, view, document: document, reason: reason, programVersion: Waymark.version,
        isDryRun: dryRun, progress: progress)
    }
    try Self.stop(outcome)
    Self.report(outcome)
  }

  /// Ends with 1 when something looks like a secret.
  static func stop(_ outcome: Publish.Outcome) throws {
    guard !outcome.secrets.isEmpty else { return }
    Output.problems(outcome.secrets)
    Output.error("nothing was published\n")
    throw ExitCode(1)
  }

  static func report(_ outcome: Publish.Outcome) {
    if outcome.published.count <= 20 {
      for step in outcome.published {
        Output.summary("\(step.document) v\(step.number)  \(step.reason)")
      }
    }
    let nothing = outcome.published.isEmpty ? ": nothing changed" : ""
    Output.summary(
      "\(Output.count(outcome.published.count, "new edition", "new editions")), \(outcome.unchanged) unchanged\(nothing)"
    )
  }
}
