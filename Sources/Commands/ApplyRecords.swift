import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark apply`.
struct ApplyRecords: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Take the record files into the ledger, all of them or none.",
    discussion: "Every problem of every file is shown in one run; the ledger is then as it was.")

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var telling: QuietOptions
  @Flag(name: .long, help: "Only tell what would be done.") var dryRun = false
  @Flag(name: .long, help: "Retire records that no file states any more.") var prune = false
  @Option(help: "Why, for the revisions.") var reason: String?
  @Option(help: "Who, for the revisions.") var by: String?

  func run() throws {
    let workspace = try options.openedWithHistory(isDryRun: dryRun)
    let outcome = try ProgressBar.showing { progress in
      var options = try applyOptions()
      options.progress = progress
      return try Apply.run(workspace, options)
    }
    Output.problems(outcome.warnings)
    Self.report(outcome, isDryRun: dryRun)
  }

  private func applyOptions() throws -> Apply.Options {
    var applied = Apply.Options(at: Clock.now())
    applied.isDryRun = dryRun
    applied.prunes = prune
    applied.reason = reason
    applied.by = by ?? Author.name()
    return applied
  }

  static func report(_ outcome: Apply.Outcome, isDryRun: Bool) {
    for (sign, ids) in [
      ("created", outcome.created), ("revised", outcome.revised), ("retired", outcome.retired),
    ] where isDryRun || ids.count <= 20 {
      for id in ids {
        Output.summary("\(isDryRun ? "would be " : "")\(sign)  \(id)")
        for difference in outcome.differences[id] ?? [] { Output.summary("    \(difference.line)") }
      }
    }
    var parts = [
      "\(outcome.created.count) created", "\(outcome.revised.count) revised",
      "\(outcome.unchanged) unchanged",
    ]
    if !outcome.retired.isEmpty { parts.append("\(outcome.retired.count) retired") }
    if outcome.observations + outcome.knownObservations > 0 {
      parts.append("\(Output.count(outcome.observations, "new observation", "new observations"))")
    }
    Output.summary(parts.joined(separator: ", ") + (outcome.isUnchanged ? ": nothing changed" : ""))
  }
}
