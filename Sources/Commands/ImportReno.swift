import ArgumentParser
import Primitives
import Records
import Workflows

extension Import {
  /// The subcommand `waymark import reno`.
  struct ImportReno: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reno",
      abstract: "Take the release notes of a repository that uses reno in, with their versions.",
      discussion: """
        Reads the git history, committed notes alone: each text becomes a change in the earliest \
        release that has it, each tagged version a release with its preludes. The series of the \
        repository (stable branches, and the -eol and -eom tags that closed them) add their \
        releases, and backports to the changes that they share.

        New records get files of their own under records/. Again with nothing new changes nothing; \
        with something new it revises what changed in the repository and keeps what was written \
        here. Where both changed the same field, the record stays and both sides are shown: --ours \
        or --theirs decides. Records whose notes are gone stay unless --prune retires them, with \
        their files.

        Sections that reno does not know are refused, and the rest is imported; --section says what \
        they are. Exit code 1 if anything was refused or in conflict. Nothing of the repository is \
        executed; a shallow clone is refused, because its versions would be wrong.
        """)

    @OptionGroup var options: WorkspaceOptions
    @OptionGroup var telling: QuietOptions
    @Argument(help: "The repository's folder.") var repositoryFolder: String
    @Option(help: "The component that the notes are about.") var component: String
    @Option(help: "The project's name or address, for the source of each record.")
    var repository: String?
    @Option(help: "The SPDX id of the notes' licence, such as Apache-2.0.") var licence: String?
    @Option(help: "Only this branch or series, such as stable/2025.1.") var branch: String?
    @Option(help: "The folder that reno calls relnotesdir; releasenotes by default.")
    var notes: String?
    @Option(
      help: ArgumentHelp(
        "What an unknown section is, or nothing to leave it out; can be repeated.",
        valueName: "name=section"))
    var section: [String] = []
    @Flag(help: "Which side holds where a field was changed here and in the repository.")
    var winner: ImportMerge.Winner?
    @Flag(name: .long, help: "Retire records whose notes are gone.") var prune = false
    @Flag(name: .long, help: "Only tell what would be done.") var dryRun = false
    @Option(help: "Who, for the revisions.") var by: String?

    func validate() throws {
      for section in section where !section.contains("=") || section.contains(",") {
        throw ValidationError("--section takes name=section, such as --section feature=features.")
      }
      guard branch == nil || !prune else {
        throw ValidationError("--prune needs the whole history: leave out --branch.")
      }
    }

    func run() throws {
      let workspace = try options.openedWithHistory(isDryRun: dryRun)
      var wanted = ImportRecords.Options("reno", repositoryFolder, at: Clock.now())
      wanted.values["component"] = component
      wanted.values["repository"] = repository
      wanted.values["licence"] = licence
      wanted.values["branch"] = branch
      wanted.values["notes"] = notes
      if !section.isEmpty { wanted.values["sections"] = section.joined(separator: ",") }
      (wanted.isDryRun, wanted.prunes, wanted.winner) = (dryRun, prune, winner)
      wanted.by = by ?? Author.name()
      let given = wanted
      let outcome = try Waiting.forResult { () async throws(Diagnostics) in
        try await ImportRecords.run(workspace, given)
      }
      Output.problems(outcome.diagnostics)
      report(outcome)
      if outcome.diagnosed > 0 || outcome.diagnostics.containsError { throw ExitCode(1) }
    }

    private func report(_ outcome: ImportRecords.Outcome) {
      for line in outcome.excluded { Output.summary("excluded  \(line)") }
      for line in outcome.left { Output.summary("left      \(line)") }
      for (sign, ids) in [("created", outcome.created), ("revised", outcome.revised)]
      where dryRun || ids.count <= 20 {
        for id in ids {
          Output.summary("\(dryRun ? "would be " : "")\(sign)  \(id)")
          for difference in outcome.differences[id] ?? [] {
            Output.summary("    \(difference.line)")
          }
        }
      }
      for id in outcome.gone {
        Output.summary(prune ? "\(dryRun ? "would be " : "")retired  \(id)" : "gone      \(id)")
      }
      if !prune, !outcome.gone.isEmpty {
        Output.summary("the notes of these are gone from the repository; --prune retires them")
      }
      Output.summary(
        "\(outcome.read) entries read: \(outcome.imported) imported, \(outcome.excluded.count) excluded, \(outcome.diagnosed) refused"
      )
      var parts = [
        "\(outcome.created.count) created", "\(outcome.revised.count) revised",
        "\(outcome.unchanged) unchanged",
      ]
      if outcome.edited > 0 { parts.append("\(outcome.edited) kept as edited here") }
      if !outcome.retired.isEmpty { parts.append("\(outcome.retired.count) retired") }
      Output.summary(
        "records: " + parts.joined(separator: ", ")
          + (outcome.isUnchanged ? ": nothing changed" : ""))
    }
  }
}

extension ImportMerge.Winner: EnumerableFlag {
  /// What the flag does, for the help.
  public static func help(for value: ImportMerge.Winner) -> ArgumentHelp? {
    switch value {
    case .ours: "Keep what was written here where the repository changed the same field."
    case .theirs: "Take over what the repository says where the same field was changed here."
    }
  }
}
