extension Kind {
  /// A change of data, schema or configuration that travels with an upgrade.
  static let migration = Kind(
    "migration", title: "Migration", plural: "Migrations",
    "A change of data, schema or configuration, and whether it can be taken back.",
    statuses: [
      .init("planned", "to be run"), .init("applied", "run in production"),
      .init("reverted", "taken back"), .init("abandoned", "will not be run"),
    ],
    body: "description",
    fields: [
      .required("component", .reference("component"), "What it changes."),
      .required("kind", .choice(["schema", "data", "config"]), "What sort of change."),
      .required(
        "pattern",
        .choice([
          .init("expand", "adds what the new version needs; the old one goes on"),
          .init("migrate", "moves data while both work"),
          .init("contract", "takes away what only the old version needed"),
          .init("single-step", "all at once"),
        ]), "Its place in expand, migrate, contract.", example: "expand"),
      .required(
        "reversible",
        .choice([
          .init("yes", "going back loses nothing"), .init("lossy", "going back loses something"),
          .init("restore-only", "only a backup brings the old state back"),
          .init("no", "nothing brings it back"),
        ]), "Whether it can be taken back.", example: "yes"),
      .optional("description", .markdown, "What it does."),
      .optional("engine", .text, "What runs it.", example: "django"),
      .optional("revision", .text, "Its name in that engine."),
      .optional("command", .code, "The exact command."),
      .optional("undoCommand", .code, "The exact command that takes it back."),
      .optional("loses", .list(.text), "What going back loses."),
      .optional("locks", .markdown, "What it locks and for how long."),
      .optional("replayable", .bool, "Whether running it twice does no harm."),
      .optional("estimate", .duration, "How long it takes."),
      .optional("rows", .int, "How many rows it touches."),
      .optional(
        "minApp", .version, "The oldest version of the program that runs on the new state."),
      .optional("maxApp", .version, "The newest version that runs on the old state."),
      .optional("backupStep", .text, "The step that makes the backup."),
      .optional("roundTripTested", .date, "When there and back was last tried."),
      .optional("after", .list(.reference("migration")), "Migrations that must come first."),
    ],
    rules: [
      Rule("lossy-without-loss") { record in
        guard record["reversible"]?.text == "lossy", (record["loses"]?.items ?? []).isEmpty else {
          return []
        }
        return [
          .init(
            "reversible", "going back is `lossy` but `loses` does not say what is lost",
            help: "list what is lost under `loses:`")
        ]
      }
    ])
}
