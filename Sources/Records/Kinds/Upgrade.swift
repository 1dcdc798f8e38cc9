import Primitives

extension Kind {
  /// The plan to move a component from one version to another.
  static let upgrade = Kind(
    "upgrade", title: "Upgrade", plural: "Upgrades",
    "The plan to move a component from one version to another.",
    statuses: [
      .init("planned", "to be done"), .init("active", "being rolled out"),
      .init("done", "finished everywhere"), .init("abandoned", "will not be done"),
    ],
    body: "background",
    fields: [
      .required("component", .reference("component"), "What is upgraded.", example: "postgresql"),
      .required("from", .version, "Where it starts.", example: "13"),
      .required("to", .version, "Where it ends.", example: "16"),
      .optional("through", .list(.version), "Versions on the way, in order."),
      .optional("requiredStops", .list(.version), "Versions that may not be skipped."),
      .defaulted(
        "kind",
        .choice(["patch", "minor", "major", "runtime", "dependency", "os", "schema", "config"]),
        to: "major", "What sort of move it is."),
      .required(
        "strategy",
        .choice([
          .init("in-place", "the running system is changed"),
          .init("rolling", "one instance after the other"),
          .init("blue-green", "a second system takes over at once"),
          .init("canary", "a growing share of traffic"),
          .init("shadow", "the new one sees traffic and answers nobody"),
          .init("offline", "the system is down meanwhile"),
        ]), "How it is rolled out.", example: "blue-green"),
      .optional(
        "impactClass",
        .choice(["offline", "accessible", "rolling", "zero-downtime", "zero-impact"]),
        "What users notice; each class includes the ones before it (OpenStack)."),
      .optional("downtimeBudget", .duration, "The longest downtime that was agreed."),
      .optional(
        "window",
        .object([
          .required("start", .instant, "Start."), .required("end", .instant, "End."),
          .optional("zone", .text, "The zone to print beside UTC."),
        ]), "When it is to be done."),
      .optional("background", .markdown, "Why, and what matters."),
      .optional("prerequisites", .list(.object(prerequisite)), "The kit: what must be there."),
      .optional("parity", .list(.object(parity)), "How the environments differ."),
      .optional(
        "acceptance", .list(.object(Shared.check)), "What must hold for it to count as done."),
      .optional(
        "promotion",
        .object([
          .optional("signals", .list(.object(Shared.check)), "What is watched at each stage."),
          .optional(
            "stages",
            .list(
              .object([
                .required("weight", .int, "Share of traffic in per cent.", example: 10),
                .optional("hold", .duration, "How long to stay.", example: "PT30M"),
                .optional("note", .text, "What to look at."),
              ])), "The stages of a canary, or the cut-over of blue-green."),
        ]), "When to go on."),
      .optional(
        "decisions",
        .list(
          .object([
            .required("question", .markdown, "What has to be decided."),
            .optional("options", .list(.markdown), "The choices."),
            .optional("recommendation", .markdown, "Which one, and when another."),
            .optional("decision", .reference("decision"), "Where it was decided."),
          ])), "What has to be decided before starting."),
      .required("steps", .list(.object(step), minimum: 1), "What to do, in order."),
      .required("rollback", .object(rollback), "The way back, or why there is none."),
      .optional(
        "flags",
        .list(
          .object([
            .required("key", .text, "The flag's key."),
            .optional("meaning", .markdown, "What it switches."),
            .optional("default", .text, "Its value before."),
            .optional("introducedIn", .version, "Since when it exists."),
            .optional("removeBy", .date, "By when it must be gone."),
          ])), "Feature flags that take part."),
      .optional("codeChanges", .list(.object(edit)), "What changes in code."),
      .optional(
        "configurationChanges", .list(.object(edit)), "What changes in configuration."),
      .optional("after", .list(.reference("upgrade")), "Upgrades that must be done first."),
      .optional("migrations", .list(.reference("migration")), "Migrations that belong to it."),
      .optional("contacts", .list(.reference("team")), "Whom to call besides the owner."),
      .optional("references", .list(Shared.reference), "Where the facts come from."),
    ],
    rules: [
      UpgradeRules.uniqueKeys, UpgradeRules.knownSteps, UpgradeRules.failureActions,
      UpgradeRules.wayBack, UpgradeRules.stages, UpgradeRules.window,
    ])

