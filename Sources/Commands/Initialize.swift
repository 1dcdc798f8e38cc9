import ArgumentParser
import Workflows

/// The subcommand `waymark init`.
struct Initialize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a workspace in a folder.")

  @Argument(help: "The folder.") var folder = "."
  @Option(help: "The name of the site.") var title = "Playbooks"

  func run() throws {
    for path in try Workspace.create(in: folder, title: title) { Output.line("made \(path)") }
    Output.line("next: waymark new component --id my-service, then waymark apply")
  }
}
