import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark deprecation`.
struct DeprecationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deprecation", abstract: "Keep the plans of deprecations.",
    subcommands: [Move.self, Headers.self])

  /// The subcommand `waymark deprecation move`.
  struct Move: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "move",
      abstract: "Move the planned removal; the plan that was is kept with the reason.")

    @OptionGroup var append: AppendOptions
    @Argument(help: "The deprecation.") var deprecation: String
    @Option(help: "The version that removes it now.") var toVersion: String?
    @Option(help: "The day, month, quarter or year in which it is removed now.") var on: String?
    @Option(help: "actual, planned or estimated.") var confidence: String?
    @Option(help: "Why the plan changes; what --because says by default.") var reason: String?
    @Option(help: "When the plan changed; today by default.") var changedOn: String?

    func run() throws {
      let workspace = try append.workspace.opened()
      let plan = given(
        ("version", toVersion), ("on", on), ("confidence", confidence),
        ("reason", reason ?? append.because),
        ("changedOn", changedOn), ("by", append.by))
      try append.each(plan, in: workspace) { fragment in
        try MoveRemoval.run(
          workspace, deprecation: deprecation, fragment, append.options())
      }
    }
  }
}
