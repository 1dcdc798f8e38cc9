import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark export`.
struct ExportRecords: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the ledger's records back as record files.",
    discussion: """
      Selectors are a kind, kind/id or kind/prefix*; without any, every record is exported to the file \
      that it came from, or to records/<kind>/<id>.yaml, .md where it has prose. Exporting twice gives \
      the same bytes, and applying what was exported changes nothing. A file that states its record is \
      left byte for byte; one that was edited since is a conflict, shown with both sides. Retired \
      records are not written. Internal ones are: the folder is not for publishing.
      """)

  @OptionGroup var options: WorkspaceOptions
  @Argument(help: "Which records, such as lesson or upgrade/django-*.") var selectors: [String] = []
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("Only those that fulfil a condition, as in list.", valueName: "condition"))
  var condition: String?
  @Option(
    help: ArgumentHelp(
      "A folder that gets <kind>/<id>.yaml, instead of the workspace's own files.",
      valueName: "folder"))
  var out: String?
  @OptionGroup var moment: AsOfOption
  @Flag(name: .long, help: "Write nothing; list what differs and exit with 1 if anything does.")
  var check = false
  @Flag(name: .long, help: "Overwrite files that were edited since.") var force = false

  func run() throws {
    let workspace = try options.opened()
    var wanted = ExportFiles.Options()
    wanted.selectors = selectors
    wanted.condition = condition
    wanted.folder = out
    wanted.isDryRun = check
    wanted.isForced = force
    let outcome = try ExportFiles.run(workspace, try moment.view(in: workspace), wanted)
    for (word, paths) in [
      ("written", outcome.written), ("updated", outcome.updated),
      ("overwritten", outcome.overwritten),
    ] {
      for path in paths { Output.line("\(check ? "would be " : "")\(word)  \(path)") }
    }
    for path in outcome.stale {
      Output.line("left  \(path): its record is retired; remove it, or apply brings it back")
    }
    Output.problems(outcome.conflicts)
    if outcome.internals > 0 {
      Output.problems([
        Diagnostic(
          "internal-records", .warning,
          "\(Output.count(outcome.internals, "internal record is", "internal records are")) among them",
          help: "keep these files where the ledger may be; a public site never shows them")
      ])
    }
    Output.line(
      "\(outcome.written.count) written, \(outcome.updated.count) updated, \(outcome.unchanged) unchanged"
        + (outcome.overwritten.isEmpty ? "" : ", \(outcome.overwritten.count) overwritten")
        + (outcome.isClean ? ": nothing changed" : ""))
    if !outcome.conflicts.isEmpty || (check && !outcome.isClean) { throw ExitCode(1) }
  }
}
