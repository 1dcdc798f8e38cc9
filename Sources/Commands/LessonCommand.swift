import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark lesson`.
struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson", abstract: "Record what was learned.", subcommands: [Add.self])

  /// The subcommand `waymark lesson add`.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Add a lesson; nothing that is there is changed.",
      discussion: "One selector can be given with options; several in a file, under `appliesTo:`.")

    @OptionGroup var append: AppendOptions
    @OptionGroup var lesson: LessonOptions

    func run() throws {
      let workspace = try append.workspace.opened()
      try append.each(lesson.given, in: workspace) { fragment in
        try AddLesson.run(
          workspace, fragment, append.options())
      }
    }
  }
}

/// What a lesson says, by options.
struct LessonOptions: ParsableArguments {
  @Option(help: "The lesson's id; made from its title by default.") var id: String?
  @Option(help: "One line; the statement's first sentence by default.") var title: String?
  @Option(help: "The lesson, as an order.") var statement: String?
  @Option(help: "do, avoid, verify or know.") var polarity: String?
  @Option(help: "critical, high, medium or low.") var severity: String?
  @Option(help: "proposed, accepted, encoded or retired.") var status: String?
  @Option(help: "How it was learned.") var background: String?
  @Option(help: "Where it was learned: incident/id or attempt/id; may be repeated.") var evidence:
    [String] = []
  @Option(help: "The team that owns it.") var owner: String?
  @Option(help: "Shown for upgrades of this component.") var component: String?
  @Option(help: "Shown for upgrades through these versions, such as '>=4.2,<5.3'.") var versions:
    String?
  @Option(help: "Shown for steps that touch this interface.") var interface: String?
  @Option(help: "Shown for upgrades with this strategy.") var strategy: String?
  @Option(help: "Shown for upgrades in this environment.") var environment: String?
  @Option(help: "Shown at steps of this phase.") var phase: String?
  @Option(help: "Shown at the step with this key.") var step: String?
  @Option(help: "Shown at steps whose command holds this text.") var command: String?

  var given: Object {
    var lesson = Commands.given(
      ("id", id), ("title", title), ("statement", statement), ("polarity", polarity),
      ("severity", severity), ("status", status), ("background", background), ("owner", owner))
    if !evidence.isEmpty { lesson["evidence"] = .list(evidence.map(Value.string)) }
    let selector = Commands.given(
      ("component", component), ("versions", versions), ("interface", interface),
      ("strategy", strategy), ("environment", environment), ("phase", phase), ("step", step),
      ("command", command))
    if !selector.isEmpty { lesson["appliesTo"] = .list([.object(selector)]) }
    return lesson
  }
}
