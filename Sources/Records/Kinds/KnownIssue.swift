extension Kind {
  /// Something that is wrong in some versions.
  static let knownIssue = Kind(
    "known-issue", title: "Known issue", plural: "Known issues",
    "Something that is wrong in some versions.",
    statuses: [
      .init("affected", "it is there"), .init("under-investigation", "nobody knows yet"),
      .init("fixed", "a release mends it"), .init("not-affected", "it turned out to be no problem"),
    ],
    body: "details",
    fields: [
      .required("component", .reference("component"), "What is affected."),
      .required("symptom", .markdown, "What a user sees."),
      .optional("details", .markdown, "What is behind it."),
      .required(
        "affected",
        .list(
          .object([
            .optional(
              "introduced", .version, "First version with it; 0 for always.", example: "14.0"),
            .optional("fixed", .version, "First version without it."),
            .optional("lastAffected", .version, "Last version with it."),
          ]), minimum: 1), "Affected ranges, as OSV events."),
      .optional(
        "counterpart",
        .object([
          .required("component", .reference("component"), "With what."),
          .optional("range", .range, "With which versions."),
        ]), "What it takes besides."),
      .optional("detection", .markdown, "How to tell."),
      .optional("detectionCommand", .code, "The command that tells."),
      .optional("workaround", .markdown, "How to live with it."),
      .optional("workaroundCommand", .code, "The exact command."),
      .optional("workaroundRisk", .text, "What the workaround costs."),
      .optional("cleanup", .markdown, "What to take back once it is fixed."),
      .optional("fixedIn", .list(.version), "Versions with the fix."),
      .optional("severity", .choice(["critical", "high", "medium", "low"]), "How bad it is."),
      .optional("opened", .date, "Since when it is known."),
      .optional("closed", .date, "When it was over."),
      .optional("change", .reference("change"), "The change that brought it."),
      .optional("references", .list(Shared.reference), "Where it is tracked."),
    ],
    rules: [
      Rule("range-without-event") { record in
        (record["affected"]?.items ?? []).enumerated().compactMap { index, range in
          guard range.object?.isEmpty ?? false else { return nil }
          return .init(
            FieldPath("affected").appending(index), "the range names no version",
            help: "add `introduced:`, `fixed:` or `lastAffected:`")
        }
      }
    ])
}