  private static let prerequisite: [Field] = [
    .required("title", .markdown, "What must be there."),
    .optional("key", .slug, "Stable name."),
    .optional("command", .code, "How to check it."),
    .optional("expect", .markdown, "What the check must show."),
    .optional("why", .markdown, "What goes wrong without it."),
  ]

  private static let parity: [Field] = [
    .required("fact", .text, "What is compared.", example: "PostgreSQL extensions"),
    .optional("development", .text, "Its state in development."),
    .optional("staging", .text, "Its state in staging."),
    .optional("production", .text, "Its state in production."),
    .optional(
      "match",
      .choice([
        .init("same", "all alike"), .init("differs", "known to differ"),
        .init("unknown", "nobody looked"),
      ]), "Whether they agree."),
  ]

  private static let edit: [Field] = [
    .required("title", .text, "What changes."),
    .optional("before", .code, "As it was."),
    .optional("after", .code, "As it has to be."),
    .optional("language", .text, "The language of both.", example: "python"),
    .optional("since", .version, "From which version on it is needed."),
  ]

  private static let step: [Field] = [
    .required(
      "key", .slug, "Stable across edits: lessons, attempts and diffs hang on it.",
      example: "stop-old-server"),
    .required("title", .text, "What is done, as an order.", example: "Stop the old server"),
    .optional("aliases", .list(.slug), "Earlier keys of the same step."),
    .defaulted(
      "phase",
      .choice([
        "prepare", "backup", "pre-check", "apply", "migrate", "promote", "post-check", "rollback",
        "cleanup",
      ]), to: "apply", "Where in the upgrade it stands."),
    .optional("description", .markdown, "What to mind."),
    .optional("command", .code, "The exact command.", example: "systemctl stop postgresql@13-main"),
    .defaulted("interpreter", .text, to: "bash", "What runs the command."),
    .optional("cwd", .code, "Where to run it."),
    .optional("environment", .map, "Variables that must be set."),
    .optional("runOn", .text, "On which machine.", example: "database host"),
    .optional(
      "expect",
      .object([
        .optional("exit", .int, "The exit code.", example: 0),
        .optional("output", .code, "What the output must show."),
        .optional("text", .markdown, "What to look for."),
      ]), "How to tell that it worked."),
    .optional("timeout", .duration, "When to give up.", example: "PT10M"),
    .optional("estimate", .duration, "How long it takes.", example: "PT2M"),
    .optional("downtime", .bool, "Whether users notice while it runs."),
    .defaulted(
      "onFailure", .text, to: "abort",
      "abort, continue, rollback, retry(n), or step:KEY to go on there."),
    .optional("owner", .reference("team"), "Who does it."),
    .optional(
      "reversible", .choice(["yes", "lossy", "restore-only", "no"]),
      "Whether it can be taken back."),
    .optional(
      "undo",
      .object([
        .optional("command", .code, "The exact command that takes it back."),
        .optional("step", .slug, "The rollback step that takes it back."),
        .optional("text", .markdown, "How to take it back."),
      ]), "How to take it back."),
    .optional("destructive", .bool, "Whether it deletes something for good."),
    .optional("confirm", .markdown, "What to be sure of before it is run."),
    .optional("visibility", .choice(["public", "internal"]), "Who may read the step."),
    .optional("checks", .list(.object(Shared.check)), "Thresholds to watch while it runs."),
    .optional(
      "migration", .reference("migration"), "The migration that it runs."),
    .optional("interface", .text, "The interface that it touches."),
  ]

  private static let rollback: [Field] = [
    .required(
      "kind",
      .choice([
        .init("redeploy-previous", "put the earlier version back"),
        .init("reverse-migration", "run the migrations backwards"),
        .init("restore-backup", "go back to the state at the backup"),
        .init("flag-off", "switch the flag off"),
        .init("traffic-switch", "send the traffic to the old system"),
        .init("none", "there is no way back"),
      ]), "What sort of way back.", example: "restore-backup"),
    .optional("trigger", .markdown, "When to go back, without a discussion."),
    .optional("reason", .markdown, "Why there is no way back, for kind none."),
    .optional(
      "pointOfNoReturn", .slug, "The key of the step after which this way back is closed."),
    .optional("afterPointOfNoReturn", .markdown, "What is left to do after it."),
    .optional("timeLimit", .duration, "How long going back may take."),
    .optional("loses", .list(.markdown), "What is lost by going back."),
    .optional("steps", .list(.object(step)), "What to do, in order."),
    .optional("lastTested", .date, "When it was last tried."),
  ]
}
