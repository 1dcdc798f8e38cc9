import Primitives

extension Kind {
  /// What went wrong, when, and what was done about it.
  static let incident = Kind(
    "incident", title: "Incident", plural: "Incidents",
    "What happened, from the first effect to the last action item.",
    statuses: [
      .init("active", "going on"), .init("stable", "contained"), .init("closed", "over"),
    ],
    body: "narrative",
    fields: [
      .required("severity", .int, "1 is the worst, 5 the mildest.", example: 2),
      .optional("component", .reference("component"), "What it happened to."),
      .optional("service", .text, "The service as its users know it."),
      .optional("startedAt", .instant, "First effect.", example: "2024-11-14T09:30:00Z"),
      .optional("detectedAt", .instant, "When somebody or something noticed."),
      .optional("acknowledgedAt", .instant, "When somebody took it up."),
      .optional("declaredAt", .instant, "When it was called an incident."),
      .optional("mitigatedAt", .instant, "When users stopped noticing."),
      .optional("resolvedAt", .instant, "When the cause was gone."),
      .optional("closedAt", .instant, "When nothing was left to do."),
      .optional("statedDuration", .text, "The length that the report itself gives."),
      .defaulted(
        "review", .choice(["draft", "in-review", "final"]), to: "draft", "How far the review is."),
      .optional("reviewDue", .date, "By when the review must be final."),
      .optional("reviewedOn", .date, "When it became final."),
      .required(
        "detection",
        .object([
          .required(
            "how",
            .choice([
              "alert", "customer", "operator", "automated-rollback", "security-report", "other",
            ]),
            "What noticed it."),
          .optional("text", .markdown, "In words."),
        ]), "How it was noticed."),
      .optional(
        "triggeredBy",
        .reference(["attempt", "release", "migration", "upgrade", "deprecation"]),
        "What set it off."),
      .optional("trigger", .text, "What set it off, in words."),
      .required(
        "impact",
        .object([
          .required("text", .markdown, "What users noticed."),
          .optional("users", .int, "How many."), .optional("requestsFailed", .int, "How many."),
          .optional("sloBudgetUsed", .number, "Share of the error budget, 0 to 1."),
        ]), "What it did to whom."),
      .optional(
        "contributingFactors", .list(.markdown),
        "What made it possible; never a single root cause."),
      .optional("mitigation", .markdown, "What stopped the effect."),
      .optional("resolution", .markdown, "What took the cause away."),
      .optional("wentWell", .list(.markdown), "What helped."),
      .optional("wentWrong", .list(.markdown), "What hurt."),
      .optional("lucky", .list(.markdown), "What only luck prevented."),
      .optional("surprises", .markdown, "What nobody expected."),
      .optional("narrative", .markdown, "The story."),
      .optional("timeline", .list(.object(event)), "What happened when, in order."),
      .optional(
        "roles",
        .object([
          .optional("commander", .text, "Who led."), .optional("scribe", .text, "Who wrote."),
          .optional("liaison", .text, "Who spoke to users."),
          .optional("reporter", .text, "Who reported it."),
          .optional("facilitator", .text, "Who led the review."),
        ]), "Who did what."),
      .optional("actions", .list(.object(action)), "What is to be done."),
      .optional("playbook", .reference("upgrade"), "The plan that was in use."),
      .optional("playbookGap", .markdown, "What the plan did not say."),
      .optional("lessons", .list(.reference("lesson")), "What was learned."),
      .optional("categories", .list(.text), "Such as config-change, cascading-failure."),
    ],
    rules: [inOrder, severity, factors])

  private static let event: [Field] = [
    .required("at", .instant, "When."), .optional("endedAt", .instant, "Until when."),
    .required("text", .markdown, "What happened."),
    .optional(
      "kind", .choice(["observation", "decision", "action", "communication", "change"]),
      "What sort."),
    .optional("who", .text, "Who did or saw it."), .optional("source", .text, "How it is known."),
    .optional("evidence", .url, "Where it can be seen."),
    .optional("visibility", .choice(["public", "internal"]), "Who may read it."),
  ]

  private static let action: [Field] = [
    .optional("key", .slug, "Stable name."), .required("text", .markdown, "What is to be done."),
    .optional("kind", .choice(["prevent", "mitigate", "detect", "process"]), "What it is for."),
    .optional("owner", .reference("team"), "Who does it."),
    .optional("priority", .choice(["high", "medium", "low"]), "How urgent."),
    .optional("due", .date, "By when."),
    .defaulted("state", .choice(["open", "done", "cancelled"]), to: "open", "How far it is."),
    .optional("resolvedOn", .date, "When it was done or cancelled."),
    .optional("reason", .text, "Why it was cancelled."),
    .optional("ticket", .url, "Where it is tracked."),
    .optional("origin", .choice(["incident", "review"]), "Where it came up."),
  ]

  private static let order = [
    "startedAt", "detectedAt", "acknowledgedAt", "declaredAt", "mitigatedAt", "resolvedAt",
    "closedAt",
  ]

  /// Only what can't be: an end before the start.
  ///
  /// A detection after the end is odd, but it happens.
  private static let inOrder = Rule("incident-times") { record in
    guard let start = record["startedAt"]?.text.flatMap(Instant.init) else { return [] }
    return order.dropFirst().compactMap { name in
      guard let at = record[name]?.text.flatMap(Instant.init), at < start else { return nil }
      return Rule.Finding(
        FieldPath(name), "`\(name)` \(at) lies before `startedAt` \(start)",
        help: "check both times and their offsets")
    }
  }

  private static let severity = Rule("severity-out-of-range") { record in
    guard let severity = record["severity"]?.int, !(1...5).contains(severity) else { return [] }
    return [
      .init(
        "severity", "severity \(severity) is not between 1 and 5",
        help: "1 is the worst, 5 the mildest")
    ]
  }

  private static let factors = Rule("final-without-factors") { record in
    guard record["review"]?.text == "final", (record["contributingFactors"]?.items ?? []).isEmpty
    else {
      return []
    }
    return [
      .init(
        "review", "the review is final but names no contributing factor",
        help: "list at least one under `contributingFactors:`, or keep the review in-review")
    ]
  }
}
