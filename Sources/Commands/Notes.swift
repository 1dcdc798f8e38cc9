import ArgumentParser
import Knowledge
import Primitives
import Workflows

/// The subcommand `waymark notes`.
struct Notes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notes",
    abstract: "Print release notes for a release, the unreleased set or a whole jump.",
    discussion: """
      Without --release, --unreleased or --from and --to, those of the newest release. Actions come \
      first, nearest deadline first; what was replaced or taken back within a jump does not appear.
      """)

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var view: ViewOptions
  @Argument(help: "The component, such as django.") var component: String
  @Option(help: ArgumentHelp("One release.", valueName: "version")) var release: String?
  @Flag(name: .long, help: "What no release has yet.") var unreleased = false
  @Option(help: ArgumentHelp("What runs now; with --to.", valueName: "version")) var from: String?
  @Option(help: ArgumentHelp("What is to run; with --from.", valueName: "version")) var to: String?
  @Option(help: "Only what these readers need.") var audience: Audience?
  @Option(help: "The form of the output.") var format: ReleaseNotes.Form = .markdown
  @Option(
    help: ArgumentHelp(
      """
      At most so long. Contributors, references and examples go first, then prose beyond the titles, \
      then lists about the release, then whole entries, the least important first and those that ask \
      for action last; what is left out is said, with where to read it.
      """))
  var maxCharacters: Int?

  enum Audience: String, ExpressibleByArgument, CaseIterable {
    case `operator`
    case developer
    case stakeholder
  }

  func validate() throws {
    guard (from == nil) == (to == nil) else {
      throw ValidationError("--from and --to belong together.")
    }
    let scopes = [release != nil, unreleased, from != nil].count { $0 }
    guard scopes <= 1 else {
      throw ValidationError("Give one of --release, --unreleased, or --from with --to.")
    }
    if let maxCharacters, maxCharacters < 1 {
      throw ValidationError("--max-characters counts from 1.")
    }
  }

  func run() throws {
    let workspace = try options.opened()
    var wanted = ReleaseNotes.Options()
    wanted.audience = audience?.rawValue
    wanted.form = format
    wanted.mostCharacters = maxCharacters
    let notes = try Situation.asking(
      workspace, try view.view(in: workspace), programVersion: Waymark.version,
      documents: ["release-notes"]
    ) { situation throws(Diagnostics) in
      try ReleaseNotes.run(situation, component: component, scope: scope, wanted)
    }
    Output.bytes(notes)
  }

  private var scope: NotesScope? {
    if unreleased { return .unreleased }
    if let release { return .release(release) }
    if let from, let to { return .range(from: from, to: to) }
    return nil
  }
}

extension ReleaseNotes.Form: ExpressibleByArgument {}
