import Primitives
import Records

extension Filter {
  /// What an index of facets can answer of a condition.
  public struct Indexed: Sendable, Hashable {
    /// Comparisons that every record has to fulfil; none where the index can't help.
    public let terms: [FacetTerm]
    /// Whether they are the whole condition, so that nothing of a record has to be looked at.
    public let isWhole: Bool
  }

  /// The part of the condition that an index answers as `matches` would, for records of some kinds.
  public func indexed(kinds: [Kind]) -> Indexed {
    let parts = Self.joined(condition)
    let terms = parts.compactMap { Self.term($0, kinds) }
    return Indexed(terms: terms, isWhole: terms.count == parts.count)
  }

  /// The kinds among which a record can fulfil the condition at all: those that have its fields.
  ///
  /// What no index answers is read record by record; of kinds without the field that can be left out.
  public func kinds(among kinds: [Kind]) -> [Kind] {
    kinds.filter { Self.canHold(condition, $0.fields + FilterField.extra) }
  }

  private static func canHold(_ condition: Condition, _ fields: [Field]) -> Bool {
    switch condition {
    case .all(let left, let right): canHold(left, fields) && canHold(right, fields)
    case .any(let left, let right): canHold(left, fields) || canHold(right, fields)
    case .compares(_, .different, _), .not, .isThere: true
    case .compares(let path, _, _), .isOneOf(let path, _):
      FilterField.type(path, in: fields) != nil
    }
  }

  /// The parts of which all must hold.
  private static func joined(_ condition: Condition) -> [Condition] {
    if case .all(let left, let right) = condition { return joined(left) + joined(right) }
    return [condition]
  }

  private static func term(_ condition: Condition, _ kinds: [Kind]) -> FacetTerm? {
    switch condition {
    case .compares(let path, let comparison, let wanted):
      guard let known = comparison.indexed else { return nil }
      return term(path, known, [wanted], kinds)
    case .isOneOf(let path, let wanted): return term(path, .equal, wanted, kinds)
    default: return nil
    }
  }

  /// `nil` unless the path is a facet in every kind that has it, and always of the same sort.
  private static func term(
    _ path: [String], _ comparison: FacetTerm.Comparison, _ wanted: [String], _ kinds: [Kind]
  ) -> FacetTerm? {
    guard FilterField.type(path, in: FilterField.extra) == nil else { return nil }
    var sort: Sort?
    for kind in kinds {
      guard let type = FilterField.type(path, in: kind.fields),
        wanted.contains(where: { FilterValue.problem($0, type) == nil })
      else { continue }
      guard Facet.all(of: kind).contains(where: { $0.path == path }) else { return nil }
      let here = Sort(type)
      guard sort == nil || sort == here else { return nil }
      sort = here
    }
    guard let sort else { return nil }
    let values = wanted.compactMap(sort.value)
    guard values.count == wanted.count, comparison == .equal || sort == .number else { return nil }
    return FacetTerm(path.joined(separator: "."), comparison, values)
  }

  /// What the index keeps for a type.
  private enum Sort {
    case text, truth, number

    init(_ type: FieldType) {
      switch type {
      case .bool: self = .truth
      case .int: self = .number
      default: self = .text
      }
    }

    /// The value to look up; `nil` where the index might answer otherwise than a comparison.
    func value(_ text: String) -> Value? {
      switch self {
      case .text: Facet.isPlain(text) ? .string(text) : nil
      case .truth: text == "true" ? .int(1) : text == "false" ? .int(0) : nil
      case .number: Int(text).map(Value.int) ?? Double(text).map(Value.double)
      }
    }
  }
}

extension Filter.Comparison {
  fileprivate var indexed: FacetTerm.Comparison? {
    switch self {
    case .equal: .equal
    case .less: .less
    case .atMost: .atMost
    case .greater: .greater
    case .atLeast: .atLeast
    case .different, .contains: nil
    }
  }
}
