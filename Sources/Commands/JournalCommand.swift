import ArgumentParser
import Workflows

/// The subcommand `waymark journal`.
struct JournalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal", abstract: "Move a ledger's whole history as text.",
    subcommands: [Export.self, ImportJournal.self])

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Print every revision, observation and edition as JSON Lines.")
    @OptionGroup var options: WorkspaceOptions
    @Option(
      name: [.short, .long], help: "Write it to a file, whole or not at all.", completion: .file())
    var output: String?

    func run() throws {
      let workspace = try options.opened()
      guard let output else {
        return try Journal.export(workspace) { part in
          Output.bytes(part)
          return !Output.isLost
        }
      }
      try Journal.export(workspace, toFile: output)
      Output.line("wrote \(output)")
    }
  }

  struct ImportJournal: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Read a journal into the ledger: all of it or nothing.",
      discussion: """
        What the ledger has already is left alone. A journal that grew apart from it is merged: \
        revisions of records that one side touched are appended; a record that both sides revised is \
        brought together field by field. What both changed differently is a conflict: nothing is read, \
        every conflict is listed with both sides, and the exit code is 1, unless --on-conflict says \
        which side counts. Either way both sides stay in the history.
        """)
    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "The journal.", completion: .file()) var file: String
    @Option(
      help: ArgumentHelp(
        "Whose side counts where both changed the same: refuse, theirs (the journal) or ours (the ledger).",
        valueName: "side"))
    var onConflict: Journal.Policy = .refuse
    @Option(help: "Who, for the revisions that bring two histories together.") var by: String?

    func run() throws {
      var reading = Journal.Options(at: Clock.now())
      reading.policy = onConflict
      reading.by = by ?? Author.name()
      let outcome = try Journal.read(file: file, into: try options.opened(), reading)
      Output.problems(outcome.conflicts)
      if onConflict == .refuse, !outcome.conflicts.isEmpty {
        Output.line("nothing was read: the ledger is as it was")
        throw ExitCode(1)
      }
      for id in outcome.merged { Output.line("merged  \(id)") }
      for edition in outcome.leftOut { Output.line("left out  \(edition): the ledger has its own") }
      Output.line(
        "\(Output.count(outcome.revisions, "revision", "revisions")), \(Output.count(outcome.observations, "observation", "observations")), \(Output.count(outcome.editions, "edition", "editions")) read; \(outcome.known) were there already"
      )
      if outcome.moved > 0 {
        Output.line(
          "\(outcome.moved) of them recorded apart, now after those of this ledger; next: waymark export"
        )
      }
    }
  }
}

extension Journal.Policy: ExpressibleByArgument {}
