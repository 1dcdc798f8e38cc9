import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark manual`.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print a manual page, or write all of them.",
    discussion: """
      The pages are made from the definitions of the commands, so they are never behind them. \
      To read one: waymark manual apply | man -l -
      """)

  @Argument(help: "The command, such as apply; the program when left out.") var command: String?
  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write the pages of all commands there.", valueName: "folder"))
  var output: String?

  func validate() throws {
    if command != nil, output != nil {
      throw ValidationError("--output writes the pages of all commands: leave out the command")
    }
  }

  func run() throws {
    let pages = try Self.pages()
    if let output {
      for page in pages {
        try ManualFolder.write(Array(page.text.utf8), named: page.file, in: output)
      }
      return Output.line("wrote \(Output.count(pages.count, "page", "pages")) to \(output)")
    }
    let name = command.map { "waymark-\($0).1" } ?? "waymark.1"
    guard let page = pages.first(where: { $0.file == name }) else {
      let names = Waymark.configuration.subcommands.map { $0._commandName }
      let near = Spelling.nearest(to: command ?? "", among: names)
      throw ValidationError(
        "there is no command `\(command ?? "")`"
          + (near.map { "; did you mean `\($0)`?" } ?? "; `waymark help` lists them"))
    }
    Output.bytes(Array(page.text.utf8))
  }

  /// All pages, from the parser's own description of the program.
  static func pages() throws(Diagnostics) -> [(file: String, text: String)] {
    let description: Value
    do throws(JSONReader.Problem) {
      description = try JSONReader.value(Array(Waymark._dumpHelp().utf8))
    } catch {
      throw Diagnostics(
        Diagnostic(
          "manual-unavailable", "the parser's description of the commands can't be read",
          help: "this is a fault of Waymark; `waymark help` says the same"))
    }
    let groups = Waymark.configuration.groupedSubcommands.map { group in
      (name: group.name, commands: group.subcommands.map { $0._commandName })
    }
    return ManualPage.all(CommandShape(description["command"] ?? .null), groups: groups)
  }
}
