extension Kind {
  /// What to do differently, with evidence and the places where it applies.
  static let lesson = Kind(
    "lesson", title: "Lesson", plural: "Lessons",
    "What to do differently next time, tied to the steps where it matters.",
    statuses: [
      .init("proposed", "not yet shown"), .init("accepted", "shown where it matches"),
      .init("encoded", "a step, check or test now sees to it"), .init("retired", "no longer true"),
    ],
    body: "background",
    fields: [
      .required(
        "statement", .markdown, "The lesson, as an order.",
        example: "Move the ingress pods before the nodes are cordoned."),
      .required(
        "polarity",
        .choice([
          .init("do", "do this"), .init("avoid", "don't do this"), .init("verify", "check this"),
          .init("know", "keep this in mind"),
        ]), "How to take it.", example: "do"),
      .defaulted(
        "severity", .choice(["critical", "high", "medium", "low"]), to: "medium",
        "How bad it is to forget it."),
      .optional("background", .markdown, "How it was learned."),
      .required(
        "evidence", .list(.reference(["incident", "attempt"]), minimum: 1),
        "Where it was learned.", example: ["incident/example"]),
      .required(
        "appliesTo", .list(.object(selector), minimum: 1),
        "Where it is shown; each selector for itself, all parts of one together."),
      .optional("since", .date, "When it was learned."),
      .optional("acceptedOn", .date, "When it was accepted."),
      .optional(
        "encodedAs",
        .object([
          .required("what", .choice(["step", "check", "gate", "test"]), "What sees to it now."),
          .required("where", .text, "Its name or address."), .optional("on", .date, "Since when."),
        ]), "What sees to it now."),
      .optional("expiresWhen", .version, "The version from which on it no longer holds."),
      .optional("supersedes", .list(.reference("lesson")), "Lessons that it replaces."),
      .optional("occurrences", .list(.reference("incident")), "Later incidents that repeat it."),
    ],
    rules: [
      Rule("selector-without-part") { record in
        (record["appliesTo"]?.items ?? []).enumerated().compactMap { index, selector in
          guard selector.object?.isEmpty ?? false else { return nil }
          return .init(
            FieldPath("appliesTo").appending(index),
            "the selector is empty: it would match every step",
            help: "name at least a component, strategy, phase or step")
        }
      },
      Rule("encoded-without-where") { record in
        guard record["status"]?.text == "encoded", record["encodedAs"] == nil else { return [] }
        return [
          .init(
            "status", "the lesson is `encoded` but `encodedAs` does not say where",
            help: "add `encodedAs: {what: check, where: …}`")
        ]
      },
    ])

  private static let selector: [Field] = [
    .optional("component", .reference("component"), "The component of the upgrade."),
    .optional("versions", .range, "The versions that the upgrade passes through."),
    .optional("interface", .text, "The interface that the step touches."),
    .optional(
      "strategy", .choice(["in-place", "rolling", "blue-green", "canary", "shadow", "offline"]),
      "The strategy of the upgrade."),
    .optional("environment", .text, "The environment."),
    .optional(
      "phase",
      .choice([
        "prepare", "backup", "pre-check", "apply", "migrate", "promote", "post-check", "rollback",
        "cleanup",
      ]), "The phase of the step."),
    .optional("step", .slug, "The key of the step, or one of its aliases."),
    .optional("command", .code, "Text that the step's command holds; * stands for anything."),
  ]
}
