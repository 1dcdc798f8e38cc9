import Primitives

extension Kind {
  /// One run of an upgrade, rehearsal or drill.
  static let attempt = Kind(
    "attempt", title: "Attempt", plural: "Attempts",
    "One run of an upgrade, a rehearsal or a drill.",
    statuses: [.init("finished", "over"), .init("running", "going on")],
    body: "notes",
    expected: ["outcome"],
    fields: [
      .required("upgrade", .reference("upgrade"), "Which plan was run."),
      .optional("edition", .int, "The edition of the runbook that was used."),
      .required("environment", .text, "Where.", example: "production"),
      .defaulted(
        "mode",
        .choice([
          .init("run", "the real thing"), .init("rehearsal", "in another environment"),
          .init("drill", "going back on purpose"),
        ]), to: "run", "Why it was run."),
      .optional("operator", .text, "Who ran it."),
      .required("startedAt", .instant, "Start."),
      .optional("endedAt", .instant, "End."),
      .optional(
        "outcome",
        .choice([
          "succeeded", "succeeded-with-deviation", "rolled-back", "failed", "aborted",
        ]), "How it ended."),
      .optional("abortedBeforeApply", .bool, "Whether it ended before anything was changed."),
      .optional("failedStep", .slug, "The key of the step at which it failed."),
      .optional("detectedAt", .instant, "When the failure was seen."),
      .optional("restoredAt", .instant, "When service was back."),
      .optional(
        "deviations",
        .list(
          .object([
            .optional("step", .slug, "The step's key."),
            .required("text", .markdown, "What was done differently, and why."),
          ])), "Where the run left the runbook."),
      .optional("downtime", .duration, "How long users noticed."),
      .optional("downtimeMeasuredBy", .text, "What measured it."),
      .optional(
        "rollback",
        .object([
          .required("startedAt", .instant, "Start."), .optional("endedAt", .instant, "End."),
          .optional("ok", .bool, "Whether it worked."),
        ]), "The way back, if it was taken."),
      .optional(
        "steps",
        .list(
          .object([
            .required("key", .slug, "The step's key."),
            .optional("startedAt", .instant, "Start."), .optional("endedAt", .instant, "End."),
            .optional("exit", .int, "Exit code."), .optional("note", .text, "What was seen."),
          ])), "Times of the steps."),
      .optional(
        "reason", .choice(["planned", "rework", "incident"]),
        "Why it was run; rework and incident count as unplanned."),
      .optional("incident", .reference("incident"), "The incident that it led to."),
      .optional("lessons", .list(.reference("lesson")), "What was learned."),
      .optional("notes", .markdown, "Anything else."),
    ],
    rules: [
      Rule("ends-before-start") { record in
        guard let start = record["startedAt"]?.text.flatMap(Instant.init),
          let end = record["endedAt"]?.text.flatMap(Instant.init), end < start
        else { return [] }
        return [
          .init(
            "endedAt", "the attempt ends at \(end), before it starts at \(start)",
            help: "check both times and their offsets")
        ]
      },
      Rule("finished-without-outcome") { record in
        guard record["status"]?.text == "finished", record["outcome"] == nil else { return [] }
        return [
          .init(
            "status", "the attempt is finished but has no `outcome`",
            help: "add `outcome:`, or `status: running` while it goes on")
        ]
      },
    ])
}
