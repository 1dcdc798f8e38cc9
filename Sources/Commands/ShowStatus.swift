import ArgumentParser
import Workflows

/// The subcommand `waymark status`.
struct ShowStatus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "List the documents that are behind their records, with the reason.")

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var view: ViewOptions
  @Flag(name: .long, help: "List those that are current too.") var all = false

  func run() throws {
    let workspace = try options.opened()
    let standings = try Status.run(
      workspace, try view.view(in: workspace), programVersion: Waymark.version)
    let shown = standings.filter { all || $0.state != .current }
    if !shown.isEmpty {
      Output.table(
        ["document", "edition", "state", "why"],
        shown.map {
          [
            $0.key.description, $0.newest == 0 ? "-" : "v\($0.newest)", $0.state.rawValue,
            $0.reason,
          ]
        })
    }
    let behind = standings.count { $0.state != .current }
    Output.line(
      behind == 0
        ? "all \(standings.count) documents are current"
        : "\(behind) of \(standings.count) documents are behind; `waymark publish` freezes them")
  }
}
