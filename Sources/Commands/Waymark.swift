import ArgumentParser
import Primitives
import Workflows

/// The program: its subcommands in the order of the help.
public struct Waymark: ParsableCommand {
  /// Compared with nothing but itself: part of what an edition was made from.
  static let version = "0.4.0-dev"

  /// The subcommands; add a new one here.
  ///
  /// Each says its `commandName`: what the parser works out of a type's name goes through every
  /// conformance of every library, and cost 5 ms at each start of the program.
  public static let configuration = CommandConfiguration(
    commandName: "waymark",
    abstract:
      "Turns records of upgrades, incidents and deprecations into runbooks, notes, guides and a site.",
    version: version,
    groupedSubcommands: [
      CommandGroup(
        name: "Records",
        subcommands: [
          Initialize.self, New.self, ApplyRecords.self, List.self,
          Show.self, History.self,
          SchemaOf.self, Import.self, FormatRecords.self, ExportRecords.self,
        ]),
      CommandGroup(
        name: "Appending",
        subcommands: [
          LessonCommand.self, IncidentCommand.self, AttemptCommand.self, DeprecationCommand.self,
          KnownIssueCommand.self,
        ]),
      CommandGroup(
        name: "Documents",
        subcommands: [
          Render.self, Notes.self, ChangelogCommand.self, Guide.self, PathCommand.self,
          PublishEditions.self, ShowStatus.self, Diff.self, Explain.self, Templates.self,
        ]),
      CommandGroup(
        name: "Site",
        subcommands: [Build.self, Serve.self, Update.self, ExportPageCommand.self]),
      CommandGroup(
        name: "Ledger",
        subcommands: [
          CheckRecords.self, MetricsCommand.self, Verify.self, JournalCommand.self, Query.self,
          Search.self,
        ]),
      CommandGroup(name: "Help", subcommands: [ManualCommand.self]),
    ])

  /// Makes the root command.
  public init() {}

  /// Parses the arguments, runs the command and ends the process with the exit code of DESIGN §2.8.
  ///
  /// - `server`: makes servers for previews; without it, `waymark-serve` is run for them.
  public static func runAndExit(server: SiteServer.Maker? = nil) -> Never {
    SiteServer.make = server
    Output.secureDescriptors()
    do {
      var command = try parseAsRoot()
      try command.run()
      end(with: 0)
    } catch let error as Diagnostics {
      Output.problems(error.all)
      end(with: 3)
    } catch let code as ExitCode {
      end(with: code.rawValue)
    } catch {
      // Help and version are "errors" of the parser too; they end with 0.
      let message = fullMessage(for: error)
      let code = exitCode(for: error)
      if code.isSuccess {
        Output.line(message)
        end(with: 0)
      }
      Output.error(message + "\n")
      end(with: 2)
    }
  }

  private static func end(with code: Int32) -> Never {
    let lost = Output.lossDiagnostic
    if let lost { Output.error(lost.text) }
    let code = code == 0 && lost != nil ? 3 : code
    exit(withError: code == 0 ? nil : ExitCode(code))
  }
}

/// Options that most commands share.
struct WorkspaceOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The workspace's folder; by default the nearest one upwards.", valueName: "folder"),
    completion: .directory)
  var workspace: String?

  /// The workspace that is meant.
  func opened() throws(Diagnostics) -> Workspace {
    guard let workspace else { return try Workspace.find(from: ".") }
    return try Workspace(folder: workspace)
  }

  /// The same for commands that make a ledger where there is none: from the journal, if there is one.
  ///
  /// - `isDryRun`: whether nothing may be written, and so no ledger either.
  func openedWithHistory(isDryRun: Bool = false) throws(Diagnostics) -> Workspace {
    let workspace = try opened()
    if !isDryRun, let restored = try Journal.restore(workspace) {
      Output.summary(
        "restored   \(restored.revisions) revisions, \(restored.observations) observations, "
          + "\(restored.editions) editions from journal.jsonl")
    }
    return workspace
  }
}

/// How much a command tells.
struct QuietOptions: ParsableArguments {
  @Flag(name: [.short, .long], help: "Tell only problems: no progress and no summary.")
  var quiet = false

  /// Makes the choice hold for everything that is printed.
  func validate() { if quiet { Output.isQuiet = true } }
}

/// The option `--as-of`.
struct AsOfOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      Show what was known then: a day (to its end, UTC), an instant, or a revision: r123, its place \
      in the ledger as `waymark history` shows it, or kind/id@2. What was recorded later does not exist.
      """, valueName: "moment"))
  var asOf: String?

  /// The view that is meant.
  func view(in workspace: Workspace) throws(Diagnostics) -> Situation.View {
    try Situation.View(asOf: asOf, in: workspace)
  }
}

/// The moment that a command looks at.
struct ViewOptions: ParsableArguments {
  @OptionGroup var moment: AsOfOption

  @Flag(name: .long, help: "Show internal records too; never for anything that is published.")
  var includeInternal = false

  /// The view that is meant.
  func view(in workspace: Workspace) throws(Diagnostics) -> Situation.View {
    var view = try moment.view(in: workspace)
    view.isPublic = !includeInternal
    return view
  }
}
