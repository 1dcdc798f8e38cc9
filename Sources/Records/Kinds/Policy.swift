extension Kind {
  /// A promise about notice.
  static let policy = Kind(
    "policy", title: "Policy", plural: "Policies", "A promise: how much notice users get.",
    statuses: [
      .init("active", "in force"), .init("superseded", "replaced"), .init("draft", "proposed"),
    ],
    body: "text",
    fields: [
      .optional("text", .markdown, "The promise in words."),
      .optional(
        "appliesTo", .list(.reference("component")),
        "Whose deprecations; any that name it when absent."),
      .required(
        "notice",
        .list(
          .object([
            .defaulted(
              "stability", .choice(["alpha", "beta", "stable", "any"]), to: "any",
              "For which stability."),
            .optional("days", .int, "At least so many days.", example: 180),
            .optional("releases", .int, "At least so many releases.", example: 2),
            .defaulted(
              "combine",
              .choice([
                .init("longer", "the longer of both"), .init("both", "each of both"),
                .init("either", "one is enough"),
              ]), to: "longer", "How days and releases combine."),
            .optional("preferredDays", .int, "What is wished for beyond the minimum."),
          ]), minimum: 1), "The notice by level of stability."),
      .defaulted(
        "countFrom", .choice(["announced", "warns"]), to: "announced", "From when notice counts."),
      .defaulted(
        "onlyIn", .choice(["any", "minor", "major"]), to: "any",
        "In which releases something may be removed."),
      .optional(
        "replacementFirst", .bool, "Whether the replacement must be there before the warning."),
      .optional("mayShorten", .text, "Who may allow less."),
      .optional("exceptions", .list(.markdown), "What it does not cover."),
      .optional("effectiveFrom", .date, "Since when it holds."),
    ],
    rules: [
      Rule("notice-without-length") { record in
        (record["notice"]?.items ?? []).enumerated().compactMap { index, notice in
          guard notice["days"] == nil, notice["releases"] == nil,
            notice["stability"]?.text != "alpha"
          else { return nil }
          return .init(
            FieldPath("notice").appending(index), "the notice has neither `days` nor `releases`",
            help: "add at least one of them")
        }
      }
    ])
}
