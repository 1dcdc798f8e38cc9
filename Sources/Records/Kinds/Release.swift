extension Kind {
  /// A version of a component that was or will be released.
  static let release = Kind(
    "release", title: "Release", plural: "Releases", "A version of a component.",
    statuses: [
      .init("released", "out"), .init("planned", "to come"),
      .init("yanked", "withdrawn: nobody should take it"),
      .init("superseded", "replaced at once by another"),
    ],
    body: "notes",
    expected: ["date"],
    fields: [
      .required("component", .reference("component"), "Whose release.", example: "django"),
      .required("version", .version, "The version.", example: "5.2"),
      .optional("date", .date, "When it came out, or is to.", example: "2025-04-02"),
      .optional("confidence", Shared.confidence, "How sure the date is."),
      .defaulted(
        "channel", .choice(["stable", "beta", "nightly", "lts", "preview"]), to: "stable",
        "For whom it is."),
      .optional("highlights", .list(.markdown), "What it is remembered for."),
      .optional("notes", .markdown, "What a reader should know first."),
      .optional("upgradeNotes", .markdown, "What to mind when moving to it."),
      .optional(
        "yanked",
        .object([
          .required("reason", .text, "Why it was withdrawn."), .optional("on", .date, "When."),
          .optional("instead", .version, "What to take instead."),
        ]), "Why nobody should take it."),
      .optional(
        "lockfile",
        .object([
          .required("format", .text, "Such as requirements.txt or uv.lock."),
          .optional("digest", .text, "Its digest."),
          .optional("pins", .map, "Package to exact version."),
        ]), "What it was built and tested with."),
    ],
    rules: [
      Rule("released-without-date") { record in
        guard record["status"]?.text == "released", record["date"] == nil else { return [] }
        return [
          .init(
            "version", "the release is `released` but has no `date`",
            help: "add `date:`, or `status: planned` while it is to come")
        ]
      },
      Rule("yanked-without-reason") { record in
        guard record["status"]?.text == "yanked", record["yanked"] == nil else { return [] }
        return [
          .init(
            "status", "the release is `yanked` but does not say why",
            help: "add `yanked: {reason: …, instead: …}`")
        ]
      },
    ])
}
