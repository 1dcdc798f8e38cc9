import ArgumentParser
import Workflows

/// The subcommand `waymark journal`.
struct JournalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal", abstract: "Move a ledger's whole history as text.",
    subcommands: [Export.self, ImportJournal.self])

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print every revision, observation and edition as JSON Lines.")
    @OptionGroup var options: WorkspaceOptions
    @Option(name: [.short, .long], help: "Write it to a file.") var output: String?

    func run() throws {
      let bytes = try Journal.export(try options.opened())
      guard let output else { return Output.bytes(bytes) }
      try Journal.write(bytes, to: output)
      Output.line("wrote \(output)")
    }
  }

  struct ImportJournal: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Read a journal into the ledger: all of it or nothing.")
    @OptionGroup var options: WorkspaceOptions
    @Argument(help: "The journal.") var file: String

    func run() throws {
      let outcome = try Journal.read(file: file, into: try options.opened())
      Output.line(
        "\(outcome.revisions) revisions, \(outcome.observations) observations, \(outcome.editions) editions read; \(outcome.known) were there already"
      )
    }
  }
}
