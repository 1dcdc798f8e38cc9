import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark guide`.
struct Guide: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guide",
    abstract: "Print the migration guide of a component from one version to another.")

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var view: ViewOptions
  @Argument(help: "The component, such as django.") var component: String
  @Option(help: ArgumentHelp("What runs now.", valueName: "version")) var from: String
  @Option(help: ArgumentHelp("What is to run.", valueName: "version")) var to: String

  func run() throws {
    let workspace = try options.opened()
    let guide = try Situation.asking(
      workspace, try view.view(in: workspace), programVersion: Waymark.version,
      documents: ["migration-guide"]
    ) { situation throws(Diagnostics) in
      try FindPath.guide(situation, component: component, from: from, to: to)
    }
    Output.bytes(guide)
  }
}

/// The subcommand `waymark path`.
struct PathCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "path",
    abstract: "Print the shortest legal order of moves from what runs to what is wanted.",
    discussion: """
      A move is legal when its version is out, was not withdrawn and is supported on the day (a stop \
      that plans require and the goal itself may be out of support, and say so), skips no required \
      stop, and works with what the other components run then. Ends with 1 when there is no such order, and \
      says what stands in the way.
      """)

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var view: ViewOptions
  @Option(help: ArgumentHelp("What runs now: python=3.9,django=3.2", valueName: "versions"))
  var have: Versions
  @Option(help: ArgumentHelp("What is wanted: python=3.12,django=5.2", valueName: "versions"))
  var want: Versions

  /// `component=version`, several parted by commas.
  struct Versions: ExpressibleByArgument {
    let list: [(component: String, version: String)]

    init?(argument: String) {
      var list: [(component: String, version: String)] = []
      for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
        let sides = part.split(separator: "=", omittingEmptySubsequences: false).map { side in
          side.split(separator: " ").joined(separator: " ")
        }
        guard sides.count == 2, sides.allSatisfy({ !$0.isEmpty }),
          !list.contains(where: { $0.component == sides[0] })
        else { return nil }
        list.append((sides[0], sides[1]))
      }
      self.list = list
    }
  }

  func run() throws {
    let workspace = try options.opened()
    let (markdown, isFound) = try Situation.asking(
      workspace, try view.view(in: workspace), programVersion: Waymark.version, documents: []
    ) { situation throws(Diagnostics) in
      try FindPath.run(situation, have: have.list, want: want.list)
    }
    Output.bytes(markdown)
    if !isFound { throw ExitCode(1) }
  }
}
