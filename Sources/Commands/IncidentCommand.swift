import ArgumentParser
import Primitives
import Workflows

/// The subcommand `waymark incident`.
struct IncidentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "incident", abstract: "Add to an incident: events, action items, lessons.",
    subcommands: [Event.self, Action.self, Lesson.self])
}

extension IncidentCommand {
  /// The subcommand `waymark incident event`.
  struct Event: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "event",
      abstract: "Add an event to the timeline; one of now where no time is given.")

    @OptionGroup var append: AppendOptions
    @Argument(help: "The incident.") var incident: String
    @Option(help: "When: 2024-11-14T09:30:00Z.") var at: String?
    @Option(help: "Until when.") var endedAt: String?
    @Option(help: "What happened.") var text: String?
    @Option(help: "observation, decision, action, communication or change.") var kind: String?
    @Option(help: "Who did or saw it.") var who: String?
    @Option(help: "How it is known.") var source: String?
    @Option(help: "Where it can be seen: an address.") var evidence: String?
    @Option(help: "public or internal.") var visibility: String?

    func run() throws {
      let workspace = try append.workspace.opened()
      let event = given(
        ("at", at), ("endedAt", endedAt), ("text", text), ("kind", kind), ("who", who),
        ("source", source), ("evidence", evidence), ("visibility", visibility))
      try append.each(event, in: workspace) { fragment in
        try AddEvent.run(
          workspace, incident: incident, fragment, append.options())
      }
    }
  }

  /// The subcommand `waymark incident action`.
  struct Action: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "action", abstract: "Add an action item.")

    @OptionGroup var append: AppendOptions
    @Argument(help: "The incident.") var incident: String
    @Option(help: "What is to be done.") var text: String?
    @Option(help: "Stable name.") var key: String?
    @Option(help: "prevent, mitigate, detect or process.") var kind: String?
    @Option(help: "The team that does it.") var owner: String?
    @Option(help: "high, medium or low.") var priority: String?
    @Option(help: "By when.") var due: String?
    @Option(help: "Where it is tracked: an address.") var ticket: String?
    @Option(help: "Where it came up: incident or review.") var origin: String?

    func run() throws {
      let workspace = try append.workspace.opened()
      let action = given(
        ("key", key), ("text", text), ("kind", kind), ("owner", owner), ("priority", priority),
        ("due", due), ("ticket", ticket), ("origin", origin))
      try append.each(action, in: workspace) { fragment in
        try AddAction.run(
          workspace, incident: incident, fragment, append.options())
      }
    }
  }

  /// The subcommand `waymark incident lesson`.
  struct Lesson: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lesson",
      abstract: "Add a lesson with the incident as its evidence, or name one that is there.")

    @OptionGroup var append: AppendOptions
    @Argument(help: "The incident.") var incident: String
    @Option(
      name: .customLong("known"), help: "A lesson that is there already; no other options then.")
    var known: String?
    @OptionGroup var lesson: LessonOptions

    func run() throws {
      let workspace = try append.workspace.opened()
      try append.each(lesson.given, in: workspace) { fragment in
        if let known {
          try AddLesson.link(workspace, incident: incident, lesson: known, append.options())
        } else {
          try AddLesson.run(workspace, fragment, incident: incident, append.options())
        }
      }
    }
  }
}
