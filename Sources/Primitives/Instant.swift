/// A point in time, in whole milliseconds of UTC since 1970-01-01, leap seconds left out.
public struct Instant: Sendable, Hashable, Comparable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int

  /// Makes an instant from milliseconds since 1970-01-01T00:00:00Z.
  public init(milliseconds: Int) { self.milliseconds = milliseconds }

  /// Midnight UTC at the start of a day.
  public init(startOf day: CalendarDate) { milliseconds = day.daysSinceEpoch * 86_400_000 }

  /// The last millisecond of a day in UTC.
  public init(endOf day: CalendarDate) {
    milliseconds = (day.daysSinceEpoch + 1) * 86_400_000 - 1
  }

  /// Reads an RFC 3339 date and time, `2024-11-14T09:30:00Z` or with an offset such as `+02:00`.
  ///
  /// Seconds may be left out, fractions are cut to milliseconds. `nil` for anything else,
  /// also for a time without an offset: it would mean another instant to every reader.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 17, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
      bytes[13] == UInt8(ascii: ":"),
      let day = CalendarDate(String(decoding: bytes[0..<10], as: UTF8.self)),
      let hour = Digits.value(bytes[11..<13]), let minute = Digits.value(bytes[14..<16]),
      hour < 24, minute < 60
    else { return nil }
    var index = 16
    var seconds = 0
    var fraction = 0
    if bytes[index] == UInt8(ascii: ":") {
      guard bytes.count >= 20, let value = Digits.value(bytes[17..<19]), value < 60 else {
        return nil
      }
      seconds = value
      index = 19
      if bytes[index] == UInt8(ascii: ".") {
        var scale = 100
        index += 1
        let start = index
        while index < bytes.count, (48...57).contains(bytes[index]) {
          fraction += Int(bytes[index] - 48) * scale
          scale /= 10
          index += 1
        }
        guard index > start else { return nil }
      }
    }
    guard index < bytes.count, let offset = Self.offsetMinutes(bytes[index...]) else { return nil }
    let total = (day.daysSinceEpoch * 1440 + hour * 60 + minute - offset) * 60 + seconds
    milliseconds = total * 1000 + fraction
  }

  private static func offsetMinutes(_ bytes: ArraySlice<UInt8>) -> Int? {
    let bytes = Array(bytes)
    if bytes == [UInt8(ascii: "Z")] { return 0 }
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
      bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
      let hours = Digits.value(bytes[1..<3]), let minutes = Digits.value(bytes[4..<6]),
      hours < 24, minutes < 60
    else { return nil }
    return (hours * 60 + minutes) * (bytes[0] == UInt8(ascii: "-") ? -1 : 1)
  }

  /// The day in UTC.
  public var day: CalendarDate {
    CalendarDate(daysSinceEpoch: Int((Double(milliseconds) / 86_400_000).rounded(.down)))
  }

  /// Time from this instant to another; negative when the other is earlier.
  public func span(to other: Instant) -> Span {
    Span(seconds: (other.milliseconds - milliseconds) / 1000)
  }

  /// Whether the left one comes first.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension Instant: CustomStringConvertible {
  /// `2024-11-14T09:30:00Z`, with `.mmm` before the `Z` when there are milliseconds.
  public var description: String {
    let day = self.day
    let rest = milliseconds - day.daysSinceEpoch * 86_400_000
    let (hours, minutes, seconds) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60)
    let clock = [hours, minutes, seconds].map { Digits.padded($0, 2) }.joined(separator: ":")
    let fraction = rest % 1000 == 0 ? "" : "." + Digits.padded(rest % 1000, 3)
    return "\(day)T\(clock)\(fraction)Z"
  }
}
