import Primitives
import Records

/// One record that a filter is held against.
struct FilterContext {
  let record: Record
  let fields: [Field]
  let scheme: VersionScheme

  func holds(_ condition: Filter.Condition) -> Bool {
    switch condition {
    case .all(let left, let right): holds(left) && holds(right)
    case .any(let left, let right): holds(left) || holds(right)
    case .not(let inner): !holds(inner)
    case .isThere(let path): !values(path).isEmpty
    case .compares(let path, .different, let wanted): !holds(.compares(path, .equal, wanted))
    case .isOneOf(let path, let wanted): wanted.contains { holds(.compares(path, .equal, $0)) }
    case .compares(let path, let comparison, let wanted):
      // A value that the field can't have, as where another kind has a number of that name.
      FilterField.type(path, in: fields + FilterField.extra).map { type in
        (comparison == .contains || FilterValue.problem(wanted, type) == nil)
          && values(path).contains {
            FilterValue.holds($0, comparison, wanted, type, scheme)
          }
      } ?? false
    }
  }

  /// What stands at a path; of lists every member.
  private func values(_ path: [String]) -> [Value] {
    guard let first = path.first else { return [] }
    let extra: Value? =
      switch first {
      case "rev": .int(record.rev)
      case "recordedAt": .string(record.recordedAt.description)
      case "recordedBy": .string(record.recordedBy)
      default: nil
      }
    guard
      let start = extra ?? record.fields[first]
        ?? (first == "reason" ? record.reason.map(Value.string) : nil)
    else { return [] }
    return path.dropFirst().reduce(Self.members(start)) { values, name in
      values.flatMap { $0[name].map(Self.members) ?? [] }
    }
  }

  private static func members(_ value: Value) -> [Value] {
    if case .list(let items) = value { items.flatMap(members) } else { [value] }
  }
}
