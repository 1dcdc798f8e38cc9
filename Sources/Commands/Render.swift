import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark render`.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Print a draft of a document as Markdown.",
    discussion:
      "Names are document/subject, such as runbook/django-4.2-to-5.2; `waymark status` lists them.")

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var view: ViewOptions
  @Argument(help: "The document, such as runbook/django-4.2-to-5.2.") var document: String

  func run() throws {
    let workspace = try options.opened()
    let markdown = try Situation.asking(
      about: document, workspace, try view.view(in: workspace), programVersion: Waymark.version
    ) { situation throws(Diagnostics) in try situation.document(named: document).markdown }
    Output.bytes(markdown)
  }
}
