import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark import`.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take what other tools wrote into the ledger.",
    subcommands: [ImportJUnit.self, ImportReno.self])
}

extension Import {
  /// The subcommand `waymark import junit`.
  struct ImportJUnit: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "junit", abstract: "Take JUnit XML reports in as compatibility results.",
      discussion:
        "Counts come from the test cases, not from the attributes. Reading a report twice adds nothing."
    )

    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var telling: QuietOptions
    @Argument(help: "The reports.") var files: [String]
    @Option(help: ArgumentHelp("What was tested.", valueName: "component@version")) var subject:
      String
    @Option(help: ArgumentHelp("Against what.", valueName: "component@version")) var counterpart:
      String
    @Option(help: "Which tests.") var suite: String?
    @Option(help: "Where they ran.") var environment: String?
    @Option(help: "When they ran, for reports that do not say: 2024-11-14T09:30:00Z.") var ranAt:
      String?
    @Option(name: .customLong("run"), help: "The name of the run.") var runID: String?
    @Option(help: "Where the report can be read.") var url: String?
    @Flag(name: .long, help: "One result for each top-level suite instead of one for a report.")
    var eachSuite = false
    @Flag(name: .long, help: "Only tell what would be imported.") var dryRun = false

    func run() throws {
      var values = ["subject": subject, "counterpart": counterpart]
      values["suite"] = suite
      values["environment"] = environment
      values["ran-at"] = ranAt
      if eachSuite { values["by-suite"] = "true" }
      values["run"] = runID
      values["url"] = url
      let (workspace, given) = (try options.openedWithHistory(isDryRun: dryRun), values)
      let outcome = try ProgressBar.showing { progress in
        try ImportFiles.run(
          workspace, importer: "junit", files: files, options: given, at: Clock.now(),
          isDryRun: dryRun, progress: progress)
      }
      Output.problems(outcome.diagnostics)
      for line in outcome.excluded { Output.summary("excluded  \(line)") }
      Output.summary(
        "\(outcome.read) read: \(outcome.imported) imported (\(outcome.known) known already), \(outcome.excluded.count) excluded, \(outcome.diagnosed) refused"
      )
    }
  }
}
