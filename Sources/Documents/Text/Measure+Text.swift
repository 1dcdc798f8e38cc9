import Knowledge

extension MetricResult.Measure {
  /// The number in words, never without what it rests on: `5/12 (19–68 %)`,
  /// `median 3 days, middle half 1 to 5, n = 7, 2 still open`, or `no data`.
  public var text: String {
    switch self {
    case .proportion(let proportion): proportion.text
    case .count(let count, let unit): "\(count) \(Self.word(unit, for: Double(count)))"
    case .distribution(let quartiles, let n, let open, let unit):
      if let quartiles {
        "median \(Self.number(quartiles.median)) \(Self.word(unit, for: quartiles.median)), "
          + "middle half \(Self.number(quartiles.lower)) to \(Self.number(quartiles.upper)), n = \(n)"
          + (open > 0 ? ", \(open) still open" : "")
      } else {
        open > 0 ? "no data, \(open) still open" : "no data"
      }
    }
  }

  /// The unit, a plural, as one says it of so many: `1 day`, `2 days`.
  private static func word(_ unit: String, for count: Double) -> String {
    count == 1 && unit.hasSuffix("s") ? String(unit.dropLast()) : unit
  }

  private static func number(_ value: Double) -> String {
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded() ? String(Int(tenths)) : "\(tenths)"
  }
}
