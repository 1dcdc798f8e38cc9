import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark known-issue`.
struct KnownIssueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "known-issue", abstract: "Keep what is wrong in some versions.",
    subcommands: [Fix.self])

  /// The subcommand `waymark known-issue fix`.
  struct Fix: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fix",
      abstract: "Say in which version an issue is mended; ends the affected range.")

    @OptionGroup var append: AppendOptions
    @Argument(help: "The known issue.") var issue: String
    @Option(name: .customLong("in"), help: "The first version without it.") var version: String?
    @Option(help: "Which affected range it ends: the version that starts that range.")
    var introduced: String?
    @Option(help: "When it was over; today by default.") var closed: String?
    @Option(help: "What to take back now.") var cleanup: String?

    func run() throws {
      let workspace = try append.workspace.opened()
      let fix = given(
        ("version", version), ("introduced", introduced), ("closed", closed), ("cleanup", cleanup))
      try append.each(fix, in: workspace) { fragment in
        try FixKnownIssue.run(
          workspace, issue: issue, fragment, append.options())
      }
    }
  }
}
