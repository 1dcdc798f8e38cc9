import Primitives

extension Kind {
  /// A service, library, runtime, datastore or client that has versions.
  static let component = Kind(
    "component", title: "Component", plural: "Components",
    "Something that has versions: a service, library, runtime, datastore or client.",
    statuses: [.init("active", "in use"), .init("archived", "kept for its history")],
    body: "description",
    fields: [
      .required(
        "type",
        .choice(["service", "library", "runtime", "datastore", "client", "website", "resource"]),
        "What it is.", example: "library"),
      .defaulted(
        "lifecycle", .choice(["experimental", "production", "deprecated", "retired"]),
        to: "production", "How far it may be relied on."),
      .defaulted(
        "versionScheme",
        .choice([
          .init("semver", "Semantic Versioning 2.0.0"), .init("pep440", "Python's versions"),
          .init("calver", "dates"), .init("generic", "numbers and words, compared part by part"),
        ]), to: "semver", "How its versions are ordered."),
      .optional(
        "versionCommand", .code, "How to learn which version runs.",
        example: "python -c 'import django; print(django.get_version())'"),
      .optional("description", .markdown, "What it does."),
      .optional("system", .text, "The larger whole that it is part of."),
      .optional("purl", .text, "Its package URL.", example: "pkg:pypi/django"),
      .optional(
        "identifiers",
        .list(
          .object([
            .required("type", .text, "Such as cpe or repology."),
            .required("value", .text, "The identifier."),
          ])), "Its names in other catalogues."),
      .optional("dependsOn", .list(.reference("component")), "What it can't work without."),
      .optional("interfaces", .list(.object(interface)), "What others rely on."),
      .optional(
        "consumes",
        .list(
          .object([
            .required("component", .reference("component"), "Whose interface it uses."),
            .optional("interface", .text, "Which of its interfaces."),
            .optional("pin", .version, "The version that it asks for."),
          ])), "Whose interfaces it uses."),
      .optional("cycles", .list(.object(cycle)), "Its support cycles, newest first."),
      .optional(
        "policies",
        .object([
          .optional("release", .url, "When releases come."),
          .optional("deprecation", .reference("policy"), "What notice it promises."),
          .optional("skew", .url, "Which versions work side by side."),
        ]), "What it promises."),
      .optional("tier", .text, "How much depends on it."),
      .optional("sla", .text, "The promised availability."),
      .optional("dashboards", .list(.url), "Where its state can be seen."),
      .optional("runbooks", .list(.url), "Runbooks kept elsewhere."),
    ],
    rules: [cyclesInOrder])

  private static let interface: [Field] = [
    .required("name", .slug, "Stable name of the interface."),
    .required(
      "kind",
      .choice(["http", "grpc", "event", "cli", "config", "file", "db-schema", "library"]),
      "What sort of interface."),
    .defaulted(
      "stability", .choice(["alpha", "beta", "stable"]), to: "stable", "How stable it is."),
    .optional("element", .text, "The part of it that is meant."),
    .optional(
      "contract",
      .object([
        .required(
          "format", .choice(["openapi", "proto", "asyncapi", "json-schema", "sql", "prose"]),
          "The language of the contract."),
        .optional("url", .url, "Where it is."),
        .optional("digest", .text, "Its digest."),
      ]), "Where the promise is written."),
    .optional(
      "versions",
      .list(
        .object([
          .required("version", .version, "The interface's own version."),
          .optional("introducedIn", .version, "First served in."),
          .optional("deprecatedIn", .version, "Deprecated in."),
          .optional("removedIn", .version, "No longer served in."),
          .optional("preferred", .bool, "Whether new users should take it."),
        ])), "Its versions."),
  ]

  private static let cycle: [Field] = [
    .required("name", .version, "The cycle, such as 5.2.", example: "5.2"),
    .optional("label", .text, "What people call it."),
    .optional("codename", .text, "Its code name."),
    .optional("released", .date, "First release.", example: "2025-04-02"),
    .optional("lts", .bool, "Whether it has long-term support."),
    .optional("ltsFrom", .date, "From when it has long-term support."),
    .optional("eoas", .date, "End of active support."),
    .optional("eol", .date, "End of life: no security fixes after it.", example: "2028-04-30"),
    .optional(
      "eolState",
      .choice([
        .init("known", "eol is the day"), .init("never", "none is planned"),
        .init("unknown", "nobody said"),
      ]), "Whether the end of life is known."),
    .optional("eoes", .date, "End of extended support."),
    .optional("confidence", Shared.confidence, "How sure the dates ahead are."),
    .optional("discontinued", .date, "No longer available."),
    .optional("latest", .version, "The newest release of the cycle."),
    .optional("latestReleased", .date, "When that came out."),
    .optional(
      "supports",
      .list(
        .object([
          .required("component", .reference("component"), "The counterpart.", example: "python"),
          .required("range", .range, "Its supported versions.", example: ">=3.10,<3.15"),
        ])), "Which versions of others it declares to work with."),
  ]

  private static let cyclesInOrder = Rule("cycle-dates-contradict") { record in
    (record["cycles"]?.items ?? []).enumerated().flatMap { index, cycle -> [Rule.Finding] in
      let path = FieldPath("cycles").appending(index)
      return ["eoas", "eol", "eoes"].compactMap { name in
        guard let released = cycle["released"]?.text.flatMap(PartialDate.init),
          let end = cycle[name]?.text.flatMap(PartialDate.init), end.last < released.first
        else { return nil }
        return Rule.Finding(
          path.appending(name),
          "`\(name)` \(end) lies before the release of the cycle on \(released)",
          help: "check both dates; support can't end before it began")
      }
    }
  }
}
