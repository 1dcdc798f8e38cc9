/// The three values that cut sorted numbers into quarters, interpolated as R's type 7 does.
public struct Quartiles: Sendable, Hashable {
  /// A quarter of the numbers lie below it.
  public let lower: Double
  /// Half of the numbers lie below it.
  public let median: Double
  /// Three quarters of the numbers lie below it.
  public let upper: Double

  /// Makes them from numbers in any order; `nil` for none, or when one is not a number.
  public init?(_ values: [Double]) {
    guard !values.isEmpty, !values.contains(where: \.isNaN) else { return nil }
    let sorted = values.sorted()
    lower = Self.quantile(0.25, of: sorted)
    median = Self.quantile(0.5, of: sorted)
    upper = Self.quantile(0.75, of: sorted)
  }

  /// The distance between the outer two.
  public var range: Double { upper - lower }

  /// The value at `p` (0 to 1) of sorted numbers, of which there is at least one.
  private static func quantile(_ p: Double, of sorted: [Double]) -> Double {
    let place = p * Double(sorted.count - 1)
    let index = Int(place)
    let share = place - Double(index)
    if share == 0 { return sorted[index] }
    return sorted[index] + share * (sorted[index + 1] - sorted[index])
  }
}

/// The middle value of numbers.
public enum Median {
  /// The median of numbers in any order, the mean of the middle two for an even count; `nil` for
  /// none, or when one is not a number.
  public static func of(_ values: [Double]) -> Double? { Quartiles(values)?.median }
}
