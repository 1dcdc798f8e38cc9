/// A date that is known to the day, the month, the quarter or the year.
///
/// Written `2024-11-14`, `2024-11`, `2024-Q4` or `2024`. It stands for a range of days; both ends are
/// given, because "removed in 2026" is early for whoever depends on it and late for whoever promised.
public struct PartialDate: Sendable, Hashable {
  /// How exactly the date is known.
  public enum Precision: String, Sendable, Hashable, CaseIterable {
    case day
    case month
    case quarter
    case year
  }

  /// The first day that it can be.
  public let first: CalendarDate
  /// The last day that it can be; the same as `first` when the day is known.
  public let last: CalendarDate
  /// How exactly the date was written.
  public let precision: Precision

  /// Reads one of the four forms; `nil` for anything else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    if let day = CalendarDate(text) {
      (first, last, precision) = (day, day, .day)
      return
    }
    guard bytes.count >= 4, let year = Digits.value(bytes[0..<4]) else { return nil }
    let months: ClosedRange<Int>
    switch bytes.count {
    case 4:
      (months, precision) = (1...12, .year)
    case 7 where bytes[4] == 45 && bytes[5] == UInt8(ascii: "Q"):
      guard let quarter = Digits.value(bytes[6...]), (1...4).contains(quarter) else { return nil }
      (months, precision) = (quarter * 3 - 2...quarter * 3, .quarter)
    case 7 where bytes[4] == 45:
      guard let month = Digits.value(bytes[5...]), (1...12).contains(month) else { return nil }
      (months, precision) = (month...month, .month)
    default:
      return nil
    }
    let lastDay = CalendarDate.days(inMonth: months.upperBound, of: year)
    guard let first = CalendarDate(year: year, month: months.lowerBound, day: 1),
      let last = CalendarDate(year: year, month: months.upperBound, day: lastDay)
    else { return nil }
    (self.first, self.last) = (first, last)
  }

  /// Makes a date that is known to the day.
  public init(_ day: CalendarDate) {
    (first, last, precision) = (day, day, .day)
  }
}

extension PartialDate: CustomStringConvertible {
  /// The form that reads back to the same date.
  public var description: String {
    let year = Digits.padded(first.year, 4)
    return switch precision {
    case .day: first.description
    case .month: "\(year)-\(Digits.padded(first.month, 2))"
    case .quarter: "\(year)-Q\((first.month + 2) / 3)"
    case .year: year
    }
  }
}
