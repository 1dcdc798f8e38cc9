import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark update`.
struct Update: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Apply the records, publish what changed, build the site and check it.")

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var telling: QuietOptions
  @Option(
    name: [.short, .long], help: "The folder of the site; the workspace's setting by default.")
  var output: String?
  @Flag(
    name: .long, help: "Put the site in front although links are dead; still exits with 1.")
  var keepGoing = false

  func run() throws {
    let start = Clock.monotonicSeconds()
    let workspace = try options.openedWithHistory()
    var applying = Apply.Options(at: Clock.now())
    applying.by = Author.name()
    let given = applying
    let applied = try ProgressBar.showing { progress in
      var options = given
      options.progress = progress
      return try Apply.run(workspace, options)
    }
    Output.problems(applied.warnings)
    let published = try ProgressBar.showing { progress in
      try Publish.run(
        workspace, Situation.View(), programVersion: Waymark.version, progress: progress)
    }
    try PublishEditions.stop(published)
    let built = try ProgressBar.showing { progress in
      try BuildSite.run(
        workspace, Situation.View(), output: output, programVersion: Waymark.version,
        mode: keepGoing ? .keepGoing : .strict, progress: progress)
    }
    Output.problems(built.problems)
    if built.report.isHeldBack {
      Build.report(built)
      throw ExitCode(1)
    }
    let checked = try Check.run(workspace, Situation.View(), programVersion: Waymark.version)
    try summary(
      workspace, applied, published, built, checked, seconds: Clock.monotonicSeconds() - start)
    if built.problems.containsError || checked.count(.error) > 0 { throw ExitCode(1) }
  }

  private func summary(
    _ workspace: Workspace, _ applied: Apply.Outcome, _ published: Publish.Outcome,
    _ built: BuildSite.Outcome, _ checked: Check.Outcome, seconds: Double
  ) throws {
    let counts = try Inventory.run(workspace)
    Output.summary(
      "records    \(counts.records.map { "\($0.count) \($0.name)" }.joined(separator: ", "))")
    if !counts.observations.isEmpty {
      Output.summary(
        "observed   \(counts.observations.map { "\($0.count) \($0.name)" }.joined(separator: ", "))"
      )
    }
    Output.summary(
      "applied    \(applied.created.count) created, \(applied.revised.count) revised, \(applied.unchanged) unchanged"
    )
    Output.summary(
      "documents  \(built.documents), \(Output.count(built.editions, "edition", "editions")) (\(published.published.count) new)"
    )
    Output.summary(
      "site       \(Output.count(built.report.pages, "page", "pages")), \(Output.count(built.report.written + built.report.unchanged, "file", "files")), \(built.report.bytes / 1024) KiB"
    )
    let problems = built.problems.count
    let links =
      problems == 0
      ? "every internal link and anchor leads somewhere"
      : Output.count(problems, "bad link", "bad links")
    let errors = Output.count(checked.count(.error), "error", "errors")
    let warnings = Output.count(checked.count(.warning), "warning", "warnings")
    Output.summary("checked    \(links); the rules found \(errors) and \(warnings) (waymark check)")
    let hundredths = Int((seconds * 100).rounded())
    let tail = hundredths % 100
    Output.summary(
      "took       \(hundredths / 100).\(tail < 10 ? "0" : "")\(tail) s, \(Clock.peakMemory() >> 20) MiB at most"
    )
    if applied.isUnchanged, published.published.isEmpty, built.report.changed == 0 {
      Output.summary("nothing changed")
    }
    Output.summary("open       \(built.output)/index.html")
  }
}
