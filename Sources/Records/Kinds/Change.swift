extension Kind {
  /// One entry of release notes.
  static let change = Kind(
    "change", title: "Change", plural: "Changes", "One entry of release notes.",
    statuses: [
      .init("done", "in the release"), .init("reverted", "taken back before the release"),
      .init("draft", "not to be shown yet"),
    ],
    body: "details",
    fields: [
      .required("component", .reference("component"), "What changed.", example: "django"),
      .optional(
        "release", .version, "The version it came with; unreleased when absent.", example: "5.2"),
      .required(
        "type",
        .choice([
          .init("added", "new"), .init("changed", "works differently"),
          .init("deprecated", "will go"), .init("removed", "is gone"),
          .init("fixed", "was wrong"), .init("security", "closes a hole"),
        ]), "Keep a Changelog's type.", example: "changed"),
      .defaulted("breaking", .bool, to: false, "Whether working set-ups may stop working."),
      .optional(
        "audience", .list(.choice(["operator", "developer", "stakeholder"])),
        "Who should read it; everybody when absent."),
      .optional("details", .markdown, "What changes, beyond the title."),
      .optional("area", .text, "The part of the component."),
      .optional("affects", .list(.text), "Interfaces, settings or elements that it touches."),
      .optional("affected", .markdown, "Who is affected: a condition that a reader can check."),
      .optional("action", .markdown, "What to do."),
      .optional("noAction", .text, "Why nothing need be done."),
      .optional(
        "when", .choice(["before", "during", "after"]), "When to do it, seen from the upgrade."),
      .optional("commands", .list(.code), "The exact commands."),
      .optional("before", .code, "How it was written."),
      .optional("after", .code, "How it is written now."),
      .optional("language", .text, "The language of before and after.", example: "python"),
      .optional("verify", .markdown, "How to check that it worked."),
      .optional("rollback", .markdown, "How to go back."),
      .optional("deadline", Shared.moment, "By when it must be done."),
      .optional(
        "impact", .choice(["critical", "high", "medium", "low"]), "How bad it is to miss it."),
      .optional("scope", .text, "How much it touches: instance, group, project."),
      .optional("role", .text, "Who can do it."),
      .optional("deprecation", .reference("deprecation"), "The deprecation that it belongs to."),
      .optional(
        "security",
        .object([
          .optional("cve", .list(.text), "CVE ids."),
          .optional("score", .number, "CVSS base score."),
          .optional("vector", .text, "CVSS vector."),
          .optional("affected", .range, "Affected versions."),
          .optional("fixedIn", .list(.version), "Versions with the fix."),
        ]), "The hole that it closes."),
      .optional("references", .list(Shared.reference), "Issues, changes, advisories."),
      .optional("contributors", .list(.text), "Who made it."),
      .optional("backports", .list(.version), "Other versions that carry it."),
      .optional("supersedes", .list(.reference("change")), "Entries that it replaces."),
      .optional("reverts", .reference("change"), "The entry that it takes back."),
      .optional("weight", .int, "Order within its section; smaller comes first."),
    ],
    rules: [
      Rule("action-and-no-action") { record in
        guard record["action"] != nil, record["noAction"] != nil else { return [] }
        return [
          .init(
            "noAction", "the change has both `action` and `noAction`",
            help: "keep the one that is true")
        ]
      }
    ])
}
