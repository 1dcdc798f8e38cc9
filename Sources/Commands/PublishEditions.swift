import ArgumentParser
import Workflows

/// The subcommand `waymark publish`.
struct PublishEditions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Freeze a new edition of each document whose text changed.")

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var view: ViewOptions
  @Argument(help: "One document; all that have editions when left out.") var document: String?
  @Option(help: "Why, in your words; else what changed is named.") var reason: String?
  @Flag(name: .long, help: "Only tell what would be published.") var dryRun = false

  func run() throws {
    let workspace = try options.opened()
    let outcome = try Publish.run(
      workspace, try view.view(in: workspace), document: document, reason: reason,
      programVersion: Waymark.version, isDryRun: dryRun)
    Self.report(outcome)
  }

  static func report(_ outcome: Publish.Outcome) {
    if outcome.published.count <= 20 {
      for step in outcome.published {
        Output.line("\(step.document) v\(step.number)  \(step.reason)")
      }
    }
    let nothing = outcome.published.isEmpty ? ": nothing changed" : ""
    Output.line(
      "\(Output.count(outcome.published.count, "new edition", "new editions")), \(outcome.unchanged) unchanged\(nothing)"
    )
  }
}
