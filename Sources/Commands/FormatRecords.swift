import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark fmt`.
struct FormatRecords: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Bring record files into the usual layout.",
    discussion: """
      Comments and the order of fields stay, and what a file states stays exactly. Indentation, quotes \
      that nobody needs, blanks at the ends of lines, line ends, a byte-order mark and the end of the \
      file become regular. Without files, all of records/. A file with errors is left as it is.
      """)

  @OptionGroup var options: WorkspaceOptions
  @Flag(name: .long, help: "Write nothing; list the files to be formatted and exit with 1.")
  var check = false
  @Flag(name: .long, help: "Write nothing; print what would change.") var diff = false
  @Argument(help: "Record files; all of records/ when left out.") var files: [String] = []

  func run() throws {
    let outcome = try Format.run(try options.opened(), files, isDryRun: check || diff)
    for file in outcome.changed {
      if diff {
        Output.bytes(Array(TextDifference.unified(file.path, file.old, file.new).utf8))
      } else {
        Output.line(check ? file.path : "formatted  \(file.path)")
      }
    }
    Output.problems(outcome.problems)
    if !diff || check {
      let count = Output.count(outcome.changed.count, "file", "files")
      let rest = outcome.files.count - outcome.changed.count
      Output.line(
        outcome.changed.isEmpty
          ? "\(Output.count(rest, "file", "files")), all in the usual layout"
          : "\(count) \(check ? "to be formatted" : "formatted"), \(rest) as they were")
    }
    if outcome.problems.containsError { throw ExitCode(3) }
    if check, !outcome.changed.isEmpty { throw ExitCode(1) }
  }
}
