import Primitives

/// A kind of measured fact that is never revised: the same row read twice is one observation.
public struct ObservationKind: Sendable {
  /// The name in files and tables, singular.
  public let name: String
  /// The name in headings.
  public let title: String
  /// One sentence: what one observation says.
  public let meaning: String
  /// Its fields, in the order of files and columns.
  public let fields: [Field]

  /// Makes a kind; see the properties.
  public init(_ name: String, title: String, _ meaning: String, fields: [Field]) {
    self.name = name
    self.title = title
    self.meaning = meaning
    self.fields = fields
  }
}

/// Every kind of observation.
public enum ObservationCatalog {
  /// The kinds; add a new one here and its table in `Ledger`.
  public static let all: [ObservationKind] = [.compatibility, .benchmark, .usage]

  /// The kind with this name; `nil` if there is none.
  public static func kind(_ name: String) -> ObservationKind? { all.first { $0.name == name } }
}

/// One measured fact.
public struct Observation: Sendable, Hashable {
  /// The name of its kind.
  public let kind: String
  /// The fields in the order of the schema, defaults filled in.
  public let fields: Object
  /// The digest of its canonical JSON: what makes it the same observation.
  public let digest: Digest

  /// Makes an observation from fields that were checked against its kind.
  public init(kind: String, fields: Object) {
    self.kind = kind
    self.fields = fields
    digest = Digest(of: JSONText.canonical(["kind": .string(kind), "fields": .object(fields)]))
  }

  /// Takes an observation back from where it was kept together with its digest.
  public init(kind: String, fields: Object, digest: Digest) {
    self.kind = kind
    self.fields = fields
    self.digest = digest
  }

  /// The value of a field; `nil` if it is absent.
  public subscript(name: String) -> Value? { fields[name] }
}

extension ObservationKind {
  private static let versioned: FieldType = .object([
    .required("component", .reference("component"), "Which component.", example: "django"),
    .required("version", .version, "Which version.", example: "5.2"),
  ])

  /// Whether two versions work together.
  static let compatibility = ObservationKind(
    "compatibility", title: "Compatibility results",
    "Whether a version of one component works with a version of another.",
    fields: [
      .required("subject", versioned, "What was tested."),
      .required("counterpart", versioned, "Against what."),
      .defaulted("suite", .text, to: "default", "Which tests."),
      .defaulted("environment", .text, to: "default", "Where they ran."),
      .required(
        "outcome", .choice(["pass", "fail", "error", "skip", "unknown", "partial"]),
        "What came out."),
      .defaulted(
        "basis",
        .choice([
          .init("declared", "somebody says so"), .init("tested", "a suite ran"),
          .init("observed", "seen in use"),
        ]), to: "tested", "How it is known."),
      .optional(
        "counts",
        .object([
          .optional("tests", .int, "All cases."), .optional("passed", .int, "Passed."),
          .optional("failures", .int, "Failed."), .optional("errors", .int, "Broke off."),
          .optional("skipped", .int, "Not run."),
        ]), "How many cases."),
      .optional("durationSeconds", .number, "How long the suite ran, in seconds."),
      .required("ranAt", .instant, "When."),
      .optional("runID", .text, "The run's name."),
      .optional("sourceURL", .url, "Where the report is."),
      .optional("sourceFile", .text, "The report's file name."),
      .optional("sourceDigest", .text, "The report's digest."),
      .optional("message", .text, "The most common failure."),
      .optional("notes", .markdown, "What to know about it."),
    ])

  /// One benchmark run.
  static let benchmark = ObservationKind(
    "benchmark", title: "Benchmark runs", "The raw values of one independent run of a benchmark.",
    fields: [
      .required("component", .reference("component"), "Whose speed."),
      .required("version", .version, "Of which version."),
      .required("suite", .text, "Which benchmark."),
      .required("metric", .text, "What was measured.", example: "time"),
      .required("unit", .text, "The unit of the values.", example: "second"),
      .defaulted("better", .choice(["lower", "higher"]), to: "lower", "Which direction is good."),
      .required("environment", .text, "The fingerprint of the machine and set-up."),
      .required("runID", .text, "Which run."),
      .required("values", .list(.number, minimum: 1), "The values of the run."),
      .optional("warmups", .list(.number), "Values that do not count."),
      .required("ranAt", .instant, "When."),
    ])

  /// How much something is used.
  static let usage = ObservationKind(
    "usage", title: "Usage counts", "How much a consumer uses something that is to go.",
    fields: [
      .required("deprecation", .reference("deprecation"), "What is used."),
      .required("consumer", .text, "Who uses it."),
      .optional("owner", .reference("team"), "Who can change that."),
      .required("count", .int, "How often."),
      .required("method", .text, "How it was counted; counts of different methods don't compare."),
      .required("measuredAt", .instant, "When."),
      .optional("sourceURL", .url, "Where the count is."),
    ])
}
