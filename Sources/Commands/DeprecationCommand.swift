import ArgumentParser
import Workflows

/// The subcommand `waymark deprecation`.
struct DeprecationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deprecation", abstract: "Keep the plans of deprecations.",
    subcommands: [Headers.self])
}
