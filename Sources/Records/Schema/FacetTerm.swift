import Primitives

/// A comparison of one facet: part of a condition that an index can answer.
public struct FacetTerm: Sendable, Hashable {
  /// How a facet is compared; ranges are of numbers.
  public enum Comparison: String, Sendable, Hashable, CaseIterable {
    case equal = "="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
  }

  /// The dotted path of the facet.
  public let name: String
  /// How it is compared.
  public let comparison: Comparison
  /// The values of which one must fulfil it: texts, or numbers.
  public let values: [Value]

  /// Makes a term.
  public init(_ name: String, _ comparison: Comparison, _ values: [Value]) {
    self.name = name
    self.comparison = comparison
    self.values = values
  }
}
