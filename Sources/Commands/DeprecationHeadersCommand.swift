import ArgumentParser
import Primitives
import Workflows

extension DeprecationCommand {
  /// The subcommand `waymark deprecation headers`.
  struct Headers: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "headers",
      abstract: "Print the HTTP header lines of a deprecation: RFC 9745 and RFC 8594.")

    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var view: ViewOptions
    @Argument(help: "The deprecation, such as api-v1.") var deprecation: String

    func run() throws {
      let workspace = try options.opened()
      let lines = try Situation.asking(
        workspace, try view.view(in: workspace), programVersion: Waymark.version, documents: []
      ) { situation throws(Diagnostics) in try WriteHeaders.run(situation, deprecation) }
      for line in lines { Output.line(line) }
    }
  }
}
