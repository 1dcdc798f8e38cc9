/// `k` of `n`, with the interval that says how little a small sample proves.
///
/// Source: Wilson's score interval at 95 %, z = 1.959964.
public struct Proportion: Sendable, Hashable {
  /// How many of `n`; 0 to `n`.
  public let k: Int
  /// How many in all; 0 is "no data".
  public let n: Int

  /// Makes a proportion; the promise of the caller is 0 ≤ k ≤ n.
  public init(_ k: Int, of n: Int) {
    precondition(k >= 0 && k <= n, "a proportion needs 0 ≤ k ≤ n")
    self.k = k
    self.n = n
  }

  /// `k / n` from 0 to 1; `nil` without data.
  public var value: Double? { n == 0 ? nil : Double(k) / Double(n) }

  /// Wilson's 95 % interval, within 0 to 1; `nil` without data.
  public var interval: ClosedRange<Double>? {
    guard let p = value else { return nil }
    let (z, n) = (1.959964, Double(n))
    let scale = 1 + z * z / n
    let centre = (p + z * z / (2 * n)) / scale
    let half = z / scale * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    // At the ends the formula is exactly 0 or 1, but for rounding.
    let lower = k == 0 ? 0 : max(0, centre - half)
    let upper = k == self.n ? 1 : min(1, centre + half)
    return lower...upper
  }

  /// Whether there is too little to colour or rank by: fewer than five.
  public var isSmall: Bool { n < 5 }

  /// `9/10 (60–98 %)`, or `no data`.
  public var text: String {
    guard let interval else { return "no data" }
    let lower = Int((interval.lowerBound * 100).rounded())
    let upper = Int((interval.upperBound * 100).rounded())
    return "\(k)/\(n) (\(lower)–\(upper) %)"
  }
}
