import Primitives
import Records

/// Comparing what a record holds with what a person typed, by the type of the field.
enum FilterValue {
  /// Why a field of a type can't be compared with a text: the way out; `nil` when it can.
  static func problem(_ text: String, _ type: FieldType) -> String? {
    let isFine: Bool =
      switch type {
      case .int, .number: Double(text) != nil
      case .bool: text == "true" || text == "false"
      case .date: PartialDate(text) != nil
      case .instant: PartialDate(text) != nil || Instant(text) != nil
      case .duration: Span(text) != nil
      case .choice(let choices): choices.contains { $0.word == text }
      case .object, .map: false
      default: true
      }
    if isFine { return nil }
    switch type {
    case .object(let fields):
      return "name one of its fields: \(fields.map(\.name).joined(separator: ", "))"
    case .instant: return "write a day, month or year, or \(FieldType.instant.words)"
    default: return "write \(type.words)"
    }
  }

  static func holds(
    _ value: Value, _ comparison: Filter.Comparison, _ wanted: String, _ type: FieldType,
    _ scheme: VersionScheme
  ) -> Bool {
    let text = value.text ?? String(decoding: JSONText.canonical(value), as: UTF8.self)
    if comparison == .contains { return text.lowercased().contains(wanted.lowercased()) }
    switch type {
    case .int, .number:
      guard let left = value.number, let right = Double(wanted) else { return false }
      return holds(comparison, isLess: left < right, isGreater: left > right)
    case .version:
      let (left, right) = (Version(text, scheme), Version(wanted, scheme))
      return holds(
        comparison, isLess: left.isOlder(than: right), isGreater: right.isOlder(than: left))
    case .duration:
      guard let left = Span(text), let right = Span(wanted) else { return false }
      return holds(
        comparison, isLess: left.seconds < right.seconds, isGreater: left.seconds > right.seconds)
    case .instant:
      if let left = Instant(text), let right = Instant(wanted) {
        return holds(comparison, isLess: left < right, isGreater: left > right)
      }
      guard let left = Instant(text)?.day, let right = PartialDate(wanted) else { return false }
      return holds(PartialDate(left), comparison, right)
    case .date:
      guard let left = PartialDate(text), let right = PartialDate(wanted) else { return false }
      return holds(left, comparison, right)
    default:
      return holds(comparison, isLess: text < wanted, isGreater: text > wanted)
    }
  }

  private static func holds(_ comparison: Filter.Comparison, isLess: Bool, isGreater: Bool) -> Bool
  {
    switch comparison {
    case .equal: !isLess && !isGreater
    case .different: isLess || isGreater
    case .less: isLess
    case .atMost: !isGreater
    case .greater: isGreater
    case .atLeast: !isLess
    case .contains: false
    }
  }

  /// A date that is known to the month is before a day only when all of the month is.
  private static func holds(
    _ left: PartialDate, _ comparison: Filter.Comparison, _ right: PartialDate
  )
    -> Bool
  {
    switch comparison {
    case .equal: left.first >= right.first && left.last <= right.last
    case .different: !holds(left, .equal, right)
    case .less: left.last < right.first
    case .atMost: left.last <= right.last
    case .greater: left.first > right.last
    case .atLeast: left.first >= right.first
    case .contains: false
    }
  }
}
