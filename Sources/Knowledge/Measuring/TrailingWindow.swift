import Primitives

/// The days up to a day within which events count: half-open, in UTC.
struct TrailingWindow: Sendable {
  /// How many days it reaches back, the last one included.
  static let days = 365

  let start: Instant
  let end: Instant

  /// The window whose last day is this one.
  init(upTo day: CalendarDate) {
    start = Instant(startOf: day.adding(days: 1 - Self.days))
    end = Instant(startOf: day.adding(days: 1))
  }

  /// Whether an instant lies in [start, end).
  func contains(_ instant: Instant) -> Bool { start <= instant && instant < end }

  /// The window in words, as results print it.
  var text: String { "counted: from \(start.day) until before \(end.day), UTC" }
}
