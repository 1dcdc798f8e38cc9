import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark verify`.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prove that nothing in the ledger was changed, removed or added by hand.")

  @OptionGroup var options: WorkspaceOptions

  func run() throws {
    let problems = try Integrity.problems(try options.opened())
    guard problems.isEmpty else { throw Diagnostics(problems) }
    Output.line("every revision, edition and text is as it was recorded")
  }
}

/// The subcommand `waymark sql`.
struct Query: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "Ask the ledger in SQL; nothing can be written.")

  @OptionGroup var options: WorkspaceOptions
  @Argument(help: "A SELECT; there is a view for each kind, such as upgrade.") var sql: String

  func run() throws {
    let (columns, rows) = try Integrity.query(try options.opened(), sql)
    Output.table(columns, rows)
  }
}

/// The subcommand `waymark search`.
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Search the titles and texts of all records.")

  @OptionGroup var options: WorkspaceOptions
  @Argument(help: "Words.") var words: [String]

  func run() throws {
    let hits = try Integrity.search(try options.opened(), words.joined(separator: " "))
    for hit in hits {
      Output.line("\(hit.id)  \(hit.title)")
      Output.line("    \(hit.snippet)")
    }
    Output.line(Output.count(hits.count, "record", "records"))
  }
}
