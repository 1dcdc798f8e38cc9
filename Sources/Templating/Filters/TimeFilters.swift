import Primitives

extension TemplateFilter {
  static let date = TemplateFilter(
    "date", accepts: ["date", "instant"], result: .shape(.text),
    meaning: "a date in words, in the precision it has",
    examples: [
      Example("{{ x | date }}", .date, "2024-11-14", "14 November 2024"),
      Example("{{ x | date }}", .date, "2024-11", "November 2024"),
      Example("{{ x | date }}", .date, "2024-Q4", "Q4 2024"),
      Example("{{ x | date }}", .date, "2024", "2024"),
      Example("{{ x | date }}", .date, "soon", "soon"),
      Example("{{ x | date }}", .instant, "2024-11-14T09:30:00Z", "14 November 2024"),
    ],
    transform: { value, _ in mapText(value, dateInWords) })

  static let instant = TemplateFilter(
    "instant", accepts: ["instant"], result: .shape(.text),
    meaning: "an instant to the minute, in UTC",
    examples: [
      Example("{{ x | instant }}", .instant, "2024-11-14T09:30:00Z", "2024-11-14 09:30 UTC"),
      Example("{{ x | instant }}", .instant, "2024-11-14T09:30:15.250Z", "2024-11-14 09:30 UTC"),
    ],
    transform: { value, _ in mapText(value, instantInUTC) })

  static let duration = TemplateFilter(
    "duration", accepts: ["duration"], result: .shape(.text), meaning: "a duration in words",
    examples: [
      Example("{{ x | duration }}", .duration, "PT15M", "15 minutes"),
      Example("{{ x | duration }}", .duration, "PT90M", "1 hour 30 minutes"),
      Example("{{ x | duration }}", .duration, "PT1H", "1 hour"),
      Example("{{ x | duration }}", .duration, "P180D", "180 days"),
      Example("{{ x | duration }}", .duration, "P1Y6M", "1 year 6 months"),
      Example("{{ x | duration }}", .duration, "P2W", "2 weeks"),
      Example("{{ x | duration }}", .duration, "PT0S", "0 seconds"),
      Example("{{ x | duration }}", .duration, "PT1.5S", "1.5 seconds"),
    ],
    transform: { value, _ in mapText(value, durationInWords) })
}

/// A string value with its text changed; any other value as it is.
func mapText(_ value: Value, _ change: (String) -> String?) -> Value {
  guard case .string(let text) = value, let changed = change(text) else { return value }
  return .string(changed)
}

private let months = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December",
]

/// `14 November 2024` for an ISO 8601 date or instant; `nil` if it is neither.
private func dateInWords(_ text: String) -> String? {
  let parts = text.prefix { $0 != "T" }.split(separator: "-", omittingEmptySubsequences: false)
  guard let year = parts.first, year.utf8.count == 4, Int(year) != nil else { return nil }
  if parts.count == 1 { return String(year) }
  if parts.count == 2, parts[1].utf8.first == UInt8(ascii: "Q"),
    let quarter = Int(parts[1].dropFirst()),
    (1...4).contains(quarter)
  {
    return "Q\(quarter) \(year)"
  }
  guard let month = Int(parts[1]), (1...12).contains(month) else { return nil }
  if parts.count == 2 { return "\(months[month - 1]) \(year)" }
  guard parts.count == 3, let day = Int(parts[2]), (1...31).contains(day) else { return nil }
  return "\(day) \(months[month - 1]) \(year)"
}

/// `2024-11-14 09:30 UTC` for an RFC 3339 instant in UTC; `nil` for anything else.
private func instantInUTC(_ text: String) -> String? {
  let bytes = Array(text.utf8)
  guard bytes.count >= 17, bytes.last == UInt8(ascii: "Z"), bytes[10] == UInt8(ascii: "T"),
    bytes[13] == UInt8(ascii: ":")
  else { return nil }
  return "\(String(decoding: bytes[..<10], as: UTF8.self)) "
    + "\(String(decoding: bytes[11..<16], as: UTF8.self)) UTC"
}

/// `1 hour 30 minutes` for an ISO 8601 duration; `nil` for anything else.
private func durationInWords(_ text: String) -> String? {
  if let words = simpleDurationInWords(text) { return words }
  var rest = text.utf8[...]
  guard rest.popFirst() == UInt8(ascii: "P") else { return nil }
  var isTime = false
  var (words, last) = ("", "")
  var (count, whole): (Int, (number: Int, unit: UInt8)?) = (0, nil)
  while let first = rest.first {
    if first == UInt8(ascii: "T") {
      guard !isTime else { return nil }
      isTime = true
      rest.removeFirst()
      continue
    }
    let number = rest.prefix { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    rest = rest.dropFirst(number.count)
    guard !number.isEmpty, number.count < 16, let letter = rest.popFirst(),
      let unit = unit(letter, isTime: isTime)
    else { return nil }
    let figure = Substring(number)
    last = amount(figure, unit)
    if figure != "0" { words += (words.isEmpty ? "" : " ") + last }
    whole = count == 0 && isTime ? Int(figure).map { ($0, letter) } : nil
    count += 1
  }
  guard count > 0 else { return nil }
  if let whole, let larger = inLargerUnits(whole.number, whole.unit) { return larger }
  return words.isEmpty ? last : words
}

/// The words for a whole number of one unit, `PT15M`, as nearly all durations are; `nil` for others.
private func simpleDurationInWords(_ text: String) -> String? {
  var text = text
  return text.withUTF8 { bytes in
    guard bytes.count > 2, bytes[0] == UInt8(ascii: "P") else { return nil }
    let isTime = bytes[1] == UInt8(ascii: "T")
    let digits = bytes[(isTime ? 2 : 1)..<(bytes.count - 1)]
    guard let first = digits.first, (49...57).contains(first), digits.count < 10,
      digits.allSatisfy({ (48...57).contains($0) }),
      let unit = unit(bytes[bytes.count - 1], isTime: isTime)
    else { return nil }
    let number = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    if isTime, let larger = inLargerUnits(number, bytes[bytes.count - 1]) { return larger }
    return number == 1 ? "1 " + unit : String(number) + " " + unit + "s"
  }
}

private func amount(_ figure: some StringProtocol, _ unit: String) -> String {
  figure == "1" ? "\(figure) \(unit)" : "\(figure) \(unit)s"
}

/// `1 hour 30 minutes` for 90 minutes, and likewise for seconds; `nil` where that says no more.
private func inLargerUnits(_ number: Int, _ letter: UInt8) -> String? {
  guard number >= 60, letter != UInt8(ascii: "H") else { return nil }
  let (unit, larger) =
    letter == UInt8(ascii: "M") ? ("minute", "hour") : ("second", "minute")
  let most = amount(String(number / 60), larger)
  return number % 60 == 0 ? most : "\(most) \(amount(String(number % 60), unit))"
}

private func unit(_ letter: UInt8, isTime: Bool) -> String? {
  switch (letter, isTime) {
  case (UInt8(ascii: "Y"), false): "year"
  case (UInt8(ascii: "M"), false): "month"
  case (UInt8(ascii: "W"), false): "week"
  case (UInt8(ascii: "D"), false): "day"
  case (UInt8(ascii: "H"), true): "hour"
  case (UInt8(ascii: "M"), true): "minute"
  case (UInt8(ascii: "S"), true): "second"
  default: nil
  }
}
