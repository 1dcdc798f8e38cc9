import Primitives

extension Kind {
  /// The end of something, with all its moments.
  static let deprecation = Kind(
    "deprecation", title: "Deprecation", plural: "Deprecations",
    "The end of something: announced, warned of, switched off, removed.",
    statuses: [
      .init("announced", "the plan is known"), .init("active", "users are warned"),
      .init("removed", "it is gone"), .init("withdrawn", "it stays after all"),
    ],
    body: "reason",
    expected: ["plannedRemoval"],
    fields: [
      .required("component", .reference("component"), "Whose it is.", example: "python"),
      .required("subject", .text, "What ends.", example: "distutils"),
      .defaulted(
        "subjectKind",
        .choice([
          "api", "module", "option", "setting", "command", "format", "feature", "version",
          "behaviour", "package",
        ]),
        to: "api", "What sort of thing."),
      .optional("interface", .text, "The interface that it belongs to."),
      .defaulted(
        "stability", .choice(["alpha", "beta", "stable"]), to: "stable", "How stable it was."),
      .optional(
        "soft", .bool, "Whether it is only discouraged, with no removal planned (PEP 387)."),
      .optional("reason", .markdown, "Why."),
      .required(
        "announced", Shared.moment, "First told.", example: ["version": "3.10", "on": "2021-10-04"]),
      .optional("introduced", Shared.moment, "When the thing itself first came."),
      .optional("warns", Shared.moment, "Users are warned from then."),
      .optional("disabledByDefault", Shared.moment, "Off unless switched on."),
      .optional("endOfSupport", Shared.moment, "No more fixes."),
      .optional("plannedRemoval", Shared.moment, "The promised end."),
      .optional(
        "earlierPlans",
        .list(
          .object([
            .optional("version", .version, "The version then planned."),
            .optional("on", .date, "The day then planned."),
            .optional("changedOn", .date, "When the plan changed."),
            .optional("reason", .text, "Why it changed."),
            .optional("by", .text, "Who changed it."),
          ])), "Ends that were promised before, oldest first."),
      .optional("removed", Shared.moment, "Gone."),
      .optional(
        "replacement",
        .object([
          .required(
            "relation", .choice(["rename", "replace", "partial", "none"]),
            "How it replaces the old."),
          .optional("what", .text, "What to use."),
          .optional("availableIn", .version, "Since which version."),
          .optional("availableOn", .date, "Since when."),
          .optional("reason", .text, "Why there is none."),
        ]), "What to use instead."),
      .optional("migration", .list(.markdown), "The steps to take."),
      .optional("before", .code, "How it was written."),
      .optional("after", .code, "How it is written now."),
      .optional("language", .text, "The language of both.", example: "python"),
      .optional("warningText", .text, "The warning that users see."),
      .optional("policy", .reference("policy"), "The promise that it must keep."),
      .optional("breaking", .bool, "Whether removal breaks users."),
      .optional(
        "impact", .choice(["critical", "high", "medium", "low"]), "How bad it is to miss it."),
      .optional(
        "exemptions",
        .list(
          .object([
            .required("who", .text, "Who is let off."), .required("until", .date, "Until when."),
            .required("why", .text, "Why."),
          ])), "Who may go on using it."),
      .optional("guide", .url, "A guide elsewhere."),
      .optional("references", .list(Shared.reference), "Where it was discussed."),
    ],
    rules: [announcement, moments, planned, replacement])

  /// The order in which the moments of a deprecation must come.
  private static let order = [
    "announced", "warns", "disabledByDefault", "endOfSupport", "plannedRemoval", "removed",
  ]

  private static let announcement = Rule("announcement-without-moment") { record in
    guard let announced = record["announced"]?.object, announced["version"] == nil,
      announced["on"] == nil
    else { return [] }
    return [
      .init(
        "announced", "`announced` has neither a version nor a date",
        help: "add `version:` or `on:` below it")
    ]
  }

  private static let moments = Rule("deprecation-dates-contradict") { record in
    guard let announced = record["announced"]?["on"]?.text.flatMap(PartialDate.init) else {
      return []
    }
    return order.dropFirst().compactMap { name in
      guard let on = record[name]?["on"]?.text.flatMap(PartialDate.init), on.last < announced.first
      else { return nil }
      return Rule.Finding(
        FieldPath(name).appending("on"),
        "`\(name)` on \(on) lies before the announcement on \(announced)",
        help: "check both dates; nothing can be removed before it was announced")
    }
  }

  private static let planned = Rule("removal-not-planned") { record in
    let hasEnd = record["plannedRemoval"] != nil || record["removed"] != nil
    guard !hasEnd, record["soft"]?.bool != true, record["status"]?.text != "withdrawn" else {
      return []
    }
    return [
      .init(
        "announced", "the deprecation names no planned removal",
        help: "add `plannedRemoval:` with a version or a date, or `soft: true` if none is planned")
    ]
  }

  private static let replacement = Rule("no-replacement-reason") { record in
    guard let replacement = record["replacement"], replacement["relation"]?.text == "none",
      replacement["reason"] == nil
    else { return [] }
    return [
      .init(
        FieldPath("replacement").appending("relation"),
        "there is no replacement and no reason for that",
        help: "add `reason:` under `replacement`")
    ]
  }
}
