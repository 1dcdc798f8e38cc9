/// A length of time in whole seconds: a timeout, a downtime, a period of notice.
///
/// Reads ISO 8601 durations of weeks, days, hours, minutes and seconds (`P180D`, `PT1H30M`) and the
/// shorthand of OpenSLO for the same units (`15m`, `2h`, `180d`, `1h30m`). Months and years are
/// refused: they are no length until a calendar says from which day.
public struct Span: Sendable, Hashable, Comparable {
  /// The length in seconds.
  public let seconds: Int

  /// Makes a span from seconds.
  public init(seconds: Int) { self.seconds = seconds }

  /// Reads either form; `nil` for anything else or for more than ten thousand years.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    let isISO = bytes.first == UInt8(ascii: "P")
    var (total, index, isTime, lastRank) = (0, isISO ? 1 : 0, !isISO, 9)
    guard bytes.count > index else { return nil }
    while index < bytes.count {
      if isISO, bytes[index] == UInt8(ascii: "T"), !isTime, index + 1 < bytes.count {
        isTime = true
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, (48...57).contains(bytes[index]) { index += 1 }
      guard index < bytes.count, index - start <= 9,
        let amount = Digits.value(bytes[start..<index]),
        let (unit, rank) = Self.unit(bytes[index], isISO: isISO, isTime: isTime), rank < lastRank
      else { return nil }
      total += amount * unit
      lastRank = rank
      index += 1
    }
    guard total <= 315_360_000_000 else { return nil }
    seconds = total
  }

  private static func unit(_ byte: UInt8, isISO: Bool, isTime: Bool) -> (Int, Int)? {
    switch (byte, isISO, isTime) {
    case (UInt8(ascii: "W"), true, false), (UInt8(ascii: "w"), false, _): (604_800, 4)
    case (UInt8(ascii: "D"), true, false), (UInt8(ascii: "d"), false, _): (86_400, 3)
    case (UInt8(ascii: "H"), true, true), (UInt8(ascii: "h"), false, _): (3600, 2)
    case (UInt8(ascii: "M"), true, true), (UInt8(ascii: "m"), false, _): (60, 1)
    case (UInt8(ascii: "S"), true, true), (UInt8(ascii: "s"), false, _): (1, 0)
    default: nil
    }
  }

  /// Whether the left one comes first.
  public static func < (left: Span, right: Span) -> Bool { left.seconds < right.seconds }
}

extension Span: CustomStringConvertible {
  /// The ISO 8601 form in days, hours, minutes and seconds: `P1DT2H`, `PT0S`.
  public var description: String {
    let size = abs(seconds)
    var date = size / 86_400 > 0 ? "\(size / 86_400)D" : ""
    var time = ""
    if size / 3600 % 24 > 0 { time += "\(size / 3600 % 24)H" }
    if size / 60 % 60 > 0 { time += "\(size / 60 % 60)M" }
    if size % 60 > 0 || size == 0 { time += "\(size % 60)S" }
    if !time.isEmpty { date += "T" + time }
    return (seconds < 0 ? "-P" : "P") + date
  }
}

extension Span {
  /// The two largest units in words: `2 hours 30 minutes`, `180 days`.
  public var words: String {
    let size = abs(seconds)
    let parts = [
      (size / 86_400, "day"), (size / 3600 % 24, "hour"), (size / 60 % 60, "minute"),
      (size % 60, "second"),
    ].filter { $0.0 > 0 }.prefix(2)
    guard !parts.isEmpty else { return "0 seconds" }
    let words = parts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: " ")
    return seconds < 0 ? "minus \(words)" : words
  }
}
