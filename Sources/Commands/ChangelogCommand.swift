import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark changelog`.
struct ChangelogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changelog",
    abstract: "Print a component's changelog, or keep it up to date inside a file.",
    discussion: """
      --into replaces what stands between <!-- waymark:begin NAME --> and <!-- waymark:end NAME -->, \
      where NAME is the component, and touches no other byte. Doing it twice changes nothing.
      """)

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var view: ViewOptions
  @Argument(help: "The component, such as django.") var component: String
  @Option(help: ArgumentHelp("The changelog to keep up to date.", valueName: "file"))
  var into: String?
  @Flag(name: .long, help: "Make the markers after the first heading where there are none.")
  var create = false

  func run() throws {
    let workspace = try options.opened()
    let situation = try Situation(
      workspace, try view.view(in: workspace), programVersion: Waymark.version)
    guard let into else {
      return Output.bytes(try WriteChangelog.text(situation, component: component))
    }
    let isChanged = try WriteChangelog.run(
      situation, component: component, into: into, creating: create)
    Output.line(isChanged ? "wrote \(into)" : "\(into): nothing changed")
  }
}
