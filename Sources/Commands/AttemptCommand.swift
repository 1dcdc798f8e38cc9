import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark attempt`.
struct AttemptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attempt", abstract: "Keep the times of a run of an upgrade while it goes on.",
    subcommands: [Start.self, Step.self, Finish.self])
}

extension AttemptCommand {
  /// The subcommand `waymark attempt start`.
  struct Start: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "start",
      abstract: "Start an attempt with the newest edition of the runbook.")

    @OptionGroup var append: AppendOptions
    @Argument(help: "The upgrade.") var upgrade: String
    @Option(help: "The attempt's id; made from upgrade, environment and day by default.") var id:
      String?
    @Option(help: "One line.") var title: String?
    @Option(help: "Where.") var environment: String?
    @Option(help: "run, rehearsal or drill.") var mode: String?
    @Option(name: .customLong("operator"), help: "Who runs it.") var runBy: String?
    @Option(help: "The edition of the runbook that is used.") var edition: String?
    @Option(help: "Start; now by default.") var at: String?
    @Option(help: "planned, rework or incident.") var reason: String?

    func run() throws {
      let workspace = try append.workspace.opened()
      let attempt = given(
        ("id", id), ("title", title), ("environment", environment), ("mode", mode),
        ("operator", runBy), ("edition", edition), ("startedAt", at), ("reason", reason))
      try append.each(attempt, in: workspace) { fragment in
        try StartAttempt.run(
          workspace, upgrade: upgrade, fragment, append.options())
      }
    }
  }

  /// The subcommand `waymark attempt step`.
  struct Step: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "step",
      abstract: "Begin a step, which ends the one before; or end it with --end.")

    @OptionGroup var append: AppendOptions
    @Argument(help: "The attempt.") var attempt: String
    @Argument(help: "The step's key in the runbook.") var step: String
    @Flag(name: .long, help: "The step is over.") var end = false
    @Option(help: "Start; now by default.") var startedAt: String?
    @Option(help: "End; now by default with --end.") var endedAt: String?
    @Option(help: "Exit code.") var exit: String?
    @Option(help: "What was seen.") var note: String?

    func run() throws {
      let workspace = try append.workspace.opened()
      let step = given(
        ("startedAt", startedAt), ("endedAt", endedAt), ("exit", exit), ("note", note))
      try append.each(step, in: workspace) { fragment in
        try TimeStep.run(
          workspace, attempt: attempt, step: self.step, ends: end, fragment, append.options())
      }
    }
  }

  /// The subcommand `waymark attempt finish`.
  struct Finish: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "finish", abstract: "Say how an attempt ended.")

    @OptionGroup var append: AppendOptions
    @Argument(help: "The attempt.") var attempt: String
    @Option(help: "succeeded, succeeded-with-deviation, rolled-back, failed or aborted.")
    var outcome: String?
    @Option(help: "End; now by default.") var at: String?
    @Option(help: "How long users noticed, such as 4m.") var downtime: String?
    @Option(help: "The step at which it failed.") var failedStep: String?
    @Option(help: "The incident that it led to.") var incident: String?
    @Option(help: "Anything else.") var notes: String?

    func run() throws {
      let workspace = try append.workspace.opened()
      let end = given(
        ("outcome", outcome), ("endedAt", at), ("downtime", downtime), ("failedStep", failedStep),
        ("incident", incident), ("notes", notes))
      try append.each(end, in: workspace) { fragment in
        try FinishAttempt.run(
          workspace, attempt: attempt, fragment, append.options())
      }
    }
  }
}
