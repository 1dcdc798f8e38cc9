import Primitives
import Records

extension MetricResult.Measure {
  /// The share of rows that count; rows that don't say are left out.
  static func share(of rows: [MetricResult.Row]) -> MetricResult.Measure {
    let judged = rows.compactMap(\.counts)
    return .proportion(Proportion(judged.count { $0 }, of: judged.count))
  }

  /// Median and quartiles of whole numbers.
  static func spread(_ values: [Int], open: Int = 0, unit: String) -> MetricResult.Measure {
    .distribution(Quartiles(values.map(Double.init)), n: values.count, open: open, unit: unit)
  }
}

extension MetricResult {
  /// Parts from rows grouped by label, ordered by label, each the share of its rows that count.
  static func shares(_ rows: [(label: String, row: Row)]) -> [Part] {
    let groups = Dictionary(grouping: rows, by: \.label)
    return groups.keys.sorted().map { label in
      let rows = (groups[label] ?? []).map(\.row)
      return Part(label, .share(of: rows), rows: rows)
    }
  }

  /// A total over parts that must not be blended: none, or "no data" where there are no parts.
  static func unblended(_ parts: [Part]) -> Measure? {
    parts.isEmpty ? .proportion(Proportion(0, of: 0)) : nil
  }
}
