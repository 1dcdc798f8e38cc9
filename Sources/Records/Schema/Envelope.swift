import Primitives

/// The fields that every record has, whatever its kind.
public enum Envelope {
  /// The envelope's fields, with the words that a kind's `status` may hold.
  public static func fields(statuses: [FieldType.Choice]) -> [Field] {
    [
      .required(
        "id", .slug, "Unique within the kind, never reused; the file's name when left out.",
        example: "example"),
      .required("title", .text, "What people call it, in one line."),
      .optional("summary", .markdown, "What it is about, in a sentence or two."),
      .optional(
        "owner", .reference("team"), "The one team that answers for it.", example: "platform"),
      .defaulted(
        "status", .choice(statuses), to: .string(statuses.first?.word ?? ""),
        "Where it stands."),
      .optional("tags", .list(.text), "Words to find it by."),
      .optional(
        "links",
        .list(
          .object([
            .required("url", .url, "Where it leads.", example: "https://example.org/"),
            .optional("title", .text, "What is there."),
            .optional("rel", .text, "How it relates, such as `ticket` or `docs`."),
          ])), "Where more can be read."),
      .optional("aliases", .list(.text), "Its names elsewhere: a CVE, a ticket, an earlier id."),
      .defaulted(
        "visibility",
        .choice([
          .init("public", "may be published"),
          .init("internal", "never reaches any artifact of a public build"),
        ]), to: "public", "Who may read it."),
      .optional("source", .object(source), "Where the facts come from."),
      .optional(
        "illustration", .markdown,
        "What in this record was made up to show how it is used, as against cited facts."),
    ]
  }

  private static let source: [Field] = [
    .required("name", .text, "The project, paper or person."),
    .optional("url", .url, "Where it can be read."),
    .optional("path", .text, "The file within the source."),
    .optional("commit", .text, "The revision that was read."),
    .optional("retrievedAt", .date, "When it was read."),
    .optional("licence", .text, "The SPDX id of its licence."),
    .optional("digest", .text, "The digest of what was read."),
    .optional("note", .markdown, "What was changed or left out."),
  ]
}

/// Objects that several kinds share.
enum Shared {
  /// How sure a date is, beside how exactly it is given: `2027`, `2027-Q1`, `2027-03`.
  static let confidence: FieldType = .choice([
    .init("actual", "it happened then"), .init("planned", "it was announced for then"),
    .init("estimated", "it is expected then"),
  ])

  /// A point in a thing's life, by version, by date or both.
  static let moment: FieldType = .object([
    .optional("version", .version, "The version with which it happens.", example: "5.2"),
    .optional("on", .date, "The day on which it happens.", example: "2025-04-02"),
    .optional("confidence", confidence, "How sure the date is."),
    .optional("note", .text, "Anything a reader must know about it."),
  ])

  /// A measurement with the bound that it must keep.
  static let check: [Field] = [
    .required("key", .slug, "Stable name of the check.", example: "error-rate"),
    .required("title", .text, "What is measured.", example: "5xx responses"),
    .optional("metric", .text, "The metric's name.", example: "http_5xx_ratio"),
    .optional("query", .code, "The exact query or command that measures it."),
    .optional("unit", .text, "The unit of the value.", example: "%"),
    .optional(
      "op",
      .choice([
        .init("lte", "at most"), .init("gte", "at least"), .init("lt", "below"),
        .init("gt", "above"), .init("eq", "exactly"),
      ]), "How the value is compared (OpenSLO).", example: "lte"),
    .optional("value", .number, "The threshold.", example: 1),
    .optional("interval", .duration, "How often it is measured.", example: "PT1M"),
    .optional("count", .int, "How many measurements are taken.", example: 10),
    .optional(
      "failureLimit", .int, "After how many failed measurements it counts as failed.", example: 2),
    .optional("inconclusiveLimit", .int, "How many inconclusive measurements are borne."),
    .optional(
      "baseline", .choice(["absolute", "previous-release", "canary-vs-stable"]),
      "What the value is compared with."),
    .optional(
      "onFailure",
      .choice([
        .init("rollback", "go back at once"), .init("hold", "stop here and decide"),
        .init("continue", "note it and go on"),
      ]), "What a failed check leads to."),
  ]

  /// A pointer to something outside: an issue, a change, an advisory.
  static let reference: FieldType = .object([
    .required(
      "type",
      .choice([
        "issue", "pull-request", "commit", "advisory", "cve", "docs", "discussion", "article",
        "other",
      ]), "What it points at.", example: "issue"),
    .optional("id", .text, "Its number or name.", example: "#1234"),
    .optional("url", .url, "Its address."),
  ])
}
