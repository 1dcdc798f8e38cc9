import Primitives
import Records

/// A number about how things go: a pure function of what was known on a day.
///
/// One value a file, listed in `MetricCatalog`. House rules: reference/domain.md §4.
public struct Metric: Sendable {
  /// The id of reference/domain.md §4, such as `C1`.
  public let id: String
  /// The name in addresses, such as `matrix-pass-rate`.
  public let name: String
  /// The name in headings.
  public let title: String
  /// One sentence: numerator, denominator, what is left out.
  public let definition: String
  /// The standard, paper or page that the formula comes from.
  public let source: String
  /// What the parts of the breakdown are: `component`, `pair`, `policy`.
  public let breakdown: String
  /// Computes it.
  public let compute: @Sendable (Graph) -> MetricResult

  /// Makes a metric; see the properties.
  public init(
    _ id: String, _ name: String, title: String, definition: String, source: String,
    breakdown: String = "component",
    compute: @escaping @Sendable (Graph) -> MetricResult
  ) {
    self.id = id
    self.name = name
    self.title = title
    self.definition = definition
    self.source = source
    self.breakdown = breakdown
    self.compute = compute
  }
}

/// What a metric came to, with the rows that it was computed from.
public struct MetricResult: Sendable {
  /// A number of one of the allowed forms: never a bare percentage or mean.
  public enum Measure: Sendable, Hashable {
    /// k of n with its Wilson interval; n = 0 prints as "no data".
    case proportion(Proportion)
    /// Median and quartiles of a sample, and how many are still open.
    case distribution(Quartiles?, n: Int, open: Int, unit: String)
    case count(Int, unit: String)
  }

  /// One part: a component, a pair or a policy.
  public struct Part: Sendable {
    /// What the part is about, unique in its result.
    public let label: String
    /// What it came to.
    public let measure: Measure
    /// What it was computed from; each names its record or observation.
    public let rows: [Row]

    /// Makes a part.
    public init(_ label: String, _ measure: Measure, rows: [Row]) {
      self.label = label
      self.measure = measure
      self.rows = rows
    }
  }

  /// One fact behind a number.
  public struct Row: Sendable, Hashable {
    /// The fact, in one line.
    public let text: String
    /// Whether it counts for the numerator; `nil` where the number is no proportion.
    public let counts: Bool?
    /// The record that it comes from.
    public let record: RecordID?

    /// Makes a row.
    public init(_ text: String, counts: Bool? = nil, record: RecordID? = nil) {
      self.text = text
      self.counts = counts
      self.record = record
    }
  }

  /// Over everything; `nil` where blending would mislead.
  public let total: Measure?
  /// The breakdown, ordered by label but for lines of another sort at the end.
  public let parts: [Part]
  /// What was left out and how often: "3 results without a conclusion".
  public let excluded: [String]

  /// Makes a result.
  public init(total: Measure?, parts: [Part], excluded: [String] = []) {
    self.total = total
    self.parts = parts
    self.excluded = excluded
  }
}
