extension Kind {
  /// Why something was done, and how it turned out.
  static let decision = Kind(
    "decision", title: "Decision", plural: "Decisions",
    "Why something was decided, and how it turned out.",
    statuses: [
      .init("accepted", "in force"), .init("proposed", "open"),
      .init("rejected", "decided against"),
      .init("superseded", "replaced"), .init("deprecated", "no longer followed"),
    ],
    body: "context",
    fields: [
      .required("decidedOn", .date, "When."), .optional("deciders", .list(.text), "Who."),
      .required("context", .markdown, "What had to be decided, and why."),
      .required(
        "options",
        .list(
          .object([
            .required("title", .text, "The choice."),
            .optional("pros", .list(.text), "What speaks for it."),
            .optional("cons", .list(.text), "What speaks against it."),
          ]), minimum: 1), "What could have been done."),
      .required("outcome", .markdown, "What was decided."),
      .optional("consequences", .list(.text), "What follows."),
      .optional(
        "review",
        .object([
          .required("on", .date, "When somebody looked back."),
          .required(
            "verdict", .choice(["held", "partly", "regretted", "too-early"]), "How it turned out."),
          .optional("text", .markdown, "What was found."),
        ]), "How it turned out."),
      .optional("reviewDue", .date, "When to look back."),
      .optional(
        "concerns",
        .list(.reference(["component", "upgrade", "deprecation", "migration", "incident"])),
        "What it is about."),
      .optional("supersedes", .list(.reference("decision")), "What it replaces."),
    ])
}
